"""Several worker processes on one machine, each at one task at a time."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Self

from autograder.engines.forkserver import Forked, ForkServer, WorkerProcess
from autograder.engines.tasks import Done, EngineError, Grade, Lost, Settings, Task
from autograder.results import Message
from course.catalog import Course
from course.problems import ProblemError

TRIES = 2


def key_of(task: Task) -> str:
    """The unit whose answer key a task needs, or none."""
    return task.unit if isinstance(task, Grade) and task.asks else ""


class Queue:
    """Tasks by the answer key that they need."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self.waiting: dict[str, deque[Task]] = {}
        for task in tasks:
            self.put(task)

    def put(self, task: Task) -> None:
        self.waiting.setdefault(key_of(task), deque()).append(task)

    def take(self, unit: str) -> Task:
        task = self.waiting[unit].popleft()
        if not self.waiting[unit]:
            del self.waiting[unit]
        return task


class LocalEngine:
    """Workers that stay for all that is asked of them, and end with the block.

    A worker holds the answer key of one unit, which a server prepared for all of its workers.
    """

    messages: Sequence[Message] = ()

    def __init__(self, course: Course, settings: Settings, jobs: int) -> None:
        self.course, self.settings, self._jobs = course, settings, jobs
        self._servers: dict[str, ForkServer] = {}
        self._workers: list[WorkerProcess] = []
        self._gone: list[Forked] = []
        self._broken = 0

    def start(self) -> None:
        """Forks the first server, which forks all others: before this process has threads."""
        self._server("")

    def run(self, tasks: Iterable[Task], inbox: Connection | None = None) -> Iterator[Done | Lost]:
        """What each task comes to, in no particular order; one that is lost is tried once more.

        With an `inbox`, also those that come from there, until it is closed: then EOFError.

        Raises EngineError if grading cannot go on, NoIsolation if the sandbox is not there.
        """
        queue = Queue(tasks)
        losses: Counter[int] = Counter()
        while True:
            while self._hand_out(queue):
                pass
            if not self._busy() and not self._preparing() and inbox is None:
                return
            for process in _ready([*self._preparing(), *self._busy()], inbox):
                if isinstance(process, Connection):
                    for task in process.recv():
                        queue.put(task)
                    continue
                if isinstance(process, ForkServer):
                    self._hear(process)
                    continue
                result = self._result_of(process)
                if isinstance(result, Lost):
                    self._let_go(process)
                    losses[id(result.task)] += 1
                    if losses[id(result.task)] < TRIES:
                        queue.put(result.task)
                        continue
                losses.pop(id(result.task), None)
                yield result

    def _hand_out(self, queue: Queue) -> bool:
        """Somebody who is free gets something to do; False if nothing can begin now."""
        busy, preparing = self._busy(), {server.unit for server in self._preparing()}
        if not queue.waiting or len(busy) + len(preparing) >= self._jobs:
            return False
        idle = [worker for worker in self._workers if worker.task is None]
        for worker in idle:
            for unit in (worker.unit, ""):
                if unit in queue.waiting:
                    worker.give(queue.take(unit))
                    return True
        at_work = {worker.unit for worker in busy}
        units = [unit for unit in queue.waiting if unit not in preparing]
        if not units or "" in preparing:
            return False
        unit = min(units, key=lambda unit: (unit in at_work, -len(queue.waiting[unit])))
        try:
            server = self._server(unit)
            if server.is_ready:
                if len(self._workers) == self._jobs:
                    self._let_go(idle[0])
                self._workers.append(server.worker())
                self._workers[-1].give(queue.take(unit))
        except (EOFError, OSError) as error:
            self._begin_again(error)
        return True

    def _begin_again(self, error: Exception) -> None:
        """Without the servers, one of which is gone: what their workers were at is tried again."""
        self._broken += 1
        if self._broken == TRIES:
            raise self._stopped(error) from None
        for server in self._servers.values():
            server.kill()
        self._gone += self._servers.values()
        self._servers.clear()

    def _server(self, unit: str) -> ForkServer:
        """The first one, until it is ready to fork that of a unit."""
        if "" not in self._servers:
            self._servers[""] = ForkServer.start(self.course, self.settings)
        first = self._servers[""]
        if unit not in self._servers and first.is_ready:
            self._servers[unit] = first.server(unit)
        return self._servers.get(unit, first)

    def _busy(self) -> list[WorkerProcess]:
        return [worker for worker in self._workers if worker.task is not None]

    def _preparing(self) -> list[ForkServer]:
        return [server for server in self._servers.values() if not server.is_ready]

    def _hear(self, server: ForkServer) -> None:
        try:
            _received(server)
        except (EOFError, OSError) as error:
            raise self._stopped(error) from None
        server.is_ready = True

    def _result_of(self, worker: WorkerProcess) -> Done | Lost:
        task, worker.task = worker.task, None
        assert task is not None
        try:
            result: Done = _received(worker)
            return replace(result, task=task)
        except (EOFError, OSError):
            return Lost(task)

    def _stopped(self, error: Exception) -> EngineError:
        args = {"cause": f"{type(error).__name__}: {error}"}
        return EngineError(self.course.root, "grading_stopped", args)

    def _let_go(self, worker: WorkerProcess) -> None:
        worker.pipe.close()
        self._workers.remove(worker)
        self._gone.append(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """In peace, workers end before those that forked them: that takes them along."""
        processes = [*self._gone, *self._workers, *reversed(self._servers.values())]
        if kind is not None or self._busy():
            for process in processes:
                process.kill()
        for worker in self._workers:
            worker.pipe.close()
        for process in processes:
            process.close()


def _ready(
    processes: Sequence[ForkServer | WorkerProcess], inbox: Connection | None
) -> list[ForkServer | WorkerProcess | Connection]:
    """Those that say something; waits until one does."""
    inboxes = [inbox] if inbox else []
    saying = wait([*inboxes, *(process.pipe for process in processes)])
    heard = [process for process in processes if process.pipe in saying]
    return [*heard, *(one for one in inboxes if one in saying)]


def _received(process: Forked) -> Any:
    """What a process says; raises what it says of the course."""
    said = process.pipe.recv()
    if isinstance(said, ProblemError):
        raise said
    return said
