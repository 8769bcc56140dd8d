"""Where an answer differs from the expected one: its parts, and their wrong cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checking.authors.assertions import is_close
from autograder.feedback.values import (
    EXACT,
    LONGEST,
    SHORT,
    UNKNOWN,
    Array,
    Grid,
    holds_arrays,
    number,
    python_text,
)

TERMS = 64
"""Room for rounding: a small input adds few terms."""

Cell = tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """A part of an answer; the label is empty for a whole one, else `[0]`, `[1]['w']`, `dx`.

    `wrong` lists cells of an array, and is empty where the two cannot be compared cell by cell.
    """

    label: str
    expected: Any
    got: Any
    right: bool
    wrong: tuple[Cell, ...] = ()

    @property
    def digits(self) -> int:
        """Significant digits that tell each wrong cell from the expected one."""
        for digits in (SHORT, SHORT + 4):
            if all(
                _written(self.got, c, digits) != _written(self.expected, c, digits)
                for c in self.wrong
            ):
                return digits
        return EXACT


def parts_of(expected: Any, got: Any, label: str = "") -> Iterator[Part]:
    """An answer as one part, or, where arrays are inside, as many as it has."""
    if holds_arrays(expected) and _are_alike(expected, got):
        if isinstance(expected, Mapping):
            for name, part in expected.items():
                yield from parts_of(part, got[name], f"{label}[{name!r}]" if label else name)
        else:
            for i, (part, other) in enumerate(zip(expected, got, strict=True)):
                yield from parts_of(part, other, f"{label}[{i}]")
    else:
        wrong = _wrong_cells(expected, got)
        yield Part(label, expected, got, is_right(expected, got), wrong)


def marked(value: Any, other: Any) -> Iterator[tuple[str, bool]]:
    """`value` as Python prints it, in pieces, and whether each differs from `other`."""
    if not _are_alike(value, other) and python_text(value).endswith(UNKNOWN):
        yield python_text(value), True
    elif isinstance(value, Mapping) and isinstance(other, Mapping):
        yield from _joined("{", value, "}", lambda name: _pair(name, value, other))
    elif isinstance(value, tuple | list) and isinstance(other, tuple | list):
        begin, end = "()" if isinstance(value, tuple) else "[]"
        comma = "," * (begin == "(" and len(value) == 1)
        yield from _joined(begin, range(len(value)), comma + end, lambda i: _at(i, value, other))
    elif value and isinstance(value, frozenset) and isinstance(other, frozenset):
        items = sorted(value, key=repr)
        yield from _joined("{", items, "}", lambda item: [(python_text(item), item not in other)])
    elif isinstance(value, str) and isinstance(other, str) and UNKNOWN not in (value, other):
        yield from _text(value, other)
    else:
        yield python_text(value), not is_right(other, value)


def is_right(expected: Any, got: Any) -> bool:
    """Does the grader take `got` for `expected`?"""
    if _are_alike(expected, got):
        keys = expected if isinstance(expected, Mapping) else range(len(expected))
        return all(is_right(expected[key], got[key]) for key in keys)
    if isinstance(expected, Grid) and isinstance(got, Grid):
        return _same_grid(expected, got)
    ours, theirs = _as_array(expected), _as_array(got)
    if ours is None or theirs is None:
        return type(expected) is type(got) and bool(expected == got)
    if ours.values is None or theirs.values is None:
        return False
    alike = ours.shape == theirs.shape and kind_of(ours) == kind_of(theirs)
    return alike and not _wrong_cells(ours, theirs)


def _same_grid(expected: Grid, got: Grid) -> bool:
    if expected.rows is None or got.rows is None:
        return False
    if (expected.type, expected.labels, expected.kinds) != (got.type, got.labels, got.kinds):
        return False
    return is_right(expected.rows, got.rows)


def _joined(
    begin: str,
    items: Iterable[Any],
    end: str,
    pieces: Callable[[Any], Iterable[tuple[str, bool]]],
) -> Iterator[tuple[str, bool]]:
    for i, item in enumerate(items):
        yield ", " if i else begin, False
        yield from pieces(item)
    yield end if items else begin + end, False


def _at(i: int, value: Any, other: Any) -> Iterable[tuple[str, bool]]:
    return marked(value[i], other[i]) if i < len(other) else [(python_text(value[i]), True)]


def _text(value: str, other: str) -> Iterator[tuple[str, bool]]:
    """Marked from the first to the last character that differs."""
    if value == other or len(value) > LONGEST:
        yield python_text(value), value != other
        return
    shorter = min(len(value), len(other))
    start = next((i for i in range(shorter) if value[i] != other[i]), shorter)
    ends = range(1, shorter - start + 1)
    end = next((i - 1 for i in ends if value[-i] != other[-i]), shorter - start)
    pieces = [value[:start], value[start : len(value) - end], value[len(value) - end :]]
    begin, *middle, last = (repr(piece)[1:-1] for piece in pieces)
    yield f"'{begin}", False
    yield from ((piece, True) for piece in middle if piece)
    yield f"{last}'", False


def _pair(
    name: Any, value: Mapping[Any, Any], other: Mapping[Any, Any]
) -> Iterator[tuple[str, bool]]:
    yield python_text(name), name not in other
    yield ": ", False
    yield from (
        marked(value[name], other[name]) if name in other else [(python_text(value[name]), True)]
    )


def _are_alike(expected: Any, got: Any) -> bool:
    """Do both have the same parts?"""
    if isinstance(expected, Mapping):
        return isinstance(got, Mapping) and expected.keys() == got.keys()
    both = isinstance(expected, tuple | list) and isinstance(got, tuple | list)
    return both and len(expected) == len(got)


def _as_array(value: Any) -> Array | None:
    if isinstance(value, bool | int | float):
        made = np.asarray(value)
        return Array(made.dtype.name, (), made)
    return value if isinstance(value, Array) else None


def kind_of(array: Array) -> str:
    """A dtype without its size: what the grader asks for."""
    return array.dtype.lstrip("u").rstrip("0123456789")


def _wrong_cells(expected: Any, got: Any) -> tuple[Cell, ...]:
    if not (isinstance(expected, Array) and isinstance(got, Array)):
        return ()
    if expected.shape != got.shape or expected.values is None or got.values is None:
        return ()
    if {got.values.dtype.kind, expected.values.dtype.kind} <= set("biuf"):
        right = is_close(got.values, expected.values, TERMS)
    else:
        right = np.asarray(got.values == expected.values)
    return tuple(tuple(map(int, cell)) for cell in np.argwhere(~right))


def _written(array: Array, cell: Cell, digits: int) -> str:
    assert array.values is not None
    return number(array.values.item(*cell), digits)
