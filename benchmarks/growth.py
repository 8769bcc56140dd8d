"""A class too large to grade here, simulated from the task times that were measured.

It assumes what the engine does: every notebook is read, then every one is graded; a worker that is
free gets the next task; the main process hands out and writes, one submission at a time. It
assumes what a cluster must bring: a processor for each worker and as many again as its sandboxed
children keep busy at once, and a network and disks that nobody waits for. Nobody fails.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Times:
    """Seconds: of tasks as they were measured, of the main process for a submission, of a start."""

    read: Sequence[float]
    grade: Sequence[float]
    alone: float
    start: float


@dataclass(frozen=True)
class Growth:
    """A simulated class: how long it takes, and the share of it that a worker is busy."""

    workers: int
    students: int
    seconds: float
    busy: float


def simulate(times: Times, workers: int, students: int, seed: int = 0) -> Growth:
    """`students` submissions whose task times are drawn, with replacement, from those measured."""
    rng = random.Random(seed)
    drawn = rng.choices(range(len(times.grade)), k=students)
    clock, work = times.start, 0.0
    for phase in (times.read, times.grade):
        durations = [phase[i] for i in drawn]
        clock = _phase(durations, workers, clock, times.alone / 2)
        work += sum(durations)
    return Growth(workers, students, clock, work / (workers * clock))


def _phase(durations: Iterable[float], workers: int, start: float, alone: float) -> float:
    """When the last task is done: one dispatcher, and workers that take what is next."""
    free = [start] * workers
    dispatcher = start
    for seconds in durations:
        dispatcher = max(dispatcher, free[0]) + alone
        heapq.heapreplace(free, dispatcher + seconds)
    return max(free)


def table(times: Times, workers: Iterable[int], students: int) -> list[Mapping[str, float]]:
    """A row for each number of workers: seconds, submissions a second, share busy."""
    rows: list[Mapping[str, float]] = []
    for count in workers:
        found = simulate(times, count, students)
        rate = students / found.seconds
        row = {"workers": count, "seconds": found.seconds, "rate": rate, "busy": found.busy}
        rows.append(row)
    return rows
