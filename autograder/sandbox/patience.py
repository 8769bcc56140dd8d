"""Time that a process was ready to run and the machine ran others: it is not the process's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

WORTH_WAITING = 0.05
"""Seconds; a deadline is not moved by less."""


@dataclass
class Patience:
    """With the process `pid`, whose deadlines move by the seconds that it was kept waiting.

    `counted` are those of them that have moved a deadline.
    """

    pid: int
    counted: float = 0.0

    def more(self, at_most: float) -> float:
        """Seconds that it has been kept waiting and that were not counted yet; 0 if hardly any."""
        waited = seconds_kept_waiting(self.pid)
        found = min(waited - self.counted, at_most)
        if found < WORTH_WAITING:
            return 0.0
        self.counted = waited
        return found


def seconds_kept_waiting(pid: int) -> float:
    """In the queues of the processors, by the kernel's account; 0 where it keeps none."""
    try:
        account = Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(account.split()[1]) / 1e9
