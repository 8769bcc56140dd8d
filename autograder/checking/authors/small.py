"""Hypothesis strategies for counterexamples that a person can check by hand.

They shrink towards one image, one channel, few pixels and small whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True)
class Scenario:
    """An answer that takes several calls, such as a layer's forward and then its backward.

    `ask(subject, **arguments)` makes them, and returns all that came back.
    """

    arguments: st.SearchStrategy[dict[str, Any]]
    ask: Callable[..., Any]


def arrays(*shape: int) -> st.SearchStrategy[Array]:
    """float64 arrays of one shape that hold small whole numbers, or halves.

    A seed and not each number is drawn: a search then spends its few calls on the shape.
    """
    return _FILLS.map(lambda drawn: drawn[0](_rng(drawn[1]), shape))


def _rng(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def _distinct(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    n = int(np.prod(shape))
    return (rng.permutation(n) + 1.0).reshape(shape)


def _with_ties(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return rng.integers(-1, 2, shape).astype(np.float64)


def _negative(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return -_distinct(rng, shape)


def images(
    batch: int = 2, channels: int = 2, height: int = 4, width: int = 4, smallest: int = 1
) -> st.SearchStrategy[Array]:
    """(N, C, H, W) with N, C from 1, and H, W from `smallest`, up to the sizes given."""
    shapes = st.tuples(
        st.integers(1, batch),
        st.integers(1, channels),
        st.integers(smallest, height),
        st.integers(smallest, width),
    )
    return shapes.flatmap(lambda shape: arrays(*shape))


def pairs(low: int, high: int) -> st.SearchStrategy[Any]:
    """An int, or an (h, w) pair of ints, from `low` to `high`."""
    one = st.integers(low, high)
    return st.one_of(one, st.tuples(one, one))


def sides(high: int) -> st.SearchStrategy[Any]:
    """A padding: p, (ph, pw) or ((top, bottom), (left, right)), each from 0 to `high`."""
    two = st.tuples(st.integers(0, high), st.integers(0, high))
    return st.one_of(pairs(0, high), st.tuples(two, two))


def _halves(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return _distinct(rng, shape) / 2


_KINDS = st.sampled_from([_distinct, _with_ties, _negative, _halves])
_FILLS = st.tuples(_KINDS, st.integers(0, 99))
