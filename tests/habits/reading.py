"""Habits as files: notebooks/<kind>.txt holds many, each a title and its cells.

    ==== a constant made by a call
    EPS = np.finfo(float).eps
    ----
    def double(x):
        return x + x + EPS * 0
    ---- check
    EPS = None

`====` begins a habit, `----` a cell. The answer is checked where `---- check` stands, else at the
end. NumPy and a right `quadruple` are there, unless the habit defines its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent / "notebooks"
HABIT = re.compile(r"^==== (.+)\n", re.MULTILINE)
CELL = re.compile(r"^----( check)?\n", re.MULTILINE)
OPENING = "import numpy as np\n\n\ndef quadruple(x):\n    return 4 * x"
CHECK = """\
def _right(function, factor):
    import numpy
    for x in (numpy.array([1.5, -2.0, 0.25]), numpy.zeros(2)):
        before = x.copy()
        numpy.testing.assert_allclose(function(x), factor * x)
        numpy.testing.assert_array_equal(x, before)

_right(double, 2)
_right(quadruple, 4)"""


@dataclass(frozen=True)
class Habit:
    """The code cells of a notebook; its answer is right once `checked` of them have run."""

    cells: tuple[str, ...]
    checked: int

    @property
    def with_check(self) -> list[str]:
        return [*self.cells[: self.checked], CHECK, *self.cells[self.checked :]]


def habits(kind: str) -> Mapping[str, Habit]:
    """The habits of one file, by title."""
    _, *parts = HABIT.split((FOLDER / f"{kind}.txt").read_text(encoding="utf-8"))
    found = {title: _habit(text) for title, text in zip(parts[::2], parts[1::2], strict=True)}
    assert len(found) == len(parts) // 2, "two habits have the same title"
    return found


def _habit(text: str) -> Habit:
    first, *parts = CELL.split(text)
    cells = [OPENING, first]
    checked = 0
    for mark, cell in zip(parts[::2], parts[1::2], strict=True):
        if mark:
            checked = len(cells)
        cells.append(cell)
    return Habit(tuple(cell.rstrip("\n") for cell in cells), checked or len(cells))
