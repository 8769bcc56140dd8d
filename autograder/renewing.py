"""What of an earlier grading still holds, so that it is not done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from autograder.engines.tasks import Grade, Settings
from autograder.results import Record
from autograder.results.reuse import Basis
from autograder.results.ungraded import UNKNOWN
from autograder.submissions.choosing import HandIn
from autograder.submissions.summary import Summary
from course.catalog import Course

Key = tuple[str, str]
"""A unit and a student."""


@dataclass
class Renewing:
    """From hand-ins to what has to be done for each of them.

    Of those whose definitions are the same one is graded, and the others wait for its record.
    """

    course: Course
    settings: Settings
    _bases: dict[str, Basis] = field(default_factory=dict)
    _graded: dict[object, Key] = field(default_factory=dict)
    _waiting: list[tuple[HandIn, Key]] = field(default_factory=list)

    def whole(self, hand_in: HandIn) -> Grade:
        """Everything, whatever is known."""
        found, summary = hand_in.found, hand_in.summary
        ungraded = summary.messages if summary.status != "readable" else ()
        return Grade(
            found=found,
            unit=summary.unit or "",
            status=summary.status,
            sha256=summary.sha256,
            language=self._language(summary),
            libraries=summary.libraries,
            notes=(*ungraded, *hand_in.notes),
        )

    def needed(self, hand_in: HandIn, known: bytes | None) -> Grade | Literal["nothing", "waits"]:
        """What a hand-in needs where `known` is its record."""
        task, record = self.whole(hand_in), _read(known)
        if not task.asks:
            return "nothing" if record and self._is_of(record, task) else task
        stale = self._stale(record, hand_in.summary) if record else None
        if record and stale is not None:
            same_file = record.notebook_sha256 == task.sha256
            if not stale and same_file and record.language == task.language:
                return "nothing"
            unit = self.course.units[task.unit]
            if not stale or (same_file and len(stale) < len(unit.functions)):
                return replace(task, known=known or b"", again=stale)
        marks = (task.unit, *sorted(hand_in.summary.definitions.items()))
        if marks in self._graded:
            self._waiting.append((hand_in, self._graded[marks]))
            return "waits"
        self._graded[marks] = (task.unit, task.found.student)
        return task

    def waiting(self, read: Callable[[str, str], bytes | None]) -> Iterator[Grade]:
        """For those who waited: with the record of the one that was graded, as `read` gives it."""
        for hand_in, key in self._waiting:
            task, record = self.whole(hand_in), _read(read(*key))
            if record is not None and not self._stale(record, hand_in.summary):
                task = replace(task, known=_of_nobody(record).to_json().encode())
            yield task

    def _stale(self, record: Record, summary: Summary) -> frozenset[str]:
        unit = self.course.units[summary.unit or ""]
        if unit.name not in self._bases:
            settings = self.settings
            self._bases[unit.name] = Basis(self.course, unit, settings.isolation, settings.seed)
        return self._bases[unit.name].stale(record, summary.definitions)

    def _is_of(self, record: Record, task: Grade) -> bool:
        """Is this the record of a notebook of which no function can be called?"""
        return (
            record.notebook_sha256 == task.sha256
            and record.unit == (task.unit or UNKNOWN)
            and record.language == task.language
            and record.course_version == self.course.version
            and record.isolation == self.settings.isolation
            and record.seed == self.settings.seed
        )

    def _language(self, summary: Summary) -> str:
        """What the notebook is written in, else what the command says, else the course's first."""
        return summary.language or self.settings.language or self.course.languages[0]


def _of_nobody(record: Record) -> Record:
    """Its rows, without a word of whose they are."""
    return replace(record, student="", notebook_sha256="", file="", id=None, email=None, group=None)


def _read(text: bytes | None) -> Record | None:
    try:
        return Record.from_json(text) if text is not None else None
    except ValueError:
        return None
