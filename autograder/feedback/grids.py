"""Tables as they are read: columns under one another, what differs marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from autograder.feedback.differences import is_right
from autograder.feedback.values import UNKNOWN, Grid, number, shortened

LONGEST_CELL = 16

Pieces = Iterator[tuple[str, bool]]


def pieces_of(grid: Grid, other: Any) -> Pieces:
    """The lines of a table, in pieces, and whether each differs from `other`, if it is one."""
    if grid.rows is None:
        yield UNKNOWN, False
        return
    texts = [
        ["" if grid.labels[0] is None else _text(grid.labels[0]), *map(_text, grid.labels[1:])]
    ]
    texts += [list(map(_text, row)) for row in grid.rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    wrong = set(_wrong(grid, other)) if isinstance(other, Grid) else set()
    for i, row in enumerate(texts):
        for j, text in enumerate(row):
            yield " " * (widths[j] - len(text) + 2 * (j > 0)), False
            yield text, (i - 1, j) in wrong
        yield "\n" * (i < len(texts) - 1), False


def first_wrong(expected: Grid, got: Grid) -> tuple[int, int] | None:
    """Row and column of the first cell that differs, in tables of the same labels."""
    if expected.rows is None or got.rows is None or expected.labels != got.labels:
        return None
    cells = [cell for cell in _wrong(got, expected) if 0 <= cell[0] < len(expected.rows)]
    return min(cells, default=None)


def _wrong(grid: Grid, other: Grid) -> Iterator[tuple[int, int]]:
    """Cells, columns of another kind and rows and columns too many; the header is row -1."""
    assert grid.rows is not None
    rows = other.rows or ()
    for j, label in enumerate(grid.labels):
        if label not in other.labels:
            yield from ((i, j) for i in range(-1, len(grid.rows)))
            continue
        place = 0 if j == 0 else other.labels.index(label)
        if grid.kinds[j] != other.kinds[place] or (place != j and j > 0):
            yield -1, j
        for i, row in enumerate(grid.rows):
            if i >= len(rows) or not is_right(rows[i][place], row[j]):
                yield i, j


def _text(value: Any) -> str:
    if value is None:
        return "–"
    plain = number(value) if isinstance(value, int | float) else str(value)
    return shortened(" ".join(plain.split()), LONGEST_CELL)
