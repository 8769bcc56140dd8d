"""What a Dask worker does for us: bytes to a process beside it that may fork, and bytes back.

The process stays for a session, so that its answer keys and zygotes are warm.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import Future
from contextlib import suppress
from multiprocessing.connection import Connection
from socket import SHUT_RDWR, socket, socketpair
from typing import Any

from distributed import get_worker

from autograder.engines.shipping import Hello
from autograder.engines.tasks import Done, Grade, Lost, Task
from course.problems import ProblemError

IDLE_SECONDS = 300.0
"""With nothing to do for so long, whoever asked is taken for gone."""

ENDING_SECONDS = 10.0
"""A process that does not end in this time is killed, with all that it has forked."""

STANDBYS: dict[str, Standby] = {}
LOCK = threading.Lock()

Key = tuple[str, str]


class NotReady(Exception):
    """There is no process of this session: it was not asked for long, or is another's."""


class Gone(Exception):
    """The process beside this worker came to an end."""


def get_ready(session: str, terms: bytes) -> bytes:
    """Says what this machine grades with, a Hello; the first to ask starts the process."""
    with LOCK:
        if session not in STANDBYS:
            STANDBYS[session] = Standby(session, terms, get_worker().local_directory)
        standby = STANDBYS[session]
    return pickle.dumps(standby.hello.result())


def grade(session: str, batch: bytes) -> bytes:
    """For each task what it came to: parts and problem, or None if it was lost.

    Raises NotReady and Gone."""
    with LOCK:
        standby = STANDBYS.get(session)
    if standby is None:
        raise NotReady
    tasks: list[Grade] = pickle.loads(batch)
    results = [result.result() for result in standby.give(tasks)]
    return pickle.dumps([(r.parts, r.problem) if isinstance(r, Done) else None for r in results])


def leave(session: str) -> None:
    """Ends the process, whatever it is at."""
    with LOCK:
        standby = STANDBYS.get(session)
    if standby is not None:
        standby.close()


class Standby:
    """The other process, and a thread that lives as long as it: started by it, it dies with it."""

    def __init__(self, session: str, terms: bytes, folder: str) -> None:
        self.hello: Future[Hello] = Future()
        self._session = session
        self._asked: dict[Key, Future[Done | Lost]] = {}
        self._ended: BaseException | None = None
        self._lock, self._sending = threading.Lock(), threading.Lock()
        self._socket, theirs = socketpair()
        self._pipe = Connection(os.dup(self._socket.fileno()))
        threading.Thread(target=self._live, args=(terms, theirs, folder), daemon=True).start()

    def give(self, tasks: list[Grade]) -> list[Future[Done | Lost]]:
        results: list[Future[Done | Lost]] = [Future() for _ in tasks]
        with self._lock:
            if self._ended:
                raise self._ended
            self._asked.update(zip(map(_key, tasks), results, strict=True))
        with self._sending, suppress(OSError):  # it is gone: the thread hears of it
            self._pipe.send(tasks)
        return results

    def close(self) -> None:
        """The process sees the end of the pipe, as the thread does."""
        with suppress(OSError):
            self._socket.shutdown(SHUT_RDWR)

    def _live(self, terms: bytes, theirs: socket, folder: str) -> None:
        with theirs:
            arguments = [str(theirs.fileno()), str(os.getpid()), folder]
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", f"{__package__}.standby", *arguments],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env={**os.environ, "HYPOTHESIS_STORAGE_DIRECTORY": os.devnull},
                start_new_session=True,
            )
        ended: BaseException = Gone()
        try:
            self._pipe.send_bytes(terms)
            self._hear()
        except (EOFError, OSError):
            pass
        except Exception as error:
            ended = error
        finally:
            self._end(ended)
            try:
                process.wait(ENDING_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()

    def _hear(self) -> None:
        """What comes is passed on, until the end, or until nobody has asked for long."""
        while self._pipe.poll(IDLE_SECONDS) or self._asked or not self.hello.done():
            if not self._pipe.poll():
                continue
            said = self._pipe.recv()
            if isinstance(said, ProblemError):
                raise said
            if isinstance(said, Hello):
                self.hello.set_result(said)
                continue
            with self._lock:
                result = self._asked.pop(_key(said.task))
            result.set_result(said)

    def _end(self, ended: BaseException) -> None:
        with LOCK:
            STANDBYS.pop(self._session, None)
        with self._lock:
            self._ended = ended
            left: list[Future[Any]] = [*self._asked.values(), self.hello]
        self.close()
        with self._sending:
            self._pipe.close()
            self._socket.close()
        for future in left:
            if not future.done():
                future.set_exception(ended)


def _key(task: Task) -> Key:
    assert isinstance(task, Grade)
    return task.unit, task.found.student
