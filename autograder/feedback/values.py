"""The values of a counterexample, read back from JSON, and how they are written for people."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

NUMBERS = {
    *("bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
    *("float16", "float32", "float64"),
}
LARGEST = 144
"""Cells of an array that are worth reading."""

LONGEST = 500
"""Characters of a value that are worth reading."""

LONGEST_CELL = 12
SHORT, EXACT = 4, 17
"""Significant digits of a number, and those that tell any two apart."""

DEEPEST = 16
UNKNOWN = "…"
NAMED = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
"""What JSON cannot hold as a number."""


@dataclass(frozen=True)
class Array:
    """`values` is None where there are too many to read."""

    dtype: str
    shape: tuple[int, ...]
    values: NDArray[Any] | None


@dataclass(frozen=True)
class Grid:
    """A table: its rows as they are read, labels first; `kinds` of its index and columns.

    `rows` is None where there are too many to read.
    """

    type: str
    labels: tuple[Any, ...]
    kinds: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...] | None


@dataclass(frozen=True)
class Code:
    """A function that was passed: its name, or its source."""

    text: str


@dataclass(frozen=True)
class Error:
    """An exception in the place of an answer."""

    type: str
    text: str


def read(value: Any, depth: int = 0) -> Any:
    """What `plain` of a counterexample was made of; what it never makes becomes a mark."""
    if depth > DEEPEST:
        return UNKNOWN

    def inside(part: Any) -> Any:
        return read(part, depth + 1)

    if isinstance(value, str):
        return NAMED.get(value, value)
    if isinstance(value, list):
        return tuple(map(inside, value))
    if not isinstance(value, dict):
        return value
    match value:
        case {"dtype": str(dtype), "shape": list(shape), "values": values}:
            return _array(dtype, shape, values)
        case {"raised": raised, "text": text}:
            return Error(str(raised), str(text))
        case {"table": {"type": type_, "labels": list(labels), "columns": columns}}:
            return _grid(str(type_), tuple(map(inside, labels)), columns, inside)
        case {"code": str(text)}:
            return Code(text)
        case {"list": list(items)}:
            return list(map(inside, items))
        case {"dict": dict(items)}:
            return {name: inside(each) for name, each in items.items()}
        case {"set": list(items)}:
            return _hashed(lambda: frozenset(map(inside, items)))
        case {"pairs": list(pairs)}:
            return _hashed(lambda: {inside(key): inside(each) for key, each in pairs})
    return UNKNOWN


def _grid(type_: str, labels: tuple[Any, ...], columns: Any, inside: Callable[[Any], Any]) -> Any:
    if columns is None:
        return Grid(type_, labels, (), None)
    try:
        cells = [tuple(map(inside, column["cells"])) for column in columns]
        kinds = tuple(str(column["kind"]) for column in columns)
        return Grid(type_, labels, kinds, tuple(zip(*cells, strict=True)))
    except (KeyError, TypeError, ValueError):  # of a record that nothing of ours has written
        return UNKNOWN


def _hashed(made: Callable[[], Any]) -> Any:
    try:
        return made()
    except (TypeError, ValueError):  # of a record that nothing of ours has written
        return UNKNOWN


def _array(dtype: str, shape: list[Any], values: Any) -> Any:
    if not all(type(size) is int and size >= 0 for size in shape):
        return UNKNOWN
    if values is None or math.prod(shape) > LARGEST:
        return Array(dtype, tuple(shape), None)
    try:
        made = np.array(values, dtype=dtype if dtype in NUMBERS else object).reshape(shape)
    except (ValueError, TypeError, OverflowError):
        return UNKNOWN
    return Array(dtype, tuple(shape), made)


def holds_arrays(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(map(holds_arrays, value.values()))
    if isinstance(value, tuple | list):
        return any(map(holds_arrays, value))
    return isinstance(value, Array) and value.shape != ()


def python_text(value: Any) -> str:
    """As Python prints it, on one line, not too long."""
    return shortened(_python_text(value), LONGEST)


def shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}{UNKNOWN}"


def _python_text(value: Any) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(map(_python_text, value))}{',' * (len(value) == 1)})"
    if isinstance(value, list):
        return f"[{', '.join(map(_python_text, value))}]"
    if isinstance(value, Mapping):
        pairs = (f"{name!r}: {_python_text(each)}" for name, each in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, frozenset):
        return f"{{{', '.join(sorted(map(_python_text, value)))}}}" if value else "set()"
    if isinstance(value, Code):
        return value.text
    if isinstance(value, Grid):
        return f"{value.type}({', '.join(map(_python_text, value.labels[1:]))})"
    if isinstance(value, Error):
        return " ".join(f"{value.type}: {value.text}".split()).removesuffix(":")
    if isinstance(value, Array):
        inside = UNKNOWN if value.values is None else _nested(value.values)
        return f"array({inside}, dtype={value.dtype})"
    return value if value == UNKNOWN else repr(value)


def _nested(values: NDArray[Any]) -> str:
    if values.ndim == 0:
        return number(values.item())
    return f"[{', '.join(map(_nested, values))}]" if values.ndim > 1 else _row(values)


def _row(values: NDArray[Any]) -> str:
    return f"[{', '.join(map(number, values.tolist()))}]"


def number(value: Any, digits: int = SHORT) -> str:
    """A cell of an array: whole numbers whole, others to `digits` significant digits."""
    if isinstance(value, float) and math.isfinite(value):
        if value.is_integer() and abs(value) < 1e6:
            return str(int(value))
        return f"{value:.{digits}g}"
    return str(value) if isinstance(value, int) else shortened(str(value), LONGEST_CELL)


def matrices(array: Array) -> Iterator[tuple[tuple[int, ...], NDArray[Any]]]:
    """The matrices that an array is made of, each with its index: `(0, 1)` of (N, C, H, W)."""
    assert array.values is not None
    values = array.values.reshape((1,) * (2 - array.values.ndim) + array.shape)
    for index in np.ndindex(values.shape[:-2]):
        yield index, values[index]
