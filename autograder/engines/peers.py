"""Who of a cluster grades: compared before anything runs, watched while it does."""

from __future__ import annotations

import pickle
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from typing import Literal

from autograder.engines.cluster import Cluster, Seen
from autograder.engines.remote import NotReady, get_ready, grade, leave
from autograder.engines.shipping import Hello, Terms
from autograder.engines.tasks import Grade, NoIsolation
from autograder.results import Message
from course.problems import ProblemError

TICK = 0.5
"""Seconds between two looks at who is there."""


@dataclass(eq=False)
class Batch:
    """Tasks that go to one worker together; `losses` is how often one was lost with them."""

    tasks: Sequence[Grade]
    losses: int = 0


@dataclass(eq=False)
class Peer:
    """A worker: asked what it is, then in use, refused, or silent for too long.

    `fresh_at` is when it was seen alive, `heard_at` when something came of it.
    """

    seen: Seen
    fresh_at: float
    heard_at: float
    state: Literal["asked", "in use", "refused", "silent"] = "asked"
    at: dict[Future[bytes], Batch] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What a batch came to: bytes, or nothing if it was lost."""

    batch: Batch
    given: bytes | None


class Peers:
    """The workers of a cluster, which are those of this machine alike in `ours`.

    `allowed` is how many seconds may pass without a result from one that has work. `told` names
    those that grade nothing, and those that were lost with work.
    """

    def __init__(
        self, cluster: Cluster, terms: Terms, ours: Mapping[str, str], allowed: float
    ) -> None:
        self._cluster, self._terms, self._ours, self._allowed = cluster, terms, ours, allowed
        self._session = uuid.uuid4().hex
        self._peers: dict[str, Peer] = {}
        self._events: SimpleQueue[tuple[Peer, Future[bytes]]] = SimpleQueue()
        self._looked_at = self._alone_since = time.monotonic()
        self.messages: list[Message] = []
        self._look()

    def having(self, *states: str) -> list[Peer]:
        return [peer for peer in self._peers.values() if peer.state in states]

    @property
    def are_none(self) -> bool:
        """Nobody grades, and for long nobody has come who might."""
        return time.monotonic() - self._alone_since > self._cluster.arrival

    def with_room(self) -> Peer | None:
        """Who can best take another batch: one for each thread, and one that waits."""
        free = [peer for peer in self.having("in use") if len(peer.at) <= peer.seen.threads]
        return min(free, key=lambda peer: len(peer.at) / peer.seen.threads, default=None)

    def give(self, peer: Peer, batch: Batch) -> None:
        if not peer.at:
            peer.heard_at = time.monotonic()
        payload = pickle.dumps(list(batch.tasks))
        peer.at[self._ask(peer, grade, payload)] = batch

    def turn(self) -> list[Answer]:
        """What has come of batches, after a wait that is short if nothing does.

        Raises EngineError for what a worker says of the course, and if the scheduler is gone.
        """
        answers: list[Answer] = []
        if time.monotonic() - self._looked_at > TICK:
            answers += self._look()
        try:
            peer, future = self._events.get(timeout=0 if answers else TICK)
        except Empty:
            return answers
        if self._peers.get(peer.seen.address) is not peer or future.cancelled():
            return answers
        peer.heard_at = time.monotonic()
        if peer.state == "asked":
            self._compare(peer, future)
        elif future in peer.at:
            answers += self._heard(peer, future)
        return answers

    def close(self) -> None:
        """All are let go, whatever they are at."""
        in_use = [peer.seen.address for peer in self.having("in use")]
        self._cluster.tell(in_use, leave, self._session)

    def _ask(
        self, peer: Peer, function: Callable[[str, bytes], bytes], argument: bytes
    ) -> Future[bytes]:
        future = self._cluster.ask(peer.seen.address, function, self._session, argument)
        future.add_done_callback(lambda done: self._events.put((peer, done)))
        return future

    def _look(self) -> list[Answer]:
        """Who has come, who is gone, who has been silent for too long."""
        lost: list[Answer] = []
        now = self._looked_at = time.monotonic()
        seen = {one.address: one for one in self._cluster.workers()}
        for address, peer in list(self._peers.items()):
            one = seen.pop(address, None)
            if one is None:
                del self._peers[address]
                lost += self._lose(peer, Message("worker_gone", {"worker": peer.seen.name}))
                continue
            if one.last_seen != peer.seen.last_seen:
                peer.seen, peer.fresh_at = one, now
                if peer.state == "silent":
                    self._meet(one)
            elif peer.state != "refused" and now - peer.fresh_at > self._cluster.patience:
                lost += self._lose(peer, Message("worker_silent", {"worker": peer.seen.name}))
            if (peer.at or peer.state == "asked") and now - peer.heard_at > self._allowed:
                lost += self._lose(peer, Message("worker_silent", {"worker": peer.seen.name}))
                self._cluster.tell([address], leave, self._session)
        for one in seen.values():
            self._meet(one)
        if self.having("in use", "asked"):
            self._alone_since = now
        return lost

    def _meet(self, one: Seen) -> None:
        now = time.monotonic()
        peer = self._peers[one.address] = Peer(one, now, now)
        self._ask(peer, get_ready, pickle.dumps(replace(self._terms, jobs=one.threads)))

    def _compare(self, peer: Peer, future: Future[bytes]) -> None:
        error = future.exception()
        if isinstance(error, ProblemError):
            raise error
        if error:
            args = {"worker": peer.seen.name, "cause": _cause(error)}
            self._refuse(peer, Message("worker_fails", args))
            return
        hello: Hello = pickle.loads(future.result())
        differs = [name for name, one in self._ours.items() if hello.versions.get(name) != one]
        if differs:
            theirs = [f"{name} {hello.versions.get(name, '–')}" for name in differs]
            ours = [f"{name} {self._ours[name]}" for name in differs]
            self._refuse(
                peer,
                Message(
                    "worker_differs", {"worker": peer.seen.name, "theirs": theirs, "ours": ours}
                ),
            )
        elif isinstance(hello.problem, NoIsolation):
            args = {"worker": peer.seen.name, **hello.problem.args[2]}
            self._refuse(peer, Message("worker_unconfined", args))
        elif hello.problem:
            raise hello.problem
        else:
            peer.state = "in use"

    def _refuse(self, peer: Peer, message: Message) -> None:
        peer.state = "refused"
        self.messages.append(message)
        self._cluster.tell([peer.seen.address], leave, self._session)

    def _heard(self, peer: Peer, future: Future[bytes]) -> list[Answer]:
        error = future.exception()
        if isinstance(error, ProblemError):
            raise error
        if error is None:
            return [Answer(peer.at.pop(future), future.result())]
        del self._peers[peer.seen.address]  # if it is there, it is met again
        if isinstance(error, NotReady):
            return self._let_go(peer)
        return self._lose(peer, Message("worker_gone", {"worker": peer.seen.name}))

    def _lose(self, peer: Peer, message: Message) -> list[Answer]:
        """Its batches are nobody's, and what it may still say of them is not heard."""
        if peer.at or peer.state == "asked":
            self.messages.append(message)
        for batch in peer.at.values():
            batch.losses += 1
        return self._let_go(peer)

    def _let_go(self, peer: Peer) -> list[Answer]:
        left = [Answer(batch, None) for batch in peer.at.values()]
        for future in peer.at:
            future.cancel()
        peer.at, peer.state = {}, "silent"
        return left


def _cause(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
