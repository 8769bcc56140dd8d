"""Checks of layers: objects whose `backward` belongs to their latest `forward`.

`layer` is the submission's, and `expected` the reference's. `terms` and `kinds` are those of
`assert_close`; `attributes` holds names such as `grads`, compared too after each backward.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.checking.authors import inputs, small
from autograder.checking.authors.assertions import assert_close, assert_raises
from autograder.checking.proxy import InstanceProxy

Array = np.ndarray[Any, np.dtype[Any]]
Rng = np.random.Generator


TWICE = "forward(first), backward(dy), forward(x), backward(dy)"
AFTER_ANOTHER = "forward(first), forward(x), backward(dy)"
TWO_LAYERS = "forward(x), other.forward(first), backward(dy), other.backward(dy)"
TOO_EARLY = "backward(dy)"


def there_and_back(
    layer: InstanceProxy,
    other: InstanceProxy,
    x: Array,
    dy: Array,
    calls: str = "",
    first: Any = None,
) -> dict[str, Any]:
    """What both ways give, by the call that gives it, after other `calls`: for `in_any_order`.

    `other` is a second layer of the same settings, `first` an image that comes before or between.
    """
    if calls == TOO_EARLY:
        return {"backward(dy)": layer.backward(dy)}
    if calls in (TWICE, AFTER_ANOTHER):
        layer.forward(first)
    if calls == TWICE:
        layer.backward(dy)
    y = layer.forward(x)
    if calls == TWO_LAYERS:
        other.forward(first)
    dx = layer.backward(dy)
    if calls == TWO_LAYERS:
        other.backward(dy)
    return {"forward(x)": y, "backward(dy)": dx}


def in_any_order(
    plain: st.SearchStrategy[dict[str, Any]], ask: Callable[..., Any]
) -> small.Scenario:
    """Small inputs: those of `plain`, which has x and dy, and some with other `calls` before."""
    return small.Scenario(st.one_of(plain, _in_another_order(plain)), ask)


@st.composite
def _in_another_order(draw: st.DrawFn, plain: st.SearchStrategy[dict[str, Any]]) -> dict[str, Any]:
    arguments = draw(plain)
    arguments["calls"] = draw(st.sampled_from([TWICE, AFTER_ANOTHER, TWO_LAYERS, TOO_EARLY]))
    x = arguments["x"]
    if arguments["calls"] == AFTER_ANOTHER:
        arguments["first"] = np.concatenate([x, x], axis=3)
    elif arguments["calls"] != TOO_EARLY:
        arguments["first"] = -2 * x[..., ::-1]
    return arguments


def assert_forward(
    layer: InstanceProxy,
    expected: InstanceProxy,
    x: Array,
    *,
    terms: int = 1,
    kinds: str | None = None,
) -> Array:
    """The way forward; returns the right answer."""
    y: Array = expected.forward(x)
    assert_close(layer.forward(x), y, terms=terms, kinds=kinds)
    return y


def assert_backward(
    rng: Rng,
    layer: InstanceProxy,
    expected: InstanceProxy,
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
    layer: InstanceProxy,
    expected: InstanceProxy,
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
    layer: InstanceProxy,
    expected: InstanceProxy,
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
    pairs: Sequence[tuple[InstanceProxy, InstanceProxy]],
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
    new: Callable[[], InstanceProxy],
    expected: InstanceProxy,
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
