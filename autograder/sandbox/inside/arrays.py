"""Arrays on the wire: a dtype from a fixed table, a shape, and bytes.

`plain` is what comes out of the sandbox, always C-contiguous; `view` is what goes in, where
layout is part of the question: the raw span of memory, with strides and an offset into it.
"""

from __future__ import annotations

import ctypes
import math
from typing import Any

import numpy as np

MAX_DIMS = 8
MAX_AXIS = 2**26
"""Cells along an axis: without it, an array that holds nothing could be endlessly long."""
DTYPES: dict[str, np.dtype[Any]] = {
    name: np.dtype(name)
    for name in (
        *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
        *("float16", "float32", "float64", "complex64", "complex128"),
    )
}


class Malformed(Exception):
    """The bytes are not a message of this protocol."""


class NotCrossable(Exception):
    """A value that cannot cross; str(e) is its short name."""


def dtype_name(dtype: np.dtype[Any]) -> str:
    """The table's name for a dtype of any byte order; raises NotCrossable."""
    name = str(dtype.newbyteorder("=").name)
    if DTYPES.get(name) is None or dtype.hasobject:
        raise NotCrossable(f"array of {'object' if dtype.hasobject else name}")
    return name


def plain(array: np.ndarray) -> list[Any]:
    """(dtype, shape, bytes) of any array; the base class's data, C order, native bytes."""
    name = dtype_name(array.dtype)
    if array.ndim > MAX_DIMS:
        raise NotCrossable(f"array with {array.ndim} axes")
    if max(array.shape, default=0) > MAX_AXIS:
        raise NotCrossable("array with a very long axis")
    base = np.ndarray.view(array, np.ndarray)
    return [name, list(base.shape), base.astype(DTYPES[name], copy=False).tobytes()]


def from_plain(name: object, shape: object, data: object) -> np.ndarray:
    """A fresh writeable array from untrusted parts; raises Malformed."""
    dtype = _dtype(name)
    sizes = _sizes(shape)
    if not isinstance(data, bytes) or math.prod(sizes) * dtype.itemsize != len(data):
        raise Malformed("array length")
    flat = np.frombuffer(data, np.uint8) != 0 if dtype.kind == "b" else np.frombuffer(data, dtype)
    try:
        return flat.reshape(sizes).copy()
    except ValueError:  # no elements, along axes that no machine could hold
        raise Malformed("array shape") from None


def view(array: np.ndarray) -> list[Any]:
    """(dtype, shape, strides, offset, writeable, span) of an array in any layout.

    Two axes of stride 0, gaps and reversed axes all keep their meaning; the span is the
    smallest block of memory that holds every element.
    """
    if array.dtype.name not in DTYPES or not array.dtype.isnative:
        raise NotCrossable(f"array of {array.dtype.name}")
    if array.ndim > MAX_DIMS:
        raise NotCrossable(f"array with {array.ndim} axes")
    offset = span = 0
    if array.size:
        reach = [(n - 1) * step for n, step in zip(array.shape, array.strides, strict=True)]
        offset = -sum(step for step in reach if step < 0)
        span = array.itemsize + sum(map(abs, reach))
    start = array.__array_interface__["data"][0] - offset
    return [
        array.dtype.name,
        list(array.shape),
        list(array.strides),
        offset,
        bool(array.flags.writeable),
        ctypes.string_at(start, span),
    ]


def from_view(
    name: str, shape: list[int], strides: list[int], offset: int, writeable: bool, span: bytes
) -> tuple[np.ndarray, np.ndarray]:
    """The array in its own layout and the block of bytes (uint8) that it looks at."""
    block = np.frombuffer(span, np.uint8).copy()
    array: np.ndarray = np.ndarray(
        tuple(shape), DTYPES[name], buffer=block, offset=offset, strides=tuple(strides)
    )
    array.flags.writeable = writeable
    return array, block


def from_scalar(name: object, data: object) -> np.generic:
    """A NumPy scalar from untrusted parts; raises Malformed."""
    scalar = from_plain(name, [], data)[()]
    assert isinstance(scalar, np.generic)
    return scalar


def _dtype(name: object) -> np.dtype[Any]:
    if not isinstance(name, str) or name not in DTYPES:
        raise Malformed("dtype")
    return DTYPES[name]


def _sizes(shape: object) -> tuple[int, ...]:
    if not isinstance(shape, list) or len(shape) > MAX_DIMS:
        raise Malformed("shape")
    if not all(type(size) is int and 0 <= size <= MAX_AXIS for size in shape):
        raise Malformed("shape")
    return tuple(shape)
