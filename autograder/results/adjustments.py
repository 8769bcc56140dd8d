"""`adjustments.csv`: what people give beside the automatic score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.results.layers import Correction
from autograder.results.sheets import Line, SheetError, add_line, read_sheet
from autograder.submissions.words import plain
from autograder.tables import mark_of, number_of, text_of, written
from course.model import Course

FILE = "adjustments.csv"
COLUMNS = (*("student", "unit", "exercise", "points", "delta", "bonus", "reason", "who", "when"),)
REQUIRED = ("student", "unit", "exercise", "reason")
YES = {"yes", "y", "si", "s", "x", "1", "true", "bonus", "extra", "verdadero"}
NO = {"", "no", "n", "0", "false", "falso"}


@dataclass(frozen=True)
class Adjustment:
    """One line: for whom, in which unit, and what."""

    line: Line
    student: str
    unit: str
    correction: Correction

    @property
    def key(self) -> tuple[str, str, str]:
        return plain(self.student), self.unit, self.correction.exercise


def read_adjustments(folder: Path, course: Course) -> list[Adjustment]:
    """Raises SheetError for a line that says nothing certain, or more points than there are."""
    found: dict[tuple[str, str, str], Adjustment] = {}
    for line in read_sheet(folder / FILE, REQUIRED):
        one = _adjustment(line)
        other = found.setdefault(one.key, one)
        if other is not one:
            args = {"other": other.line.place, "student": one.student}
            raise SheetError(line.place, "adjustment_twice", args)
        check_maximum(one, course)
    return list(found.values())


def check_maximum(one: Adjustment, course: Course) -> None:
    """Raises SheetError for more points than the exercise has, if it is no bonus."""
    unit = course.units.get(one.unit)
    most = unit.points_of(one.correction.exercise) if unit else None
    points = one.correction.points
    if most is not None and points is not None and not one.correction.bonus and points > most:
        args = {"points": written(points), "most": written(most)}
        args["exercise"] = one.correction.exercise
        raise SheetError(one.line.place, "adjustment_above_maximum", args)


def add_adjustment(folder: Path, one: Adjustment, instead: Adjustment | None) -> None:
    """Writes a line into the table, in place of one about the same exercise if that is given."""
    path, given = folder / FILE, one.correction
    mark = mark_of(text_of(path.read_bytes())) if path.exists() else ","
    cells = {
        "student": one.student,
        "unit": one.unit,
        "exercise": given.exercise,
        "points": "" if given.points is None else written(given.points, mark),
        "delta": "" if given.delta is None else written(given.delta, mark),
        "bonus": "yes" if given.bonus else "",
        "reason": given.reason,
        "who": given.who,
        "when": given.when,
    }
    add_line(path, COLUMNS, cells, instead.line if instead else None)


def adjustment_of_words(cells: Mapping[str, str]) -> Adjustment:
    """What somebody says at a terminal, in the cells of a line; raises SheetError."""
    return _adjustment(Line("", cells))


def _adjustment(line: Line) -> Adjustment:
    for name in REQUIRED:
        if not line[name]:
            raise SheetError(line.place, "sheet_cell_empty", {"column": name})
    if bool(line["points"]) == bool(line["delta"]):
        raise SheetError(line.place, "adjustment_points_or_delta")
    numbers = {name: _number(line, name) for name in ("points", "delta")}
    if (numbers["points"] or 0.0) < 0:
        raise SheetError(
            line.place, "sheet_not_a_number", {"column": "points", "cell": line["points"]}
        )
    word = plain(line["bonus"])
    if word not in YES | NO:
        raise SheetError(line.place, "sheet_not_yes", {"column": "bonus", "cell": line["bonus"]})
    correction = Correction(
        exercise=line["exercise"],
        points=numbers["points"],
        delta=numbers["delta"],
        bonus=word in YES,
        reason=line["reason"],
        who=line["who"],
        when=line["when"],
    )
    return Adjustment(line, line["student"], line["unit"], correction)


def _number(line: Line, column: str) -> float | None:
    if not line[column]:
        return None
    try:
        return number_of(line[column])
    except ValueError:
        args = {"column": column, "cell": line[column]}
        raise SheetError(line.place, "sheet_not_a_number", args) from None
