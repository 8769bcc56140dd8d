"""Processes that are forked warm: each server holds what its workers share, and forks them.

The first has imported what grading needs. It forks one for each unit, which prepares that unit's
answer key once; this one forks the workers of the unit. Whoever is forked is asked through a pipe
whose other end only the main process holds, and ends with the process that forked it.
"""

from __future__ import annotations

import multiprocessing
import os
import select
import signal
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from typing import TYPE_CHECKING, Self

from autograder.engines.tasks import EngineError, NoIsolation, Settings, Task
from course.catalog import Course
from course.problems import ProblemError

if TYPE_CHECKING:
    from autograder.engines.worker import Worker

FORK = multiprocessing.get_context("fork")


@dataclass(eq=False)
class Forked:
    """A process at the other end of a pipe, which ends when this end is closed."""

    pipe: Connection
    unit: str = ""
    pidfd: int = field(init=False)

    def __post_init__(self) -> None:
        self.pidfd = os.pidfd_open(self.pipe.recv())

    def kill(self) -> None:
        """At once, and with it all that it has forked."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)

    def close(self) -> None:
        """Lets go of it, and waits until it has come to its end."""
        self.pipe.close()
        poll = select.poll()
        poll.register(self.pidfd, select.POLLIN)
        poll.poll()
        os.close(self.pidfd)


@dataclass(eq=False)
class WorkerProcess(Forked):
    """A worker, which holds the answer key of `unit`, and what it is at."""

    task: Task | None = None

    def give(self, task: Task) -> None:
        self.task = task
        with suppress(OSError):  # it is gone: there will be no result
            self.pipe.send(task)


@dataclass(eq=False)
class ForkServer(Forked):
    """Forks others, once it holds what they share: then its pipe says None."""

    is_ready: bool = False

    @classmethod
    def start(cls, course: Course, settings: Settings) -> Self:
        """The first one, which has what all need."""
        ours, theirs = FORK.Pipe()
        arguments = (os.getpid(), ours, theirs, course, settings)
        FORK.Process(target=_first, args=arguments, daemon=True).start()
        theirs.close()
        return cls(ours)

    def server(self, unit: str) -> ForkServer:
        """Another, which also holds the answer key of `unit`."""
        return ForkServer(self._fork(unit), unit)

    def worker(self) -> WorkerProcess:
        return WorkerProcess(self._fork(None), self.unit)

    def _fork(self, unit: str | None) -> Connection:
        ours, theirs = FORK.Pipe()
        with theirs:
            self.pipe.send(unit)
            send_handle(self.pipe, theirs.fileno(), None)
        return ours


def _first(
    parent: int, not_ours: Connection, pipe: Connection, course: Course, settings: Settings
) -> None:
    def live() -> None:
        from autograder.engines.worker import Worker

        worker = Worker(course, settings)
        pipe.send(None)
        _serve(pipe, worker)

    not_ours.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _asked_through(pipe, parent, course, live)


def _serve(pipe: Connection, worker: Worker) -> None:
    """Forks whoever is asked for: a server that prepares a unit, or a worker."""
    forked: set[int] = set()
    while True:
        unit = _order(pipe, forked)
        theirs = Connection(recv_handle(pipe))
        parent, pid = os.getpid(), os.fork()
        if pid == 0:
            try:
                pipe.close()
                live = partial(_work, theirs, worker)
                if unit is not None:
                    live = partial(_prepare, unit, theirs, worker)
                _asked_through(theirs, parent, worker.course, live)
            finally:
                os._exit(0)
        forked.add(pid)
        theirs.close()


def _order(pipe: Connection, forked: set[int]) -> str | None:
    """What is asked for. Once nobody asks any more, ends when all that were forked have."""
    try:
        unit: str | None = pipe.recv()
    except EOFError:
        for pid in forked:
            os.waitpid(pid, 0)
        raise
    forked -= {pid for pid in forked if os.waitpid(pid, os.WNOHANG)[0]}
    return unit


def _prepare(unit: str, pipe: Connection, worker: Worker) -> None:
    worker.prepare(unit)
    pipe.send(None)
    _serve(pipe, worker)


def _work(pipe: Connection, worker: Worker) -> None:
    with closing(worker):
        while True:
            task: Task = pipe.recv()
            pipe.send(worker.perform(task))


def _asked_through(pipe: Connection, parent: int, course: Course, live: Callable[[], None]) -> None:
    """Until the main process lets go, or the `parent` ends; what goes wrong is told first."""
    from autograder.sandbox.inside.limits import die_with_parent

    die_with_parent()
    try:
        if os.getppid() == parent:
            pipe.send(os.getpid())
            live()
    except (EOFError, OSError):
        return
    except ProblemError as error:
        pipe.send(error if isinstance(error, NoIsolation) else EngineError(*error.args))
    except Exception as error:
        args = {"cause": f"{type(error).__name__}: {error}"}
        pipe.send(EngineError(course.root, "grading_stopped", args))
