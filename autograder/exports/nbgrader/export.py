"""Records and pages of a results folder -> gradebook, `autograded/` and `feedback/`."""

from __future__ import annotations

import errno
import gc
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from nbgrader.api import Gradebook, InvalidEntry, MissingEntry

from autograder.exports.models import Given, Written
from autograder.exports.nbgrader.autograded import Made, make
from autograder.exports.nbgrader.database import opened, transaction
from autograder.exports.nbgrader.directory import Directory, NbgraderProblem
from autograder.exports.nbgrader.files import write_files
from autograder.exports.nbgrader.marks import read_marks, with_marks
from autograder.exports.nbgrader.master import Master, compare, read_master
from autograder.exports.nbgrader.penalties import assign_penalty
from autograder.exports.nbgrader.people import id_of
from autograder.exports.nbgrader.scores import scores_of, write_scores
from autograder.results import Message, Record
from autograder.results.folder import ResultsFolder
from autograder.results.totals import points_of
from autograder.submissions.models import Found, WrongUsage
from course.model import Course, Unit
from course.problems import Problem

BATCH = 64
"""Notebooks that are held in memory."""
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
"""Errors that everybody else would get too."""

Key = tuple[str, str]
"""Unit and student."""


@dataclass(frozen=True)
class Wanted:
    """A record on its way: nbgrader's id of the student, the released notebook, the file."""

    record: Record
    student: str
    master: Master
    found: Found


@dataclass
class Exported:
    """How many are in the gradebook; what needs a person, and where."""

    count: int = 0
    troubles: list[Problem] = field(default_factory=list)


def write(given: Given) -> Written:
    """Into the gradebook of the course directory that is given as `gradebook`."""
    if given.gradebook is None:
        raise WrongUsage(Message("nbgrader_needs_directory"))
    directory = Directory.read(given.gradebook)
    about = {(record.unit, record.student) for record in given.records()}
    done = export(
        given.course, directory, given.results, about=about.__contains__, found={}, jobs=2
    )
    return Written([Path(directory.database_place)], [each.message for each in done.troubles])


def check(directory: Directory, unit: Unit | None = None) -> None:
    """Raises NbgraderProblem if nothing could be written now, or not for this unit."""
    with opened(directory) as gradebook, transaction(gradebook):
        if unit is not None:
            compare(read_master(gradebook, unit), unit)


def export(
    course: Course,
    directory: Directory,
    results: Path,
    *,
    about: Callable[[Key], bool],
    found: Mapping[Key, Found],
    jobs: int = 1,
) -> Exported:
    """Everybody whom the records are `about`, in one transaction each.

    `found` are files that records are of; the others are looked for where nbgrader has them.
    Raises NbgraderProblem if nothing can be read; what stops it later is a trouble.
    """
    export = _Export(course, directory, ResultsFolder(results, course))
    with opened(directory) as gradebook:
        wanted = list(export.wanted(gradebook, about, found))
    done = export.done
    try:
        with (
            ProcessPoolExecutor(jobs, get_context("fork"), _warm) as pool,
            opened(directory) as gradebook,
        ):
            for start in range(0, len(wanted), BATCH):
                batch = wanted[start : start + BATCH]
                made = pool.map(partial(_make, course), batch)
                for one, parts in zip(batch, made, strict=True):
                    export.write(gradebook, one, parts)
    except NbgraderProblem as error:
        args = {"done": done.count, "total": len(wanted)}
        done.troubles.append(error.problem)
        done.troubles.append(Problem("", Message("nbgrader_stopped", args)))
    return done


@dataclass
class _Export:
    """From the records of a folder to a course directory."""

    course: Course
    directory: Directory
    folder: ResultsFolder
    done: Exported = field(default_factory=Exported)

    def wanted(
        self, gradebook: Gradebook, about: Callable[[Key], bool], found: Mapping[Key, Found]
    ) -> Iterator[Wanted]:
        """What can be written; the rest goes to the troubles."""
        known = {student.id for student in gradebook.students}
        masters: dict[str, Master | None] = {}
        for record in self.folder.records():
            unit, key = record.unit, (record.unit, record.student)
            if record.status == "absent" or unit not in self.course.units or not about(key):
                continue
            if unit not in masters:
                masters[unit] = self._master(gradebook, self.course.units[unit])
            master = masters[unit]
            if master is None:
                continue
            file = found.get(key)
            student = id_of(record, file, master.assignment, known, self.directory)
            if student is None:
                self._say("nbgrader_student_unknown", student=record.student, unit=unit)
                continue
            usual = self.directory.submitted(student, master.assignment)
            file = file or Found(record.student, usual / f"{master.notebook}.ipynb")
            yield Wanted(record, student, master, file)

    def write(self, gradebook: Gradebook, one: Wanted, made: Made) -> None:
        """One student and unit; raises NbgraderProblem if nobody else could be written either."""
        try:
            self._write(gradebook, one, made)
        except (OSError, InvalidEntry, MissingEntry) as error:
            if getattr(error, "errno", None) in FULL:
                raise
            args = {"student": one.student, "unit": one.record.unit, "cause": str(error)}
            self._say("nbgrader_not_written", **args)
        else:
            self.done.count += 1
            for row in one.record.exercises:
                if (beyond := points_of(one.record)[row.name] - row.max_score) > 0:
                    args = {"student": one.student, "exercise": row.name, "points": f"{beyond:g}"}
                    self._say("nbgrader_bonus", **args)

    def _write(self, gradebook: Gradebook, one: Wanted, made: Made) -> None:
        """The gradebook changes when the files are there."""
        master, student = one.master, one.student
        page = self.folder.page(one.record.unit, one.record.student)
        with transaction(gradebook):
            work = write_scores(gradebook, student, master, scores_of(one.record, made))
            assign_penalty(self.directory, gradebook, work, one.record.lateness)
            marks = read_marks(gradebook, master, work, one.record)
            shown = with_marks(page.read_bytes(), marks, self.course) if page.is_file() else None
            write_files(self.directory, student, master, made.notebook, shown)

    def _master(self, gradebook: Gradebook, unit: Unit) -> Master | None:
        try:
            master = read_master(gradebook, unit)
            compare(master, unit)
        except NbgraderProblem as error:
            self.done.troubles.append(Problem(self.directory.database_place, error.problem.message))
            return None
        return master

    def _say(self, message: str, **args: str) -> None:
        self.done.troubles.append(Problem(self.directory.database_place, Message(message, args)))


def _warm() -> None:
    """What every fork would load again."""
    import autograder.feedback.markdown
    import autograder.feedback.view  # noqa: F401

    gc.collect()
    gc.freeze()


def _make(course: Course, one: Wanted) -> Made:
    return make(course, one.record, one.master, one.found)
