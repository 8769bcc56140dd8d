"""What people decided, laid upon automatic scores: voided checks, corrections, deadlines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from autograder.results.adjustments import Adjustment, read_adjustments
from autograder.results.deadlines import Deadlines, read_deadlines
from autograder.results.layers import Correction
from autograder.results.people import People
from autograder.results.record import ExerciseResult, Record, Revealed
from autograder.results.sheets import SheetError
from autograder.results.totals import adjustment_of
from autograder.results.voids import Void, read_voids
from course.model import Course
from course.texts import Message

Key = tuple[str, str]
"""Unit and student."""


@dataclass(frozen=True)
class Note:
    """A line that needs a person: its place, and what is the matter with it."""

    place: str
    message: Message


@dataclass(frozen=True)
class Marks:
    """The files of a results folder that people keep, matched with those who have records."""

    course: Course
    voids: Sequence[Void]
    deadlines: Deadlines
    corrections: dict[Key, list[Correction]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    now: datetime = field(default_factory=partial(datetime.now, UTC))

    def applied(self, record: Record) -> Record:
        """The record with all that lies upon its automatic score."""
        there = {(row.name, check.name) for row in record.exercises for check in row.checks
                 if check.points < check.max_points}  # fmt: skip
        voided = tuple(
            void.voided
            for void in self.voids
            if (void.unit, record.status) == (record.unit, "graded")
            and (void.voided.exercise, void.voided.check) in there
        )
        corrections = tuple(self.corrections.get((record.unit, record.student), ()))
        plain = replace(record, voided=voided, corrections=corrections, lateness=None, total=None)
        decimals = self.course.decimals
        earned = round(record.score + record.bonus + adjustment_of(plain), decimals)
        lateness = self.deadlines.lateness(record, earned, decimals)
        penalty = lateness.points if lateness else 0.0
        is_moved = voided or corrections or penalty or record.bonus
        total = round(earned - penalty, decimals) if is_moved else None
        revealed = self._revealed(record)
        return replace(plain, lateness=lateness, total=total, revealed=revealed)

    def _revealed(self, record: Record) -> Revealed:
        unit = self.course.units.get(record.unit)
        if unit and unit.reveal == "after_pass":
            return "passed"
        if unit and unit.reveal == "after_due" and self.deadlines.are_over(unit.name, self.now):
            return "all"
        return "nothing"


@dataclass(frozen=True)
class Decided:
    """The same files before anybody is matched; whatever is wrong in them is told already."""

    course: Course
    adjustments: Sequence[Adjustment]
    voids: Sequence[Void]
    deadlines: Deadlines

    @classmethod
    def read(cls, folder: Path, course: Course) -> Decided:
        """Raises SheetError and DeadlinesError."""
        return cls(
            course,
            read_adjustments(folder, course),
            read_voids(folder, course),
            read_deadlines(folder, tuple(course.units)),
        )

    def one_of(self, records: Iterable[Record]) -> Adjustment:
        """The only adjustment, with the name of the student it means; raises SheetError."""
        records = [_in_short(record) for record in records]
        (one,) = self.adjustments
        people = People(records)
        student = people.who(one.student)
        if note := _unmatched(one, student, people, _asked(records)):
            raise SheetError(one.line.place, note.id, note.args)
        return replace(one, student=student or "")

    def not_applied(self, records: Callable[[], Iterable[Record]]) -> int:
        """How many records are not what these files would make of them now."""
        marks = self.matched(records())
        return sum(marks.applied(record) != record for record in records())

    def about(self, one: Adjustment, records: Iterable[Record]) -> Adjustment | None:
        """The line there is about the exercise of the person that `one` is about."""
        people = People(records)
        same = (one.unit, one.correction.exercise)
        for other in self.adjustments:
            about = (other.unit, other.correction.exercise)
            if about == same and people.who(other.student) == one.student:
                return other
        return None

    def matched(self, records: Iterable[Record]) -> Marks:
        """With those who have records; what matches nobody is noted and changes nothing."""
        records = [_in_short(record) for record in records]
        marks = Marks(self.course, self.voids, self.deadlines)
        people = People(records)
        asked = _asked(records)
        for one in self.adjustments:
            student = people.who(one.student)
            note = _unmatched(one, student, people, asked)
            given = marks.corrections.setdefault((one.unit, student or ""), [])
            if note is None and one.correction.exercise in {each.exercise for each in given}:
                note = Message("adjustment_same_person", {"student": student})
            if note:
                marks.notes.append(Note(one.line.place, note))
            else:
                given.append(one.correction)
        for extension in self.deadlines.extensions:
            if not any(map(extension.is_for, records)):
                args = {"names": [*extension.people, *extension.groups]}
                marks.notes.append(Note(extension.place, Message("extension_matches_nobody", args)))
        return marks


def _in_short(record: Record) -> Record:
    """Who it is of and which exercises it has: a class of thousands is held at once."""
    rows = tuple(ExerciseResult(row.name, 0.0, 0.0, "missing") for row in record.exercises)
    return replace(record, exercises=rows, messages=())


def _asked(records: Iterable[Record]) -> dict[Key, set[str]]:
    return {(r.unit, r.student): {row.name for row in r.exercises} for r in records}


def _unmatched(
    one: Adjustment, student: str | None, people: People, asked: dict[Key, set[str]]
) -> Message | None:
    """Why a line changes nothing; None if it means somebody's exercise."""
    if student is None:
        guess = people.guess(one.student)
        if guess is None:
            return Message("adjustment_matches_nobody", {"student": one.student})
        return Message("adjustment_matches_nobody_but", {"student": one.student, "guess": guess})
    exercises = asked.get((one.unit, student))
    if exercises is None:
        units = sorted(unit for unit, name in asked if name == student)
        told = {"student": student, "unit": one.unit, "known": units}
        return Message("adjustment_no_record", told)
    if one.correction.exercise not in exercises:
        name = one.correction.exercise
        told = {"exercise": name, "unit": one.unit, "known": sorted(exercises)}
        return Message("adjustment_no_exercise", told)
    return None
