"""What the records of a class come to: read once, one record at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from statistics import StatisticsError, correlation

from autograder.adopting.groups import has_no_name
from autograder.feedback.advice import is_done, mistakes_of
from autograder.report.similar import Pair
from autograder.results import Counterexample, ExerciseResult, Message, Record
from autograder.results.questions import to_grade
from autograder.results.totals import is_late, points_of, total_of
from course.model import Course

STOPPED = ("timeout", "memory", "crashed")
"""Verdicts of code that did not come to an end of its own."""

FEWEST_FOR_A_CORRELATION = 10

Function = tuple[str, str]
"""A unit, and a function of it."""


@dataclass
class SameAnswer:
    """Students whose answers to a function are wrong in the same way: a mistake, or no name.

    `students` are places in the class; `together` are mistakes of the same students.
    """

    unit: str
    function: str
    mistake: str | None
    students: list[int] = field(default_factory=list)
    example: Counterexample | None = None
    diagnoses: tuple[Message, ...] = ()
    together: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, student: int, row: ExerciseResult) -> None:
        self.students.append(student)
        self.diagnoses = self.diagnoses or row.diagnoses
        if row.counterexample and _size(row.counterexample) < _size(self.example):
            self.example = row.counterexample


@dataclass
class Item:
    """One function as a question of a test: `shares` are what each student earned of it, 0 to 1.

    `others` are what the same students earned of the rest of the unit; `checks` counts who passed.
    """

    unit: str
    function: str
    shares: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)
    written: int = 0
    checks: Counter[str] = field(default_factory=Counter)

    @property
    def passed(self) -> int:
        return sum(share > 1 - 1e-9 for share in self.shares)

    @property
    def discrimination(self) -> float | None:
        """Correlation with the rest of the unit; None for few students, or where all are alike.

        The corrected item-total correlation of classical test theory.
        """
        if len(self.shares) < FEWEST_FOR_A_CORRELATION:
            return None
        try:
            return correlation(self.shares, self.others)
        except StatisticsError:
            return None


@dataclass
class UnitFigures:
    """`scores` are the totals of who was graded; `statuses` counts everybody."""

    name: str
    max_score: float = 0.0
    statuses: Counter[str] = field(default_factory=Counter)
    scores: list[float] = field(default_factory=list)
    waiting: int = 0
    late: int = 0


@dataclass
class Row:
    """A student and a unit; `right` of `asked` functions are."""

    student: int
    unit: str
    status: str
    total: float
    max_score: float
    right: int
    asked: int
    waits: bool
    is_late: bool
    mistakes: tuple[str, ...]


@dataclass
class ClassFigures:
    """All that the page shows. Students are places in `students`."""

    students: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    units: dict[str, UnitFigures] = field(default_factory=dict)
    items: dict[Function, Item] = field(default_factory=dict)
    known: dict[tuple[str, str, str], SameAnswer] = field(default_factory=dict)
    unnamed: dict[tuple[str, str, str], SameAnswer] = field(default_factory=dict)
    similar: Sequence[Pair] = ()
    stopped: dict[tuple[str, str, str], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @cached_property
    def mistakes(self) -> Sequence[SameAnswer]:
        """The commonest first."""
        return sorted(self.known.values(), key=_order)

    @cached_property
    def without_name(self) -> Sequence[SameAnswer]:
        """Wrong answers that two students or more share."""
        shared = [same for same in self.unnamed.values() if len(same.students) > 1]
        return sorted(shared, key=_order)

    def graded(self, unit: str) -> int:
        return len(self.units[unit].scores)


def figures_of(records: Iterable[Record], course: Course) -> ClassFigures:
    """Of all records; units in the order of the course."""
    made = ClassFigures()
    places: dict[str, int] = {}
    for record in records:
        place = places.setdefault(record.student, len(places))
        _add(made, place, record)
    made.students = list(places)
    order = [*course.units, *sorted(made.units.keys() - course.units.keys())]
    made.units = {name: made.units[name] for name in order if name in made.units}
    return made


def _add(made: ClassFigures, place: int, record: Record) -> None:
    unit = made.units.setdefault(record.unit, UnitFigures(record.unit))
    unit.max_score = record.max_score
    unit.statuses[record.status] += 1
    waits = bool(to_grade(record))
    unit.waiting += waits
    unit.late += is_late(record)
    named = [(row.name, name) for row in record.exercises for name in mistakes_of(row)]
    made.rows.append(
        Row(
            place,
            record.unit,
            record.status,
            total_of(record),
            record.max_score,
            sum(is_done(row) for row in record.exercises if not row.bonus),
            sum(not row.bonus for row in record.exercises),
            waits,
            is_late(record),
            tuple(name for _, name in named),
        )
    )
    if record.status != "graded":
        return
    unit.scores.append(total_of(record))
    points = points_of(record)
    whole = sum(points[row.name] for row in record.exercises if not row.bonus)
    for row in record.exercises:
        if row.verdict == "to_grade":
            continue
        item = made.items.setdefault((record.unit, row.name), Item(record.unit, row.name))
        item.shares.append(points[row.name] / row.max_score if row.max_score else 0.0)
        item.others.append(whole if row.bonus else whole - points[row.name])
        item.written += row.verdict != "missing"
        item.checks.update(
            {check.name: int(check.points >= check.max_points) for check in row.checks}
        )
        if row.verdict in STOPPED:
            made.stopped[row.verdict, record.unit, row.name].append(place)
        for name in mistakes_of(row):
            same = _same(made.known, record.unit, row.name, name, name)
            same.add(place, row)
            same.together.update(other for other in named if other != (row.name, name))
        if has_no_name(row):
            same = _same(made.unnamed, record.unit, row.name, row.fingerprint, None)
            same.add(place, row)


def _same(
    found: dict[tuple[str, str, str], SameAnswer],
    unit: str,
    function: str,
    key: str,
    mistake: str | None,
) -> SameAnswer:
    return found.setdefault((unit, function, key), SameAnswer(unit, function, mistake))


def _order(same: SameAnswer) -> tuple[int, str, str, str]:
    return -len(same.students), same.unit, same.function, same.mistake or ""


def _size(example: Counterexample | None) -> tuple[bool, int]:
    return example is None, len(repr(example))
