"""A deadline is of a child's own time: what the machine gives to others is not counted."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from autograder.sandbox import Child, Died
from autograder.sandbox.patience import Patience

from .conftest import QUICK
from .test_calls import value

COUNT = "def f(n):\n    for i in range(n): pass\n    return 'done'\n"
SHARE = 8
"""Processes on the processor of the child, itself included."""


def rounds(seconds: float) -> int:
    """Of the loop, in so much time of a processor."""
    n = 10**6
    names: dict[str, Any] = {}
    exec(COUNT, names)
    start = time.process_time()
    names["f"](n)
    return int(n * seconds / (time.process_time() - start))


@pytest.fixture
def crowded(child: Child) -> Iterator[Child]:
    """A child that shares one processor with others who never rest."""
    assert value(child.load(COUNT)) is None
    place = {min(os.sched_getaffinity(0))}
    with ExitStack() as stack:
        for _ in range(SHARE - 1):
            other = subprocess.Popen([sys.executable, "-S", "-c", "while True: pass"])
            stack.callback(other.wait)
            stack.callback(other.kill)
            os.sched_setaffinity(other.pid, place)
        os.sched_setaffinity(child._channel.sender, place)
        yield child


def test_a_child_that_is_kept_waiting_has_more_time(crowded: Child) -> None:
    assert value(crowded.call("f", rounds(0.75 * QUICK.call_seconds))) == "done"
    assert crowded._patience.counted > 0, "the machine was not crowded"


def test_a_loop_without_end_is_stopped_all_the_same(crowded: Child) -> None:
    assert crowded.call("f", 10**12) == Died("timeout", "wall clock")


def test_who_is_not_there_was_not_kept_waiting() -> None:
    assert Patience(0).more(at_most=1.0) == 0.0
