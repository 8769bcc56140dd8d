"""A worker that stays for as long as nbgrader does: one after another, without a new start."""

from __future__ import annotations

import atexit
from pathlib import Path

from autograder.engines.local import LocalEngine
from autograder.engines.tasks import Probe, Read, Settings
from autograder.grade import ClassOutcome, grade_hand_ins
from autograder.planning import read_files
from autograder.results import Message, Record
from autograder.results.folder import ResultsFolder
from autograder.submissions.choosing import HandIn, choose_hand_ins
from autograder.submissions.models import Found
from autograder.submissions.summary import Summary
from course.model import Course, Unit
from course.problems import ProblemError

SETTINGS = Settings()
LOST = Message("worker_lost")


class Silent:
    """Progress that nobody sees."""

    def start(self, total: int) -> None: ...
    def advance(self) -> None: ...


class Resident:
    """The worker of one version of one course."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self._engine = LocalEngine(course, SETTINGS, jobs=1)
        list(self._engine.run([Probe()]))

    def grade(self, unit: Unit, found: Found, results: Path) -> Record:
        """What is graded already is kept."""
        hand_ins, _ = choose_hand_ins(read_files(self._engine, [Read(found, unit.name)]))
        if not hand_ins:
            hand_ins = [HandIn(found, Summary(unit.name, "no_notebook", None, ""))]
        outcome = ClassOutcome()
        grade_hand_ins(self._engine, hand_ins, results, outcome, progress=Silent())
        text = ResultsFolder(results, self.course).read(unit.name, found.student)
        if text is None:
            told = [trouble.message for trouble in outcome.troubles] or [LOST]
            raise ProblemError(found.origin, told[-1].id, told[-1].args)
        return Record.from_json(text)

    def close(self) -> None:
        self._engine.__exit__(None, None, None)


_residents: dict[Path, Resident] = {}


def grade_one(course: Course, unit: Unit, found: Found, results: Path) -> Record:
    """The record of one file, which is then in the folder `results`, with its page.

    Raises NoIsolation, EngineError, Busy, and ProblemError if there is no record.
    """
    resident = _residents.get(course.root)
    if resident is None or resident.course.version != course.version:
        _close(course.root)
        resident = _residents[course.root] = Resident(course)
    try:
        return resident.grade(unit, found, results)
    except BaseException:
        _close(course.root)
        raise


def _close(root: Path) -> None:
    if root in _residents:
        _residents.pop(root).close()


@atexit.register
def _close_all() -> None:
    for root in list(_residents):
        _close(root)
