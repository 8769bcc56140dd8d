"""Students whose wrong answers to a function agree, and have no name yet."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from autograder.feedback.advice import is_done, mistakes_of
from autograder.results import Counterexample, ExerciseResult, Message, Record
from course.model import Course

SHORTEST_WORD = 3
"""Letters of a part of somebody's name that is looked for in code."""


@dataclass(frozen=True)
class Member:
    """One student's wrong answer."""

    student: str
    row: ExerciseResult
    record: Record

    @property
    def leans_on_a_wrong_one(self) -> bool:
        return any(message.id == "carried_error" for message in self.row.messages)


@dataclass(frozen=True)
class Group:
    """Who gives the same wrong answers to a function; the one whose code is plainest first."""

    unit: str
    function: str
    members: tuple[Member, ...]

    @property
    def students(self) -> list[str]:
        return sorted(member.student for member in self.members)

    @property
    def checks(self) -> list[str]:
        """Those that everybody fails."""
        failed = [_failed(member.row) for member in self.members]
        return [name for name in failed[0] if all(name in other for other in failed)]

    @property
    def diagnoses(self) -> tuple[Message, ...]:
        return self.members[0].row.diagnoses

    @property
    def shown(self) -> Member:
        """Whose smallest example is the smallest."""
        return min(self.members, key=lambda m: _size(m.row.counterexample))

    @property
    def source(self) -> str:
        return self.members[0].row.source


@dataclass
class Unnamed:
    """The groups of a results folder, the largest first, and the words that name its students.

    `others` counts records of another version of the course, `alone` answers that nobody shares.
    """

    groups: list[Group] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    records: int = 0
    others: int = 0
    alone: int = 0


def unnamed(records: Iterable[Record], course: Course, least: int) -> Unnamed:
    """Groups of at least that many, of functions that the course asks for."""
    found = Unnamed()
    members: dict[tuple[str, str, str], list[Member]] = defaultdict(list)
    for record in records:
        found.records += 1
        found.words |= words_of(record)
        unit = course.units.get(record.unit)
        if unit is None:
            continue
        found.others += record.course_version != course.version
        for row in record.exercises:
            if has_no_name(row) and row.name in unit.functions:
                key = (record.unit, row.name, row.fingerprint)
                members[key].append(Member(record.student, row, record))
    for (unit_name, function, _), own in members.items():
        if len(own) >= least:
            own.sort(key=_plainness)
            found.groups.append(Group(unit_name, function, tuple(own)))
        elif len(own) == 1:
            found.alone += 1
    found.groups.sort(key=lambda g: (-len(g.members), g.unit, g.function, g.students))
    return found


def has_no_name(row: ExerciseResult) -> bool:
    return bool(row.fingerprint) and not mistakes_of(row) and not is_done(row)


def words_of(record: Record) -> set[str]:
    """What may name a student in code: parts of names, of an address, a number."""
    told = (record.student, record.id, record.email, record.group)
    parts = (part for text in told if text for part in re.split(r"[^a-z0-9]+", folded(text)))
    return {part for part in parts if len(part) >= SHORTEST_WORD}


def folded(text: str) -> str:
    """In small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _failed(row: ExerciseResult) -> Sequence[str]:
    return [check.name for check in row.checks if check.points < check.max_points]


def _plainness(member: Member) -> tuple[bool, bool, int, str]:
    source = member.row.source
    return not source, member.leans_on_a_wrong_one, len(source), member.student


def _size(example: Counterexample | None) -> tuple[bool, int]:
    return example is None, len(repr(example))
