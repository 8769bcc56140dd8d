"""A grader while it runs, watched from outside, and what it left."""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Callable
from pathlib import Path

from autograder.submissions.readings import FILE

from .cases.model import SIGNATURE
from .classroom import finish, start

FOR_EVER = SIGNATURE + "    while True: pass\n"
LOOK_EVERY = 20
"""Milliseconds."""

Start = Callable[..., subprocess.Popen[str]]


def whole(course: Path, submitted: Path, out: Path, *options: str) -> dict[str, bytes]:
    """Runs the command to its end; what it left, byte by byte."""
    run = finish(start(course, submitted, out, "--jobs", "2", *options), out)
    assert run.code == 0, run.stderr
    return contents(out)


def contents(out: Path) -> dict[str, bytes]:
    """By name; what was read is kept too, in whatever order that was."""
    files = (path for path in out.rglob("*") if path.is_file() and FILE not in path.name)
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def until(process: subprocess.Popen[str], happened: Callable[[], bool]) -> None:
    """Waits until something has happened, or the process has ended."""
    end = os.pidfd_open(process.pid)
    poll = select.poll()
    poll.register(end, select.POLLIN)
    while not happened() and not poll.poll(LOOK_EVERY):
        pass
    os.close(end)


def records(out: Path) -> int:
    return len(list(out.glob("*/*.json")))


def commands(pids: frozenset[int]) -> dict[int, str]:
    found = {}
    for pid in pids:
        path = Path(f"/proc/{pid}/comm")
        found[pid] = path.read_text().strip() if path.exists() else ""
    return found
