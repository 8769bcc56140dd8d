"""Several worker processes on one machine, each grading one submission at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from autograder.checking.batch import Graded, Settings, grade_unit
from autograder.checking.zygotes import Zygotes, limits_of
from autograder.sandbox.inside.limits import die_with_parent
from autograder.submissions import Submission
from course.catalog import Course
from course.problems import ProblemError

FORK = multiprocessing.get_context("fork")


class EngineError(ProblemError):
    """Grading cannot go on: what a worker says."""


@dataclass(frozen=True)
class Lost:
    """A worker ended before it answered."""

    submission: Submission


@dataclass
class Worker:
    """A process, this side of its pipe, and what it is grading."""

    process: BaseProcess
    pipe: Connection
    submission: Submission | None = None

    def give(self, submission: Submission | None) -> None:
        self.submission = submission
        self.pipe.send(submission)


class Queue:
    """Submissions by unit. A worker goes on with the unit whose checks it has collected."""

    def __init__(self, submissions: Sequence[Submission]) -> None:
        self._waiting: dict[str, deque[Submission]] = {}
        for submission in sorted(submissions, key=lambda s: (str(s.unit), s.student)):
            self._waiting.setdefault(str(submission.unit), deque()).append(submission)

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def next_for(self, worker: Worker, workers: Sequence[Worker]) -> Submission | None:
        """One of the worker's own unit, else of a unit that nobody is at, else of any."""
        if not self._waiting:
            return None
        own = str(worker.submission.unit) if worker.submission else ""
        taken = {str(w.submission.unit) for w in workers if w.submission}
        free = [unit for unit in self._waiting if unit not in taken] or list(self._waiting)
        longest = max(free, key=lambda unit: len(self._waiting[unit]))
        unit = own if own in self._waiting else longest
        submission = self._waiting[unit].popleft()
        if not self._waiting[unit]:
            del self._waiting[unit]
        return submission


def grade(
    course: Course, submissions: Sequence[Submission], settings: Settings, jobs: int
) -> Generator[Graded | Lost, None, None]:
    """Grades every submission (each has a known unit), in no particular order.

    Raises EngineError if a worker cannot start to grade. Workers end with the iterator.
    """
    queue = Queue(submissions)
    workers: list[Worker] = []
    try:
        for _ in range(min(jobs, len(queue))):
            workers.append(_start(course, settings, workers))
            workers[-1].give(queue.next_for(workers[-1], workers))
        while workers:
            for worker in _ready(workers):
                result = _result_of(worker)
                if isinstance(result, EngineError):
                    raise result
                yield result
                if isinstance(result, Lost):
                    _stop(worker)
                    workers.remove(worker)
                    if not queue:
                        continue
                    worker = _start(course, settings, workers)
                    workers.append(worker)
                following = queue.next_for(worker, workers)
                worker.give(following)
                if following is None:
                    worker.process.join()
                    workers.remove(worker)
    finally:
        for worker in workers:
            _stop(worker)


def _result_of(worker: Worker) -> Graded | Lost | EngineError:
    assert worker.submission is not None
    try:
        result: Graded | EngineError = worker.pipe.recv()
    except (EOFError, OSError):
        return Lost(worker.submission)
    return result


def _ready(workers: Sequence[Worker]) -> list[Worker]:
    ready = wait([w.pipe for w in workers] + [w.process.sentinel for w in workers])
    return [w for w in workers if w.pipe in ready or w.process.sentinel in ready]


def _start(course: Course, settings: Settings, others: Sequence[Worker]) -> Worker:
    ours, theirs = FORK.Pipe()
    not_theirs = [ours, *(w.pipe for w in others)]
    arguments = (os.getpid(), theirs, not_theirs, course, settings)
    process = FORK.Process(target=_work, args=arguments, daemon=True)
    process.start()
    theirs.close()
    return Worker(process, ours)


def _stop(worker: Worker) -> None:
    worker.process.terminate()
    worker.process.join()
    worker.pipe.close()


def _work(
    parent: int,
    pipe: Connection,
    not_ours: Sequence[Connection],
    course: Course,
    settings: Settings,
) -> None:
    """The life of a worker. The pipes of the others are closed: their ends must be seen."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    if os.getppid() != parent:
        return
    for other in not_ours:
        other.close()
    inbox = Inbox(pipe)
    try:
        with closing(Zygotes(settings.isolation, limits_of(course))) as zygotes:
            while inbox.waiting is not None:
                unit = course.units[str(inbox.waiting.unit)]
                own = inbox.of_unit(unit.name)
                grade_unit(course, unit, settings, zygotes, own, pipe.send)
    except (EOFError, OSError):
        return
    except ProblemError as error:
        pipe.send(EngineError(*error.args))
    except Exception as error:
        args = {"cause": f"{type(error).__name__}: {error}"}
        pipe.send(EngineError(course.root, "grading_stopped", args))


class Inbox:
    """The submissions that come through a pipe, one after the other."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.waiting: Submission | None = pipe.recv()

    def of_unit(self, unit: str) -> Iterator[Submission]:
        """Those of `unit`, until one of another unit, or the end, comes."""
        while self.waiting is not None and self.waiting.unit == unit:
            yield self.waiting
            self.waiting = self._pipe.recv()
