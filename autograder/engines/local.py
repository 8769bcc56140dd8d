"""Several worker processes on one machine, each at one task at a time."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from autograder.engines.tasks import Done, EngineError, Lost, NoIsolation, Settings, Task
from course.catalog import Course
from course.problems import ProblemError

FORK = multiprocessing.get_context("fork")
TRIES = 2


@dataclass
class Running:
    """A worker: its process, this side of its pipe, and what it is at."""

    process: BaseProcess
    pipe: Connection
    task: Task | None = None
    unit: str = ""

    def give(self, task: Task | None) -> None:
        self.task = task
        self.unit = task.unit if task else self.unit
        self.pipe.send(task)


class Queue:
    """Tasks by unit. A worker goes on with the unit whose checks it has collected."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._waiting: dict[str, deque[Task]] = {}
        for task in tasks:
            self.put(task)

    def put(self, task: Task) -> None:
        self._waiting.setdefault(task.unit, deque()).append(task)

    def __len__(self) -> int:
        return sum(map(len, self._waiting.values()))

    def next_for(self, worker: Running, workers: Sequence[Running]) -> Task | None:
        """One of the worker's own unit, else of a unit that nobody is at, else of any."""
        if not self._waiting:
            return None
        taken = {other.unit for other in workers if other.task is not None}
        free = [unit for unit in self._waiting if unit not in taken] or list(self._waiting)
        longest = max(free, key=lambda unit: len(self._waiting[unit]))
        unit = worker.unit if worker.unit in self._waiting else longest
        task = self._waiting[unit].popleft()
        if not self._waiting[unit]:
            del self._waiting[unit]
        return task


class LocalEngine:
    """Workers that stay for all that is asked of them, and end with the block."""

    def __init__(self, course: Course, settings: Settings, jobs: int) -> None:
        self._course, self._settings, self._jobs = course, settings, jobs
        self._workers: list[Running] = []

    def run(self, tasks: Sequence[Task]) -> Iterator[Done | Lost]:
        """What each task comes to, in no particular order; one that is lost is tried once more.

        Raises EngineError if a worker cannot go on, NoIsolation if the sandbox is not there.
        """
        queue = Queue(tasks)
        losses: Counter[int] = Counter()
        while len(self._workers) < min(self._jobs, len(queue)):
            self._start()
        for worker in self._workers:
            self._give_next(worker, queue)
        while any(worker.task for worker in self._workers):
            for worker in self._ready():
                result = _result_of(worker)
                if isinstance(result, Exception):
                    raise result
                if isinstance(result, Lost):
                    losses[id(result.task)] += 1
                    self._replace(worker)
                    worker = self._workers[-1]
                    if losses[id(result.task)] < TRIES:
                        queue.put(result.task)
                        self._give_next(worker, queue)
                        continue
                yield result
                self._give_next(worker, queue)

    def _give_next(self, worker: Running, queue: Queue) -> None:
        worker.task = None
        following = queue.next_for(worker, self._workers)
        if following is not None:
            worker.give(following)

    def _ready(self) -> list[Running]:
        busy = [worker for worker in self._workers if worker.task is not None]
        ready = wait([w.pipe for w in busy] + [w.process.sentinel for w in busy])
        return [w for w in busy if w.pipe in ready or w.process.sentinel in ready]

    def _start(self) -> None:
        ours, theirs = FORK.Pipe()
        not_theirs = [ours, *(w.pipe for w in self._workers)]
        arguments = (os.getpid(), theirs, not_theirs, self._course, self._settings)
        process = FORK.Process(target=_work, args=arguments, daemon=True)
        process.start()
        theirs.close()
        self._workers.append(Running(process, ours))

    def _replace(self, worker: Running) -> None:
        _stop(worker)
        self._workers.remove(worker)
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._workers:
            if kind is None and worker.task is None:
                worker.give(None)
                worker.process.join()
            _stop(worker)
        self._workers.clear()


def _result_of(worker: Running) -> Done | Lost | ProblemError:
    assert worker.task is not None
    try:
        result: Done | ProblemError = worker.pipe.recv()
    except (EOFError, OSError):
        return Lost(worker.task)
    return result


def _stop(worker: Running) -> None:
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
    for other in not_ours:
        other.close()
    try:
        from autograder.engines.worker import Worker
        from autograder.sandbox.inside.limits import die_with_parent

        die_with_parent()
        if os.getppid() != parent:
            return
        with closing(Worker(course, settings)) as worker:
            while (task := pipe.recv()) is not None:
                pipe.send(worker.perform(task))
    except (EOFError, OSError):
        return
    except ProblemError as error:
        pipe.send(error if isinstance(error, NoIsolation) else EngineError(*error.args))
    except Exception as error:
        args = {"cause": f"{type(error).__name__}: {error}"}
        pipe.send(EngineError(course.root, "grading_stopped", args))
