"""Arrays for hidden checks: values that tell answers apart, and unusual layouts in memory."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.sandbox import Source
from autograder.sandbox.inside.tables import is_table

Array = np.ndarray[Any, np.dtype[Any]]


def normal(rng: np.random.Generator, *shape: int) -> Array:
    """float64 from the standard normal distribution."""
    return rng.standard_normal(shape)


def integers(rng: np.random.Generator, *shape: int, low: int = -9, high: int = 9) -> Array:
    """int64 from low … high: sums of them are exact, and small ranges make ties."""
    return rng.integers(low, high, shape, endpoint=True)


def shuffled(rng: np.random.Generator, *shape: int, gap: float = 1.0) -> Array:
    """float64, no two alike, any two at least `gap` apart, half of them negative."""
    n = int(np.prod(shape))
    return (rng.permutation(n) - n // 2).astype(np.float64).reshape(shape) * gap


def generator(seed: int) -> Source:
    """`numpy.random.default_rng(seed)` as an argument: made anew for each call, where it is run."""
    return Source(f"rng = np.random.default_rng({seed})", "rng")


def fortran(x: Array) -> Array:
    """The same values in Fortran order."""
    return np.asfortranarray(x)


def backwards(x: Array) -> Array:
    """The same values in a view whose strides are negative."""
    flip = (slice(None, None, -1),) * x.ndim
    return np.ascontiguousarray(x[flip])[flip]


def gapped(x: Array) -> Array:
    """The same values in a view that skips every other cell of a larger array."""
    larger = np.full([2 * n for n in x.shape], 77, dtype=x.dtype)
    view = larger[(slice(None, None, 2),) * x.ndim]
    view[...] = x
    return view


LAYOUTS: Mapping[str, Callable[[Array], Array]] = {
    "fortran": fortran,
    "backwards": backwards,
    "gapped": gapped,
}


def fresh(value: Any) -> Any:
    """A copy that shares nothing with `value`; arrays keep their layout in memory."""
    if isinstance(value, np.ndarray):
        low, high = np.lib.array_utils.byte_bounds(value)
        span = bytearray(ctypes.string_at(low, high - low))
        return np.ndarray(
            value.shape,
            value.dtype,
            span,
            value.ctypes.data - low if value.size else 0,
            value.strides,
        )
    if isinstance(value, dict):
        return {key: fresh(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(fresh(each) for each in value)
    if is_table(value):
        return value.copy()
    return set(value) if isinstance(value, set) else value


def holds_same_bytes(a: Any, b: Any) -> bool:
    """Are two arguments alike, bit by bit (so that nan equals nan)?"""
    if isinstance(a, np.ndarray):
        return bool(a.shape == b.shape and a.tobytes() == b.tobytes())
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(holds_same_bytes(a[key], b[key]) for key in a)
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(holds_same_bytes, a, b))
    if is_table(a):
        return bool(is_table(b) and a.equals(b) and a.index.equals(b.index))
    if isinstance(a, set | str | bytes | int | float | complex | np.generic):
        return bool(type(a) is type(b) and (a == b or (a != a and b != b)))
    return True
