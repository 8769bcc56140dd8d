"""Records and pages of a results folder -> gradebook, `autograded/` and `feedback/`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from nbgrader.api import Gradebook

from autograder.exports.nbgrader.autograded import Made, make
from autograder.exports.nbgrader.database import opened, transaction
from autograder.exports.nbgrader.directory import Directory, NbgraderProblem
from autograder.exports.nbgrader.files import write_files
from autograder.exports.nbgrader.marks import read_marks, with_marks
from autograder.exports.nbgrader.master import Master, compare, read_master
from autograder.exports.nbgrader.penalties import assign_penalty
from autograder.exports.nbgrader.people import id_of
from autograder.exports.nbgrader.scores import CellScore, Scores, write_scores
from autograder.results import Message, Record
from autograder.results.folder import ResultsFolder
from autograder.submissions.models import Found
from course.model import Course, Unit

NOT_GRADED = {"grader_failed", "cannot_open"}
"""Messages of a record whose scores say nothing of the work."""
AT_ONCE = 8

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
    """How many students and units are in the gradebook, and what needs a person."""

    count: int = 0
    troubles: list[tuple[str, Message]] = field(default_factory=list)


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
    Raises NbgraderProblem before anything is written; what stops it later is a trouble.
    """
    folder = ResultsFolder(results, course)
    exported = Exported()
    with opened(directory) as gradebook:
        wanted = list(_wanted(course, directory, gradebook, folder, about, found, exported))
    context = get_context("fork")
    try:
        with ProcessPoolExecutor(jobs, context, _warm) as pool:
            made = pool.map(partial(_make, course), wanted, chunksize=AT_ONCE)
            with opened(directory) as gradebook:
                for one, parts in zip(wanted, made, strict=True):
                    _write(course, directory, gradebook, folder, one, parts)
                    exported.count += 1
    except NbgraderProblem as error:
        problem = error.problem
        args = {"done": exported.count, "total": len(wanted)}
        exported.troubles.append((problem.place, Message(problem.message_id, problem.args)))
        exported.troubles.append(("", Message("nbgrader_stopped", args)))
    return exported


def _wanted(
    course: Course,
    directory: Directory,
    gradebook: Gradebook,
    folder: ResultsFolder,
    about: Callable[[Key], bool],
    found: Mapping[Key, Found],
    exported: Exported,
) -> Iterator[Wanted]:
    known = {student.id for student in gradebook.students}
    masters: dict[str, Master | None] = {}
    for record in folder.records():
        key = (record.unit, record.student)
        if record.status == "absent" or record.unit not in course.units or not about(key):
            continue
        if record.unit not in masters:
            masters[record.unit] = _master(course, directory, gradebook, record.unit, exported)
        master = masters[record.unit]
        if master is None:
            continue
        student = id_of(record, found.get(key), master.assignment, known, directory)
        if student is None:
            args = {"student": record.student, "unit": record.unit}
            exported.troubles.append(
                (directory.database_said, Message("nbgrader_student_unknown", args))
            )
            continue
        usual = directory.submitted(student, master.assignment) / f"{master.notebook}.ipynb"
        yield Wanted(record, student, master, found.get(key) or Found(record.student, usual))


def _master(
    course: Course, directory: Directory, gradebook: Gradebook, unit: str, exported: Exported
) -> Master | None:
    try:
        master = read_master(gradebook, course.units[unit])
        compare(master, course.units[unit])
    except NbgraderProblem as error:
        message = Message(error.problem.message_id, error.problem.args)
        exported.troubles.append((directory.database_said, message))
        return None
    return master


def _warm() -> None:
    """What every fork would load again."""
    import autograder.feedback.markdown
    import autograder.feedback.view  # noqa: F401


def _make(course: Course, one: Wanted) -> Made:
    return make(course, one.record, one.master, one.found)


def _write(
    course: Course,
    directory: Directory,
    gradebook: Gradebook,
    folder: ResultsFolder,
    one: Wanted,
    made: Made,
) -> None:
    """One student and unit: the gradebook changes when the files are there."""
    record, master, student = one.record, one.master, one.student
    page = folder.page(record.unit, record.student)
    with transaction(gradebook):
        write_scores(gradebook, student, master, scores_of(record, made))
        assign_penalty(directory, gradebook, master, student)
        gradebook.db.flush()
        marks = read_marks(gradebook, master, student)
        shown = with_marks(page.read_bytes(), marks, course) if page.is_file() else None
        write_files(directory, student, master, made.notebook, shown)


def scores_of(record: Record, made: Made) -> Scores:
    """What of a record and its notebook goes into the gradebook."""
    is_graded = NOT_GRADED.isdisjoint(message.id for message in record.messages)
    functions = {
        row.name: CellScore(row.score if is_graded else None, made.comments.get(row.name, ""))
        for row in record.exercises
    }
    return Scores(functions, record.status != "graded", made.unanswered, made.timestamp)
