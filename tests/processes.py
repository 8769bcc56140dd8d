"""Who is running below a process: read from /proc."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """From here on, a process whose parent ends becomes a child of this one, and can be seen."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def below(pid: int) -> frozenset[int]:
    """The living descendants of a process."""
    children: dict[int, set[int]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] not in "ZX":
            children.setdefault(int(fields[1]), set()).add(int(entry.name))
    found: set[int] = set()
    grown = {pid}
    while grown:
        grown = {child for parent in grown for child in children.get(parent, ())} - found
        found |= grown
    return frozenset(found)


def parent(pid: int) -> int:
    """Of a process; 0 if it has ended."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def gone(pids: frozenset[int], polls: int = 20_000) -> bool:
    """Whether all of `pids` end before the scheduler has been yielded to `polls` times."""
    for _ in range(polls):
        if not any(_lives(pid) for pid in pids):
            return True
        os.sched_yield()
    return False


def _lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"
