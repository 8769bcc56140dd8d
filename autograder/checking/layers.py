"""Checks of layers: objects whose `backward` belongs to their latest `forward`.

`layer` is the submission's, and `expected` the reference's. `terms` and `kinds` are those of
`assert_close`; `attributes` holds names such as `grads`, compared too after each backward.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.checking import inputs
from autograder.checking.compare import assert_close, assert_raises
from autograder.checking.subject import Instance

Array = np.ndarray[Any, np.dtype[Any]]
Rng = np.random.Generator


def there_and_back(layer: Instance, x: Array, dy: Array) -> dict[str, Any]:
    """What both ways give, by the call that gives it: for `small.Scenario`."""
    return {"forward(x)": layer.forward(x), "backward(dy)": layer.backward(dy)}


def assert_forward(
    layer: Instance, expected: Instance, x: Array, *, terms: int = 1, kinds: str | None = None
) -> Array:
    """The way forward; returns the right answer."""
    y: Array = expected.forward(x)
    assert_close(layer.forward(x), y, terms=terms, kinds=kinds)
    return y


def assert_backward(
    rng: Rng,
    layer: Instance,
    expected: Instance,
    y: Array,
    *,
    terms: int = 1,
    kinds: str | None = None,
    attributes: Sequence[str] = (),
) -> None:
    """The way back from `y`, for a gradient that is uniform nowhere."""
    dy = inputs.normal(rng, *y.shape)
    dx = expected.backward(dy)
    assert_close(layer.backward(dy), dx, terms=terms, kinds=kinds)
    for name in attributes:
        assert_close(layer.get(name), expected.get(name), terms=terms)


def assert_step(
    rng: Rng,
    layer: Instance,
    expected: Instance,
    x: Array,
    *,
    terms: int = 1,
    kinds: str | None = None,
    attributes: Sequence[str] = (),
) -> None:
    """Forward, and back."""
    y = assert_forward(layer, expected, x, terms=terms, kinds=kinds)
    assert_backward(rng, layer, expected, y, terms=terms, kinds=kinds, attributes=attributes)


def assert_latest(
    rng: Rng,
    layer: Instance,
    expected: Instance,
    images: Sequence[Array],
    *,
    terms: int = 1,
    attributes: Sequence[str] = (),
) -> None:
    """Forward on every image, backward of the last, then both on the first again."""
    y = [assert_forward(layer, expected, x, terms=terms) for x in images][-1]
    assert_backward(rng, layer, expected, y, terms=terms, attributes=attributes)
    assert_step(rng, layer, expected, images[0], terms=terms, attributes=attributes)


def assert_apart(
    rng: Rng,
    pairs: Sequence[tuple[Instance, Instance]],
    images: Sequence[Array],
    *,
    terms: int = 1,
) -> None:
    """Forward in one layer after the other, then backward in the same order.

    `pairs` are a layer and what is expected of it, one pair for each image.
    """
    outputs = [
        assert_forward(layer, expected, x, terms=terms)
        for (layer, expected), x in zip(pairs, images, strict=True)
    ]
    for (layer, expected), y in zip(pairs, outputs, strict=True):
        assert_backward(rng, layer, expected, y, terms=terms)


def assert_not_before(
    rng: Rng,
    new: Callable[[], Instance],
    expected: Instance,
    x: Array,
    dy: Array,
    *,
    terms: int = 1,
) -> None:
    """A backward before any forward is refused with RuntimeError, and does no harm."""
    early = new()
    asked: list[Callable[[], None]] = [
        lambda: assert_step(rng, new(), expected, x, terms=terms),
        lambda: assert_raises(RuntimeError, early.backward, dy),
    ]
    for number in rng.permutation(len(asked)):
        asked[number]()
    assert_step(rng, early, expected, x, terms=terms)
