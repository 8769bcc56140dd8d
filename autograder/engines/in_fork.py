"""What a fork of a worker does with one file: reads it, grades it, writes its record and page.

Whatever the file holds, it is met here and nowhere else; what leaves is bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from autograder.checking.grading import Grader
from autograder.checking.zygotes import libraries_of
from autograder.engines.tasks import Grade, ListArchive, Read, Settings
from autograder.feedback.page import student_page
from autograder.results import Message, Record
from autograder.results.questions import with_questions
from autograder.results.reuse import NOTHING, Kept, together
from autograder.results.ungraded import ungraded
from autograder.results.versions import versions_of
from autograder.sandbox import SandboxLost
from autograder.sandbox.values import clean
from autograder.submissions import Found, Submission, list_members, read
from autograder.submissions.facts import facts_of
from autograder.submissions.language import Languages
from autograder.submissions.models import ReadStatus
from autograder.submissions.summary import summary_of
from autograder.submissions.units import Units, units_of
from autograder.submissions.words import unit_in
from course.catalog import Course
from course.data import beside_data

LOST = b"the sandbox was lost"


@dataclass(frozen=True)
class InFork:
    """For one course; each method gives the parts of an answer."""

    course: Course
    settings: Settings
    units: Units = field(init=False)
    languages: Languages = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "units", units_of(self.course))
        object.__setattr__(self, "languages", Languages.of(self.course))
        unit_in([""], self.units)  # the patterns of their names are made once

    def members(self, task: ListArchive) -> Iterator[bytes]:
        """What an archive holds."""
        yield list_members(task.path).to_json()

    def summaries(self, task: Read) -> Iterator[bytes]:
        """One for each unit that the notebook answers."""
        for submission in read(task.found, self.units, task.asked, self.languages):
            unit = self.course.units.get(submission.unit or "")
            libraries = libraries_of(unit, submission) if unit else ()
            functions = unit.functions if unit else ()
            yield summary_of(submission, functions, libraries).to_json()

    def record_and_page(self, grader: Grader | None, task: Grade) -> Iterator[bytes]:
        """What goes into the results folder; LOST where the sandbox went."""
        try:
            record = self._record(grader, task)
        except SandboxLost:
            yield LOST
            return
        yield record.to_json().encode()
        yield from self.page(record)

    def page(self, record: Record) -> Iterator[bytes]:
        """The page, and the ids of sentences that it lacks."""
        page = student_page(record, self.course)
        yield page.html.encode()
        yield "\n".join(page.gaps).encode()

    def bare_page(self, record: bytes) -> Iterator[bytes]:
        """The page of a record whose own page could not be made."""
        messages = (Message("page_failed"),)
        bare = replace(Record.from_json(record), exercises=(), messages=messages)
        yield from self.page(bare)

    def without_answers(
        self, task: Grade, status: ReadStatus, messages: Iterable[Message]
    ) -> Record:
        """The record of a hand-in of which nothing is asked."""
        record = ungraded(
            self.course,
            self.course.units.get(task.unit),
            task.found.student,
            "unreadable" if status == "readable" else status,
            isolation=self.settings.isolation,
            seed=self.settings.seed,
            sha256=task.sha256,
            language=task.language,
            messages=messages,
        )
        return self._told(record, task.found)

    def _record(self, grader: Grader | None, task: Grade) -> Record:
        if task.status != "readable" or not task.unit:
            return self.without_answers(task, task.status, task.notes)
        (submission,) = read(task.found, self.units, task.unit, self.languages)
        if submission.status != "readable":  # it has changed since it was read
            return self.without_answers(task, submission.status, submission.messages)
        language = submission.language or task.language
        messages = (*submission.messages, *task.notes)
        submission = replace(submission, language=language, messages=messages)
        kept = Kept.of(Record.from_json(task.known), task.again) if task.known else NOTHING
        if grader is not None:
            with beside_data(grader.unit):
                record = grader.grade(submission, kept)
            return self._told(record, task.found)
        return self._renewed(task, submission, kept)

    def _renewed(self, task: Grade, submission: Submission, kept: Kept) -> Record:
        """The record of a submission whose rows are all those of another record."""
        messages = together(*submission.messages, *kept.notes)
        unit, known = self.course.units[task.unit], Record.from_json(task.known)
        record = replace(
            self.without_answers(task, "empty", messages),
            status="graded",
            language=submission.language or known.language,
            notebook_sha256=submission.sha256,
            score=known.score,
            bonus=known.bonus,
            exercises=tuple(kept.rows[name] for name in unit.functions),
        )
        return with_questions(record, unit)

    def _told(self, record: Record, found: Found) -> Record:
        """With what a platform or a roster says, and what the score depends on."""
        record = with_questions(record, self.course.units.get(record.unit))
        messages = replace(record, file=clean(found.file, 500), **facts_of(found))
        return replace(messages, versions=versions_of(self.course, record.unit))
