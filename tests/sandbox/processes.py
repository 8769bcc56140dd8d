"""Who is running: read from /proc by the tests."""

from __future__ import annotations

import os
from pathlib import Path


def parents() -> dict[int, int]:
    """The parent of each living process."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] not in "ZX":
            found[int(entry.name)] = int(fields[1])
    return found


def descendants(of: int | None = None) -> set[int]:
    """Every living process below `of`, or below this one."""
    table, found = parents(), set[int]()
    grown = {os.getpid() if of is None else of}
    while grown:
        grown = {pid for pid, parent in table.items() if parent in grown} - found
        found |= grown
    return found


def gone(pids: set[int], polls: int = 2000) -> bool:
    """Whether all of `pids` end before the scheduler has been yielded to `polls` times."""
    for _ in range(polls):
        if not pids & parents().keys():
            return True
        os.sched_yield()
    return False
