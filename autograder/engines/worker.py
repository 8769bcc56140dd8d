"""The life of a worker: trusted, holds the answer keys, and lets forks look at submissions.

It knows of a submission where its file lies, and passes on the bytes that a fork gives back.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from autograder.checking.grading import Grader
from autograder.checking.zygotes import Zygotes, libraries_of, limits_of
from autograder.engines.bounded import Bounds, Ended, Work, run_bounded
from autograder.engines.tasks import (
    Carry,
    Done,
    Grade,
    ListArchive,
    NoIsolation,
    Probe,
    Read,
    Render,
    Settings,
    Task,
)
from autograder.feedback.page import student_page
from autograder.results import Message, Record
from autograder.results.questions import with_questions
from autograder.results.reuse import NOTHING, Basis, Kept, together
from autograder.results.ungraded import ungraded
from autograder.results.versions import versions_of
from autograder.sandbox import IsolationUnavailable, SandboxLost, probe
from autograder.sandbox.inside.warm import OTHERS as LOADED
from autograder.sandbox.values import clean
from autograder.submissions import Found, Submission, list_members, read
from autograder.submissions.carrying import carry
from autograder.submissions.cells import get_ready_for_magics
from autograder.submissions.facts import facts_of
from autograder.submissions.ipynb import MAX_BARE_BYTES
from autograder.submissions.language import Languages
from autograder.submissions.models import ReadStatus
from autograder.submissions.summary import summary_of
from autograder.submissions.units import units_of
from autograder.submissions.words import unit_in
from course.catalog import Course
from course.data import beside_data

LISTING = Bounds(seconds=60.0, memory_bytes=2 * 2**30, answer_bytes=2**27)
READING = Bounds(seconds=10.0, memory_bytes=2 * 2**30)
CARRYING = Bounds(seconds=10.0, memory_bytes=2 * 2**30, answer_bytes=2 * MAX_BARE_BYTES)
RENDERING = Bounds(seconds=20.0)
UNASKED = Bounds(READING.seconds + RENDERING.seconds)
MARGIN_SECONDS = 20.0
"""For the grader's own work on a submission, beyond what its code may take."""
LOST = b"the sandbox was lost"
MAGICS = b"IPython was needed"


class Worker:
    """Performs tasks one by one: a fork for each submission, a zygote for each set of libraries."""

    def __init__(self, course: Course, settings: Settings) -> None:
        self.course = course
        self.settings = settings
        self.zygotes = Zygotes(settings.isolation)
        self.keys: dict[str, AnswerKey] = {}
        self._bases: dict[str, Basis] = {}
        self._units = units_of(course)
        packages = (name for unit in course.units.values() for name in unit.packages)
        self._allowed = frozenset((*packages, *LOADED))
        self._languages = Languages.of(course)
        unit_in([""], self._units)  # the patterns of their names are made once

    def perform(self, task: Task) -> Done:
        """Raises NoIsolation, and ProblemError for what is wrong with the course."""
        match task:
            case Probe():
                self._probe()
                return Done(task)
            case ListArchive():
                return self._passed_on(task, run_bounded(lambda: self._list(task), LISTING))
            case Read():
                return self._passed_on(task, self._looked_at(lambda: self._read(task), READING))
            case Carry():
                found = task.grade.found
                return self._passed_on(task, run_bounded(lambda: iter([carry(found)]), CARRYING))
            case Grade():
                return self._grade(task)
            case Render():
                ended = run_bounded(
                    lambda: self._rendered(Record.from_json(task.record)), RENDERING
                )
                return self._passed_on(task, ended)

    def close(self) -> None:
        self.zygotes.close()

    def _probe(self) -> None:
        try:
            probe(self.settings.isolation)
        except IsolationUnavailable as error:
            args = {"reason": error.reason, "detail": error.detail}
            raise NoIsolation("", "no_isolation", args) from None

    def _passed_on(self, task: Task, ended: Ended) -> Done:
        return Done(task, ended.parts, "" if ended.how == "well" else ended.detail or ended.how)

    def _list(self, task: ListArchive) -> Iterator[bytes]:
        """In the fork: what an archive holds."""
        yield list_members(task.path).to_json()

    def _looked_at(self, work: Work, bounds: Bounds) -> Ended:
        """What becomes of work that reads a notebook; the next has what this one had to load."""

        def noted() -> Iterator[bytes]:
            yield from work()
            if "IPython" in sys.modules:
                yield MAGICS

        ended = run_bounded(work if "IPython" in sys.modules else noted, bounds)
        if ended.parts[-1:] == (MAGICS,):
            get_ready_for_magics()
            ended = replace(ended, parts=ended.parts[:-1])
        return ended

    def _read(self, task: Read) -> Iterator[bytes]:
        """In the fork: a summary for each unit that the notebook answers."""
        for submission in read(task.found, self._units, task.asked, self._languages):
            unit = self.course.units.get(submission.unit or "")
            libraries = libraries_of(unit, submission) if unit else ()
            functions = unit.functions if unit else ()
            yield summary_of(submission, functions, libraries).to_json()

    def prepare(self, unit: str) -> None:
        """Makes the answer key of a unit, and all else that every fork then shares.

        Raises BrokenCheck if the checks of the unit are not fit for use.
        """
        course = self.course
        with beside_data(course.units[unit]):
            key = AnswerKey(course, collect(course, course.units[unit], self.settings.seed))
            key.prepare()
        self.keys[unit] = key
        self._bases[unit] = Basis(course, key.unit, self.settings.isolation, self.settings.seed)
        for language in course.languages:
            task = Grade(Found("", Path()), unit, "empty", "", language)
            empty = self._ungraded(task, "empty", ())
            for record in (empty, replace(empty, status="graded")):
                student_page(record, course)
        gc.collect()
        gc.freeze()

    def _grade(self, task: Grade) -> Done:
        ended = self._attempt(task)
        if ended.parts[:1] == (LOST,):
            ended = self._attempt(task)
        if ended.how == "well" and len(ended.parts) == 3:
            return Done(task, ended.parts)
        if ended.parts and ended.parts[0] != LOST:
            record = ended.parts[0]
            page = run_bounded(lambda: self._bare_page(record), RENDERING)
        else:
            failed = self._ungraded(task, "unreadable", (Message("grader_failed"),))
            record = failed.to_json().encode()
            page = run_bounded(lambda: self._rendered(failed), RENDERING)
        return Done(task, (record, *page.parts), ended.detail or ended.how)

    def _attempt(self, task: Grade) -> Ended:
        if not task.asks:
            return run_bounded(lambda: self._record_and_page(None, task), UNASKED)
        unit = self.course.units[task.unit]
        limits = limits_of(unit)
        bounds = Bounds(3 * limits.submission_seconds + MARGIN_SECONDS)
        zygote = self.zygotes.of(unit, self._allowed.intersection(task.libraries))
        grader = Grader(self.keys[task.unit], zygote, limits, self._bases[task.unit])
        ended = self._looked_at(lambda: self._record_and_page(grader, task), bounds)
        self.zygotes.clear(zygote, is_lost=ended.parts[:1] == (LOST,))
        return ended

    def _record_and_page(self, grader: Grader | None, task: Grade) -> Iterator[bytes]:
        """In the fork: what goes into the results folder."""
        try:
            record = self._record(grader, task)
        except SandboxLost:
            yield LOST
            return
        yield record.to_json().encode()
        yield from self._rendered(record)

    def _record(self, grader: Grader | None, task: Grade) -> Record:
        if task.status != "readable" or not task.unit:
            return self._ungraded(task, task.status, task.notes)
        (submission,) = read(task.found, self._units, task.unit, self._languages)
        if submission.status != "readable":  # it has changed since it was read
            return self._ungraded(task, submission.status, submission.messages)
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
            self._ungraded(task, "empty", messages),
            status="graded",
            language=submission.language or known.language,
            notebook_sha256=submission.sha256,
            score=known.score,
            bonus=known.bonus,
            exercises=tuple(kept.rows[name] for name in unit.functions),
        )
        return with_questions(record, unit)

    def _bare_page(self, record: bytes) -> Iterator[bytes]:
        """In a fork: the page of a record whose own page could not be made."""
        messages = (Message("page_failed"),)
        bare = replace(Record.from_json(record), exercises=(), messages=messages)
        yield from self._rendered(bare)

    def _ungraded(self, task: Grade, status: ReadStatus, messages: Iterable[Message]) -> Record:
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

    def _told(self, record: Record, found: Found) -> Record:
        """With what a platform or a roster says, and what the score depends on."""
        record = with_questions(record, self.course.units.get(record.unit))
        messages = replace(record, file=clean(found.file, 500), **facts_of(found))
        return replace(messages, versions=versions_of(self.course, record.unit))

    def _rendered(self, record: Record) -> Iterator[bytes]:
        """In a fork: the page, and the ids of sentences that it lacks."""
        page = student_page(record, self.course)
        yield page.html.encode()
        yield "\n".join(page.gaps).encode()
