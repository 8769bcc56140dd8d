"""`voided.csv`: checks that were found wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.results.layers import Voided
from autograder.results.sheets import SheetError, add_line, read_sheet
from course.model import Course

FILE = "voided.csv"
COLUMNS = ("unit", "exercise", "check", "reason", "who", "when")
REQUIRED = ("unit", "exercise", "check", "reason")


@dataclass(frozen=True)
class Void:
    """A check of a unit, and who took it out when."""

    unit: str
    voided: Voided
    who: str = ""
    when: str = ""


def read_voids(folder: Path, course: Course) -> list[Void]:
    """Raises SheetError for a check that the course does not have."""
    found: list[Void] = []
    for line in read_sheet(folder / FILE, REQUIRED):
        for name in REQUIRED:
            if not line[name]:
                raise SheetError(line.place, "sheet_cell_empty", {"column": name})
        path = "/".join(line[name] for name in REQUIRED[:3])
        void = void_of(path, line["reason"], course, line["who"], line["when"], line.place)
        if (void.unit, void.voided.exercise, void.voided.check) not in _keys(found):
            found.append(void)
    return found


def void_of(
    path: str, reason: str, course: Course, who: str = "", when: str = "", place: str = ""
) -> Void:
    """The check that `unit/exercise/check` means; raises SheetError if there is none."""
    unit, _, rest = path.partition("/")
    exercise, _, check = rest.partition("/")
    known = [
        f"{unit}/{function.name}/{each.name}"
        for function in (course.units[unit].functions.values() if unit in course.units else ())
        for each in function.checks
        if exercise == function.name or exercise not in course.units[unit].functions
    ]
    if path not in known:
        args = {"path": path, "known": known or list(course.units)}
        raise SheetError(place, "void_unknown", args)
    return Void(unit, Voided(exercise, check, reason), who, when)


def add_voids(folder: Path, voids: Sequence[Void]) -> None:
    """Writes checks into the table of a results folder, those that are not there yet."""
    there = {tuple(line[name] for name in REQUIRED[:3]) for line in read_sheet(folder / FILE, ())}
    for void in voids:
        if (void.unit, void.voided.exercise, void.voided.check) in there:
            continue
        cells: Mapping[str, str] = {
            "unit": void.unit,
            "exercise": void.voided.exercise,
            "check": void.voided.check,
            "reason": void.voided.reason,
            "who": void.who,
            "when": void.when,
        }
        add_line(folder / FILE, COLUMNS, cells, None)


def _keys(voids: Sequence[Void]) -> set[tuple[str, str, str]]:
    return {(void.unit, void.voided.exercise, void.voided.check) for void in voids}
