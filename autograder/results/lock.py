"""One grader at a time for a folder of results."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from course.problems import ProblemError

FILE = ".lock"


class Busy(ProblemError):
    """Another run holds the folder."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Makes the folder if need be and holds it; raises Busy.

    The lock is on the folder itself, so that no end, not even of the machine, leaves a file
    behind. Where folders cannot be locked (NFS) it is on a file, which goes when this run ends.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder, os.O_RDONLY)
    file = folder / FILE
    try:
        try:
            _lock(descriptor, folder)
        except OSError:
            os.close(descriptor)
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
            _lock(descriptor, folder)
        try:
            yield
        finally:
            file.unlink(missing_ok=True)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, folder: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Busy("", "results_busy", {"folder": str(folder)}) from None
