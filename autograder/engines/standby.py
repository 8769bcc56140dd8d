"""A process beside a Dask worker, which has threads: this one has none, so it may fork.

`python -m autograder.engines.standby SOCKET PARENT FOLDER` says what it runs with, and
then does with a LocalEngine what comes through the socket, until the other end is closed.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import tempfile
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from autograder.engines.local import LocalEngine
from autograder.engines.shipping import Hello, Terms, unpacked, versions
from autograder.engines.tasks import Probe
from course.problems import ProblemError

PR_SET_PDEATHSIG = 1


def main(socket: int, parent: int, where: str) -> None:
    """Ends with the other end of the socket, and with the thread that started it."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
    if os.getppid() != parent:
        return
    with Connection(socket) as pipe, suppress(EOFError, OSError):
        terms: Terms = pipe.recv()
        with tempfile.TemporaryDirectory(prefix="convalida-", dir=where) as folder:
            try:
                _live(pipe, terms, Path(folder))
            except ProblemError as error:
                place, *rest = error.args
                pipe.send(type(error)(str(place).replace(folder, terms.place), *rest))


def _live(pipe: Connection, terms: Terms, folder: Path) -> None:
    course = unpacked(terms, folder)
    found = versions(course)
    with LocalEngine(course, terms.settings, terms.jobs) as engine:
        try:
            list(engine.run([Probe()]))
        except ProblemError as error:
            pipe.send(Hello(found, error))
            return
        pipe.send(Hello(found))
        for result in engine.run((), pipe):
            pipe.send(result)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
