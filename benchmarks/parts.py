"""What the parts of convalida take: a start, a fork, a call."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.sandbox import Answer, Zygote
from benchmarks.forks import LOADED, milliseconds
from benchmarks.graders.convalida import COMMAND
from benchmarks.measure import cost

CALLS = 300


def measured(starts: int, spawns: int) -> Mapping[str, Any]:
    return {"help": start(starts), "forks": forks(spawns), "call": call()}


def start(times: int) -> Mapping[str, float]:
    """`convalida --help`, in seconds."""
    found = [cost([*COMMAND, "--help"]) for _ in range(times)]
    return {
        "seconds": statistics.median(one.seconds for one in found),
        "cpu": statistics.median(one.cpu for one in found),
    }


def forks(times: int) -> Mapping[str, float]:
    """Until a child is confined and ready, in milliseconds, by what is loaded."""
    return {name: statistics.median(milliseconds(what, times)) for name, what in LOADED.items()}


def call() -> float:
    """A call live: an array of 120 numbers there and back, in milliseconds."""
    x = np.arange(120.0).reshape(2, 3, 4, 5)
    times = []
    with Zygote(set()) as zygote, zygote.spawn() as child:
        child.load("def same(x):\n    return x\n")
        for _ in range(CALLS):
            begun = time.perf_counter()
            answered = isinstance(child.call("same", x), Answer)
            times.append(1000 * (time.perf_counter() - begun))
            assert answered
    return statistics.median(times)
