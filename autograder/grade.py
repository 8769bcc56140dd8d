"""`convalida grade`: submissions -> records, pages and the table.

This process finds files, hands out their places, and writes the bytes that come back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from autograder.attention import HARMLESS, damage
from autograder.engines.dask import engine_of
from autograder.engines.local import LocalEngine
from autograder.engines.tasks import Done, Engine, Grade, Lost, Probe, Render, Settings
from autograder.feedback.freshness import is_fresh, mark_of
from autograder.planning import Asked, Plan, plan
from autograder.regrade import Consent, handed_in_anew, replace_marks
from autograder.renewing import Renewing
from autograder.results import Message, Record
from autograder.results.compare import Change
from autograder.results.folder import ResultsFolder
from autograder.results.marks import Decided
from autograder.results.ungraded import UNKNOWN
from autograder.results.voids import Void, add_voids
from autograder.submissions.choosing import HandIn
from autograder.submissions.facts import brought_up_to_date
from autograder.submissions.models import Found
from autograder.submissions.readings import Readings
from course.catalog import Course
from course.problems import Problem

RECORD_BYTES = 2**19
PAGE_BYTES = 2**22
GAP_BYTES = 2**12
LINES = 4
"""On the terminal for one submission."""


@dataclass
class ClassOutcome:
    """What a run of the command did: for which unit and student, and what needs a person.

    `found` are the files that their records are of; `changes` replaced the records of before;
    `waiting` would, and nobody has agreed yet.
    """

    graded: set[tuple[str, str]] = field(default_factory=set)
    needs_a_person: set[tuple[str, str]] = field(default_factory=set)
    troubles: list[Problem] = field(default_factory=list)
    already_graded: int = 0
    found: dict[tuple[str, str], Found] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    waiting: list[Change] = field(default_factory=list)


class Progress(Protocol):
    """What a caller may show while a class is graded."""

    def start(self, total: int) -> None: ...
    def advance(self) -> None: ...


class Silent:
    """Progress that nobody is shown."""

    def start(self, total: int) -> None:
        pass

    def advance(self) -> None:
        pass


def grade_class(
    course: Course,
    asked: Asked,
    results: Path,
    *,
    settings: Settings,
    jobs: int = 1,
    force: bool = False,
    progress: Progress,
    voids: Sequence[Void] = (),
    consent: Consent = handed_in_anew,
    cluster: str | None = None,
) -> ClassOutcome:
    """Grades what was asked into `results`, with the checks in `voids` taken out from now on.

    What is graded already is kept. `cluster` is the HOST:PORT of a Dask scheduler, None for this
    machine. Raises what `plan` and `Decided.read` raise, NoIsolation, NoCluster, EngineError, and
    Busy if another run is writing to `results`.
    """
    Decided.read(results, course)
    with engine_of(course, settings, jobs, cluster) as engine:
        list(engine.run([Probe()]))
        planned = plan(engine, course, asked, results)
        outcome = ClassOutcome(troubles=[Problem("", message) for message in planned.messages])
        grade_hand_ins(
            engine,
            planned.hand_ins,
            results,
            outcome,
            force=force,
            progress=progress,
            voids=voids,
            consent=consent,
            readings=planned.readings,
        )
    return outcome


def grade_hand_ins(
    engine: Engine,
    hand_ins: Iterable[HandIn],
    results: Path,
    outcome: ClassOutcome,
    *,
    force: bool = False,
    progress: Progress,
    voids: Sequence[Void] = (),
    consent: Consent = handed_in_anew,
    readings: Readings | None = None,
) -> None:
    """Of a class that is planned already; raises EngineError and Busy.

    What was read for it, `readings`, is kept for the next run.
    """
    with ResultsFolder(results, engine.course) as folder:
        if readings is not None:
            readings.keep()
        renewing = Renewing(engine.course, engine.settings)
        grading = _Grading(engine.course, renewing, folder, outcome)
        todo = list(grading.what_is_left(hand_ins, force))
        progress.start(len(todo))
        for tasks in (todo, renewing.waiting(folder.read)):
            for result in engine.run(tasks):
                progress.advance()
                grading.keep(result)
        add_voids(results, voids)
        taken = replace_marks(engine, folder, Decided.read(results, engine.course), consent)
        outcome.changes, outcome.waiting = taken.changes, taken.waiting
        outcome.troubles += [Problem(note.place, note.message) for note in taken.notes]
        folder.write_table()
    outcome.troubles += [Problem("", message) for message in engine.messages]


def plan_class(course: Course, asked: Asked, results: Path, *, jobs: int) -> Plan:
    """Who would be graded for what; nothing is. Raises what `plan` raises."""
    with LocalEngine(course, Settings(), jobs) as engine:
        return plan(engine, course, asked, results)


@dataclass
class _Grading:
    """From hand-ins to what is written and said of them."""

    course: Course
    renewing: Renewing
    folder: ResultsFolder
    outcome: ClassOutcome

    def what_is_left(self, hand_ins: Iterable[HandIn], force: bool) -> Iterator[Grade | Render]:
        """Grades for what is new or changed, pages for what is said otherwise than it was."""
        for hand_in in sorted(hand_ins, key=lambda one: (one.key[1] or "", one.key[0])):
            summary, student = hand_in.summary, hand_in.found.student
            key = (summary.unit or UNKNOWN, student)
            text = self.folder.read(*key)
            if summary.status == "absent" and text is not None:
                continue  # handed in with another run
            self.outcome.graded.add(key)
            self.outcome.found[key] = hand_in.found
            told = [message for message in summary.messages if message.id not in HARMLESS]
            self._warn(key, hand_in.found.origin, told)
            needed = self.renewing.whole(hand_in) if force else self.renewing.needed(hand_in, text)
            if isinstance(needed, Grade):
                yield needed
            if needed != "nothing":
                continue
            assert text is not None
            self.outcome.already_graded += 1
            record = Record.from_json(text)
            now = brought_up_to_date(record, hand_in.found)
            text = text if now == record else now.to_json().encode()
            if not is_fresh(self.folder.page(*key), mark_of(text, self.course, key[0])):
                yield Render(text, summary.unit or "")

    def keep(self, result: Done | Lost) -> None:
        """Writes what came back, if it has the form that it must have."""
        task = result.task
        if isinstance(task, Render):
            self._keep_page(task, result)
            return
        assert isinstance(task, Grade)
        key, origin = (task.unit or UNKNOWN, task.found.student), task.found.origin
        try:
            if isinstance(result, Lost):
                raise ValueError("twice, its process ended")
            text, page, *gaps = result.parts
            record = _checked(text, page, task)
            self._note(gaps)
        except ValueError:
            self._warn(key, origin, [Message("worker_lost")])
            return
        self.folder.keep(record, text, page)
        self._warn(key, origin, damage(record, result.problem))

    def _keep_page(self, task: Render, result: Done | Lost) -> None:
        record = Record.from_json(task.record)
        parts = result.parts if isinstance(result, Done) else ()
        if parts and len(parts[0]) <= PAGE_BYTES:
            self.folder.keep(record, task.record, parts[0])
            self._note(parts[1:])
        else:
            key = (record.unit, record.student)
            self._warn(key, str(self.folder.page(*key)), [Message("page_failed")])

    def _note(self, gaps: Sequence[bytes]) -> None:
        """Each sentence that pages lack is said once."""
        for part in gaps:
            for name in part[:GAP_BYTES].decode("utf-8", "replace").split():
                gap = Problem("", Message("sentence_missing", {"name": name}))
                if gap not in self.outcome.troubles:
                    self.outcome.troubles.append(gap)

    def _warn(self, key: tuple[str, str], origin: str, messages: Sequence[Message]) -> None:
        if messages:
            self.outcome.needs_a_person.add(key)
        told = list(messages[:LINES])
        if len(messages) > LINES:
            told.append(Message("more_messages", {"count": len(messages) - LINES}))
        self.outcome.troubles += [Problem(origin, message) for message in told]


def _checked(text: bytes, page: bytes, task: Grade) -> Record:
    """The record; raises ValueError if it is not one for this task, or too large."""
    if len(text) > RECORD_BYTES or len(page) > PAGE_BYTES:
        raise ValueError("too large")
    record = Record.from_json(text)
    if (record.student, record.unit) != (task.found.student, task.unit or UNKNOWN):
        raise ValueError("of somebody else")
    return record
