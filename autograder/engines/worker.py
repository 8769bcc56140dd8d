"""The life of a worker: trusted, holds the answer keys, and lets forks look at submissions.

It knows of a submission where its file lies, and passes on the bytes that a fork gives back.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from autograder.checking.grading import Grader
from autograder.checking.zygotes import Zygotes, limits_of
from autograder.engines.bounded import Bounds, Ended, Work, run_bounded
from autograder.engines.in_fork import LOST, InFork
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
from autograder.results.reuse import Basis
from autograder.sandbox import IsolationUnavailable, probe
from autograder.sandbox.inside.warm import OTHERS as LOADED
from autograder.submissions import Found
from autograder.submissions.carrying import carry
from autograder.submissions.cells import get_ready_for_magics
from autograder.submissions.ipynb import MAX_BARE_BYTES
from course.catalog import Course
from course.data import beside_data

LISTING = Bounds(seconds=60.0, memory_bytes=2 * 2**30, answer_bytes=2**27)
READING = Bounds(seconds=10.0, memory_bytes=2 * 2**30)
CARRYING = Bounds(seconds=10.0, memory_bytes=2 * 2**30, answer_bytes=2 * MAX_BARE_BYTES)
RENDERING = Bounds(seconds=20.0)
UNASKED = Bounds(READING.seconds + RENDERING.seconds)
MARGIN_SECONDS = 20.0
"""For the grader's own work on a submission, beyond what its code may take."""
MAGICS = b"IPython was needed"


class Worker:
    """Performs tasks one by one: a fork for each submission, a zygote for each set of libraries."""

    def __init__(self, course: Course, settings: Settings) -> None:
        self.course = course
        self.settings = settings
        self.zygotes = Zygotes(settings.isolation)
        self.keys: dict[str, AnswerKey] = {}
        self._bases: dict[str, Basis] = {}
        packages = (name for unit in course.units.values() for name in unit.packages)
        self._allowed = frozenset((*packages, *LOADED))
        self._in_fork = InFork(course, settings)

    def perform(self, task: Task) -> Done:
        """Raises NoIsolation, and ProblemError for what is wrong with the course."""
        match task:
            case Probe():
                self._probe()
                return Done(task)
            case ListArchive():
                return self._passed_on(
                    task, run_bounded(lambda: self._in_fork.members(task), LISTING)
                )
            case Read():
                return self._passed_on(
                    task, self._looked_at(lambda: self._in_fork.summaries(task), READING)
                )
            case Carry():
                found = task.grade.found
                return self._passed_on(task, run_bounded(lambda: iter([carry(found)]), CARRYING))
            case Grade():
                return self._grade(task)
            case Render():
                ended = run_bounded(
                    lambda: self._in_fork.page(Record.from_json(task.record)), RENDERING
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
            empty = self._in_fork.without_answers(task, "empty", ())
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
            page = run_bounded(lambda: self._in_fork.bare_page(record), RENDERING)
        else:
            failed = self._in_fork.without_answers(task, "unreadable", (Message("grader_failed"),))
            record = failed.to_json().encode()
            page = run_bounded(lambda: self._in_fork.page(failed), RENDERING)
        return Done(task, (record, *page.parts), ended.detail or ended.how)

    def _attempt(self, task: Grade) -> Ended:
        if not task.asks:
            return run_bounded(lambda: self._in_fork.record_and_page(None, task), UNASKED)
        unit = self.course.units[task.unit]
        limits = limits_of(unit)
        bounds = Bounds(3 * limits.submission_seconds + MARGIN_SECONDS)
        zygote = self.zygotes.of(unit, self._allowed.intersection(task.libraries))
        grader = Grader(self.keys[task.unit], zygote, limits, self._bases[task.unit])
        ended = self._looked_at(lambda: self._in_fork.record_and_page(grader, task), bounds)
        self.zygotes.clear(zygote, is_lost=ended.parts[:1] == (LOST,))
        return ended
