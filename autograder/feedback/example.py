"""The smallest example of a mistake, ready to be shown: on a page or in a terminal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Literal

import numpy as np

from autograder.feedback.differences import Cell, Part, kind_of, marked, parts_of
from autograder.feedback.grids import pieces_of
from autograder.feedback.members import first_difference
from autograder.feedback.svg import WIDEST, Matrix, width_of
from autograder.feedback.values import (
    LARGEST,
    SHORT,
    Array,
    Code,
    Grid,
    holds_arrays,
    matrices,
    number,
    python_text,
    read,
)
from autograder.feedback.windows import Window, window_of
from autograder.results import Counterexample
from course.texts import Translation

MOST_MATRICES = 24
WIDEST_DRAWN = 640
"""Pixels of a matrix beyond which its numbers are written and not drawn."""

MOST_PARTS = 16

Pieces = tuple[tuple[str, bool], ...]

Whose = Literal["yours", "theirs"]
"""Who wrote the answer: who reads the page, or students that their teacher reads about."""


@dataclass(frozen=True)
class ShownValue:
    """A value: matrices to draw, or pieces of text, each with whether it is wrong."""

    name: str
    note: str = ""
    is_note_wrong: bool = False
    matrices: tuple[Matrix, ...] = ()
    pieces: Pieces = ()
    is_table: bool = False

    @property
    def is_wide(self) -> bool:
        """Does a phone have to scroll within the picture?"""
        return any(width_of(matrix) > WIDEST for matrix in self.matrices)

    @property
    def rows(self) -> Iterator[tuple[str, list[tuple[str, bool]]]]:
        """For who cannot see a picture: the index of each row, and its cells with what is wrong."""
        for matrix in self.matrices:
            for i, texts in enumerate(matrix.texts):
                cells = [
                    (text, "wrong" in matrix.marks.get((i, j), ())) for j, text in enumerate(texts)
                ]
                yield f"{matrix.label[:-1]}, {i}]" if matrix.label else f"[{i}]", cells


@dataclass(frozen=True)
class ShownPart:
    """A part of the answer; `values` are what was expected and what came, none if it is right."""

    label: str
    right: bool
    values: tuple[ShownValue, ...] = ()


@dataclass(frozen=True)
class Example:
    """`sentence` says how the first wrong cell comes out of its window, or what first differs."""

    arguments: tuple[ShownValue, ...]
    parts: tuple[ShownPart, ...]
    sentence: str = ""

    @property
    def has_marks(self) -> bool:
        """Is a cell of a picture marked as wrong?"""
        values = (value for part in self.parts for value in part.values)
        return any(
            "wrong" in names for v in values for m in v.matrices for names in m.marks.values()
        )


def example_of(found: Counterexample, t: Translation, whose: Whose = "yours") -> Example:
    """Whatever a student's function returned: what cannot be drawn is written, or named."""
    arguments = {name: read(value) for name, value in found.arguments.items()}
    expected = read(found.expected)
    got = read(found.got)
    parts = list(islice(parts_of(expected, got), MOST_PARTS))
    wrong = next((part for part in parts if part.wrong), None)
    window = window_of(arguments, expected, wrong) if wrong else None
    drawn = _sentence(window, wrong, t, whose) if window and wrong else ""
    return Example(
        tuple(
            _argument(*named, window, t) for each in arguments.items() for named in _opened(*each)
        ),
        tuple(_part(part, len(parts) > 1, t, whose) for part in parts),
        drawn or first_difference(expected, got, t),
    )


def _opened(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """A value, or each part of what holds arrays."""
    if isinstance(value, Array) or not holds_arrays(value):
        yield name, value
        return
    for key, each in value.items() if isinstance(value, Mapping) else enumerate(value):
        yield from _opened(f"{name}[{key!r}]", each)


def _part(part: Part, is_one_of_many: bool, t: Translation, whose: Whose) -> ShownPart:
    label = f"{t('result')}{part.label}" if part.label.startswith("[") else part.label
    if part.right and is_one_of_many:
        return ShownPart(label, True)
    expected = _answer(t("expected"), part.expected, part.got, part, "wanted", t)
    got = _answer(t(whose), part.got, part.expected, part, "wrong", t)
    return ShownPart(label, part.right, (*expected, *got))


def _answer(
    name: str, value: Any, other: Any, part: Part, mark: str, t: Translation
) -> Iterator[ShownValue]:
    if isinstance(value, Array) and isinstance(other, Array):
        shown = _array(name, value, t, dict.fromkeys(part.wrong, (mark,)), part.digits)
        note = f"{shown.note} · {value.dtype}" if value.dtype != other.dtype else shown.note
        differs = value.shape != other.shape or kind_of(value) != kind_of(other)
        yield replace(shown, note=note, is_note_wrong=differs and mark == "wrong")
    elif isinstance(value, Grid):
        pieces = tuple(pieces_of(value, other if mark == "wrong" else None))
        yield ShownValue(name, value.type, pieces=pieces, is_table=True)
    elif holds_arrays(value):
        opened = islice(_opened(name, value), MOST_PARTS)
        yield from (_argument(*named, None, t) for named in opened)
    else:
        found = marked(value, other) if mark == "wrong" else [(python_text(value), False)]
        yield ShownValue(name, pieces=tuple(found))


def _argument(name: str, value: Any, window: Window | None, t: Translation) -> ShownValue:
    if isinstance(value, Grid):
        return ShownValue(name, value.type, pieces=tuple(pieces_of(value, None)), is_table=True)
    if not isinstance(value, Array):
        text = value.text if isinstance(value, Code) else python_text(value)
        return ShownValue(name, pieces=((text, False),))
    if window and name == "x":
        return _framed(name, value, window, t)
    if window and name == "w" and window.filter is not None:
        filters: list[Cell] = [c for c in np.ndindex(value.shape) if c[0] == window.filter]
        return _array(name, value, t, dict.fromkeys(filters, ("seen",)))
    return _array(name, value, t)


def _framed(name: str, value: Array, window: Window, t: Translation) -> ShownValue:
    """x with its border, if the window reaches into it, and with the window."""
    inside = [cell for cell in window.seen if window.inside[cell]]
    if len(inside) == len(window.seen) or window.image.size > LARGEST:
        top, left = (int(each.min()) for each in np.nonzero(window.inside[0, 0]))
        seen: list[Cell] = [(n, c, i - top, j - left) for n, c, i, j in inside]
        return _array(name, value, t, dict.fromkeys(seen, ("seen",)))
    marks = defaultdict[Cell, tuple[str, ...]](tuple)
    for cell in map(tuple, np.argwhere(~window.inside).tolist()):
        marks[cell] += ("border",)
    for cell in window.seen:
        marks[cell] += ("seen",)
    framed = Array(value.dtype, window.image.shape, window.image)
    shown = _array(name, framed, t, marks)
    return replace(shown, note=t("with_padding", shape=value.shape))


def _array(
    name: str,
    value: Array,
    t: Translation,
    marks: Mapping[Cell, tuple[str, ...]] = {},
    digits: int = SHORT,
) -> ShownValue:
    note = t("of_shape", shape=value.shape)
    if value.values is None:
        return ShownValue(name, note, pieces=((t("array_too_large"), False),))
    if 0 in value.shape:
        return ShownValue(name, note, pieces=((t("array_empty"), False),))
    drawn = tuple(_matrices(value, marks, digits))
    if len(drawn) > MOST_MATRICES or max(map(width_of, drawn)) > WIDEST_DRAWN or not value.shape:
        return ShownValue(name, note, pieces=((python_text(value), False),))
    return ShownValue(name, note, matrices=drawn)


def _matrices(value: Array, marks: Mapping[Cell, tuple[str, ...]], digits: int) -> Iterator[Matrix]:
    lead = max(len(value.shape) - 2, 0)
    of_matrix = defaultdict[Cell, dict[tuple[int, int], tuple[str, ...]]](dict)
    for cell, names in marks.items():
        row, column = ((0,) * (2 - len(cell)) + cell)[-2:]
        of_matrix[cell[:lead]][row, column] = names
    for index, cells in matrices(value):
        marked_cells = of_matrix[index]
        texts = [
            [_written(each, digits, marked_cells.get((i, j), ())) for j, each in enumerate(row)]
            for i, row in enumerate(cells.tolist())
        ]
        yield Matrix(f"[{', '.join(map(str, index))}]" if index else "", texts, marked_cells)


def _written(value: Any, digits: int, marks: tuple[str, ...]) -> str:
    text = number(value, digits)
    if text == "nan" and "border" in marks:
        return "·"  # left out of the mean
    return {"-inf": "−∞", "inf": "∞"}.get(text, text)


def _sentence(window: Window, part: Part, t: Translation, whose: Whose) -> str:
    args = {
        "cell": f"[{', '.join(map(str, window.cell))}]",
        "expected": number(part.expected.values[window.cell].item(), part.digits),
        "got": number(part.got.values[window.cell].item(), part.digits),
    }
    if window.product:
        return t(f"window_with_product_{whose}", product=window.product, **args)
    return t(f"window_alone_{whose}", **args)
