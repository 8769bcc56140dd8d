"""A Dask cluster grades; what is only read or made again is done on this machine.

No file system is shared: a process of this machine reads a notebook's file, the main process sends
its bytes on without a look, and gets a record and a page as bytes.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from autograder.engines.local import LocalEngine, key_of
from autograder.engines.shipping import terms_of, versions
from autograder.engines.tasks import (
    Carry,
    Done,
    Engine,
    EngineError,
    Grade,
    Lost,
    NoCluster,
    NoIsolation,
    Probe,
    Settings,
    Task,
)
from autograder.results import Message
from course.catalog import Course

if TYPE_CHECKING:
    from autograder.engines.cluster import Cluster
    from autograder.engines.peers import Answer, Batch, Peers

BATCH = 4
BATCH_BYTES = 2**22
LOSSES = 3
"""A task that is lost so often is given up."""

PREPARING_SECONDS = 300.0
GRADER_SECONDS = 60.0
"""For the grader's own work on a submission, beyond what its code may take."""


def seconds_allowed(course: Course) -> float:
    """Within which one of the batches that a worker has comes to an end, whatever is in them."""
    longest = max(unit.limits.get("submission_seconds", 60.0) for unit in course.units.values())
    submission = 3 * longest + GRADER_SECONDS
    return PREPARING_SECONDS + 2 * BATCH * submission


def engine_of(course: Course, settings: Settings, jobs: int, cluster: str | None) -> Engine:
    """This machine, or the cluster of the scheduler at HOST:PORT."""
    if cluster is None:
        return LocalEngine(course, settings, jobs)
    return DaskEngine(course, settings, jobs, cluster)


class DaskEngine:
    """Workers of a cluster, and those of this machine for what takes no student's code."""

    def __init__(self, course: Course, settings: Settings, jobs: int, address: str) -> None:
        self.course, self.settings, self._address = course, settings, address
        self._local = LocalEngine(course, settings, jobs)
        self._cluster: Cluster | None = None
        self._peers: Peers | None = None

    @property
    def messages(self) -> Sequence[Message]:
        return self._peers.messages if self._peers else ()

    def run(self, tasks: Iterable[Task]) -> Iterator[Done | Lost]:
        """What each task comes to, once: first those that take no student's code.

        Raises NoCluster if nobody there may grade, EngineError if grading cannot go on.
        """
        here: list[Task] = []
        away: list[Grade] = []
        for task in tasks:
            if isinstance(task, Probe):
                self._meet()
                yield Done(task)
            elif isinstance(task, Grade) and key_of(task):
                away.append(task)
            else:
                here.append(task)
        yield from self._local.run(here)
        if away:
            yield from self._graded(self._meet(), away)

    def _meet(self) -> Peers:
        """The workers, once all who are there have said what they are and one may grade."""
        if self._peers:
            return self._peers
        self._local.start()
        from autograder.engines.cluster import Cluster

        self._cluster = Cluster(self._address)
        from autograder.engines.peers import Peers

        course = self.course
        self._peers = peers = Peers(
            self._cluster,
            terms_of(course, self.settings, jobs=1),
            versions(course),
            seconds_allowed(course),
        )
        while not peers.are_none:
            peers.turn()
            if not peers.having("asked") and peers.having("in use", "refused"):
                break
        if not peers.having("in use"):
            raise self._nobody(peers.messages)
        return peers

    def _nobody(self, messages: Sequence[Message]) -> NoCluster:
        error = NoCluster(self._address, "no_workers")
        error.because = tuple(messages)
        if messages and all(message.id == "worker_unconfined" for message in messages):
            error.exit_code = NoIsolation.exit_code
        return error

    def _graded(self, peers: Peers, tasks: Sequence[Grade]) -> Iterator[Done | Lost]:
        """Batches go to whoever has room; those of a worker that was lost, to others."""
        threads = sum(peer.seen.threads for peer in peers.having("in use"))
        size = max(1, min(BATCH, len(tasks) // (BATCH * max(1, threads))))
        fresh = _batches(self._local.run([Carry(task) for task in tasks]), size)
        again: deque[Batch] = deque()
        left = len(tasks)
        while left:
            results: list[Done | Lost] = list(_hand_out(peers, again, fresh))
            for answer in peers.turn():
                results += _results(answer, again)
            left -= len(results)
            yield from results
            if peers.are_none:
                raise EngineError(self._address, "no_workers_left")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._peers:
            self._peers.close()
        if self._cluster:
            self._cluster.close()
        self._local.__exit__(kind, error, trace)


def _batches(carried: Iterator[Done | Lost], size: int) -> Iterator[Batch | Lost]:
    """Tasks with what their files hold, a few together; what cannot be had any more is lost."""
    from autograder.engines.peers import Batch

    tasks: list[Grade] = []
    bytes_of = 0
    for result in carried:
        assert isinstance(result.task, Carry)
        task = result.task.grade
        if isinstance(result, Lost) or result.problem:
            yield Lost(task)
            continue
        (held,) = result.parts
        tasks.append(replace(task, found=replace(task.found, carried=held)))
        bytes_of += len(held)
        if len(tasks) == size or bytes_of > BATCH_BYTES:
            yield Batch(tasks)
            tasks, bytes_of = [], 0
    if tasks:
        yield Batch(tasks)


def _hand_out(peers: Peers, again: deque[Batch], fresh: Iterator[Batch | Lost]) -> Iterator[Lost]:
    while peer := peers.with_room():
        batch = again.popleft() if again else next(fresh, None)
        if batch is None:
            return
        if isinstance(batch, Lost):
            yield batch
        else:
            peers.give(peer, batch)


def _results(answer: Answer, again: deque[Batch]) -> Iterator[Done | Lost]:
    """A batch that was lost is done again, each task by itself: one of them may be to blame."""
    from autograder.engines.peers import Batch

    batch = answer.batch
    if answer.given is None:
        if batch.losses == LOSSES:
            yield from map(Lost, batch.tasks)
        else:
            again.extend(Batch([task], batch.losses) for task in batch.tasks)
        return
    for task, result in zip(batch.tasks, pickle.loads(answer.given), strict=True):
        yield Done(task, *result) if result else Lost(task)
