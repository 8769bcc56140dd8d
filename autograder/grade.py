"""`convalida grade`: submissions -> records, pages and the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from autograder.checking.batch import Graded, Settings
from autograder.engines import local
from autograder.feedback.page import student_page
from autograder.lock import held
from autograder.output import read_record, record_path, scores_csv, sweep, write_whole
from autograder.results import Message, Record
from autograder.sandbox import probe
from autograder.submissions import Found, Submission, find, read, settle
from course.catalog import Course

UNKNOWN = "unknown"
"""Folder of the records whose unit nobody could tell."""


HARMLESS = {"marked_late"}
"""Messages of a submission that nobody needs to look at."""

DAMAGE = {
    *("missing", "syntax_error", "cell_not_read"),
    *("definition_failed", "definition_stopped", "cell_raised", "needed_cell_raised"),
    *("newer_python", "invisible_character", "module_missing"),
}
"""Messages of a notebook and its functions that a person should know of."""


@dataclass(frozen=True)
class Trouble:
    """Something that needs a person: where, and what."""

    origin: str
    message: Message


@dataclass
class Outcome:
    """What a run of the command did."""

    records: list[Record] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    already_graded: int = 0


class Progress(Protocol):
    """What a caller may show while a class is graded."""

    def start(self, total: int) -> None: ...
    def advance(self) -> None: ...


def grade_class(
    course: Course,
    paths: Sequence[Path],
    results: Path,
    *,
    settings: Settings,
    unit: str | None = None,
    jobs: int = 1,
    force: bool = False,
    progress: Progress,
) -> Outcome:
    """Grades what `paths` hold into the folder `results`; what is graded already is kept.

    Raises NotFound for a path that does not exist, IsolationUnavailable, EngineError, and Busy
    if another run is writing to `results`.
    """
    probe(settings.isolation)
    found, messages = find(paths)
    outcome = Outcome(troubles=[Trouble("", message) for message in messages])
    with held(results):
        sweep(results)
        _grade_into(results, outcome, course, found, settings, unit, jobs, force, progress)
    return outcome


def _grade_into(
    results: Path,
    outcome: Outcome,
    course: Course,
    found: Sequence[Found],
    settings: Settings,
    unit: str | None,
    jobs: int,
    force: bool,
    progress: Progress,
) -> None:
    read_all = [s for s in (_read(each, course, unit) for each in found) if s is not None]
    submissions, messages = settle(read_all)
    outcome.troubles += [Trouble("", message) for message in messages]
    todo: dict[tuple[str, str], Submission] = {}
    for submission in submissions:
        outcome.troubles += [
            Trouble(submission.origin, message)
            for message in submission.messages
            if message.id not in HARMLESS and message not in messages
        ]
        todo[(submission.unit or UNKNOWN, submission.student)] = submission
    keep = _finish(course, results, outcome)
    waiting = []
    for (unit_name, student), submission in sorted(todo.items()):
        path = record_path(results, unit_name, student)
        known = read_record(path) if path.with_suffix(".html").exists() else None
        if known and not force and _is_current(known, submission, course, settings):
            outcome.already_graded += 1
            outcome.records.append(known)
        elif submission.unit is None:
            keep(_unplaced(submission, course, settings))
        else:
            waiting.append(submission)
    progress.start(len(waiting))
    origins = {(s.unit, s.student): s.origin for s in waiting}
    with closing(local.grade(course, waiting, settings, jobs)) as grading:
        for result in grading:
            progress.advance()
            if isinstance(result, Graded):
                keep(result.record)
                origin = origins[result.record.unit, result.record.student]
                outcome.troubles += [Trouble(origin, message) for message in _damage(result)]
            else:
                outcome.troubles.append(Trouble(result.submission.origin, Message("worker_lost")))
    outcome.records.sort(key=lambda r: (r.student, r.unit))
    columns = [name for u in course.units.values() for name in u.functions]
    asked = {row.name for record in outcome.records for row in record.exercises}
    table = scores_csv(outcome.records, [name for name in columns if name in asked])
    write_whole(results / "scores.csv", table)


def _damage(graded: Graded) -> list[Message]:
    """What of a graded submission needs a person."""
    if graded.problem:
        return [Message("grader_failed_because", {"cause": graded.problem.splitlines()[-1]})]
    record = graded.record
    if Message("grader_failed") in record.messages:
        return [Message("worker_lost")]
    if record.status != "graded":
        return []
    messages = [*record.messages, *(m for row in record.exercises for m in row.messages)]
    return [message for message in messages if message.id in DAMAGE]


def _read(found: Found, course: Course, unit: str | None) -> Submission | None:
    """The submission, or None if it is of another unit than the one asked for."""
    units = {name: tuple(each.functions) for name, each in course.units.items()}
    setups = {name: each.setup for name, each in course.units.items()}
    submission = read(found, units, setups=setups)
    if unit is None or submission.unit == unit:
        return submission
    return None if submission.unit else read(found, units, unit, setups)


def _finish(course: Course, results: Path, outcome: Outcome) -> Callable[[Record], None]:
    def keep(record: Record) -> None:
        path = record_path(results, record.unit, record.student)
        write_whole(path.with_suffix(".html"), student_page(record, course))
        write_whole(path, record.to_json())
        outcome.records.append(record)

    return keep


def _is_current(record: Record, submission: Submission, course: Course, settings: Settings) -> bool:
    return (
        record.notebook_sha256 == submission.sha256
        and record.course_version == course.version
        and record.isolation == settings.isolation
        and record.seed == settings.seed
        and all(message.id != "grader_failed" for message in record.messages)
    )


def _unplaced(submission: Submission, course: Course, settings: Settings) -> Record:
    return Record(
        student=submission.student,
        unit=UNKNOWN,
        language=submission.language or course.languages[0],
        status="empty" if submission.status == "empty" else "unreadable",
        isolation=settings.isolation,
        course_version=course.version,
        notebook_sha256=submission.sha256,
        score=0.0,
        max_score=0.0,
        messages=submission.messages,
        seed=settings.seed,
    )
