"""A command is charged for everything that it starts."""

from __future__ import annotations

import sys

import pytest

from benchmarks.measure import CommandFailed, cost

BUSY_SECONDS = 0.5
BUSY = f"import time\nwhile time.process_time() < {BUSY_SECONDS}: pass"


def test_a_process_left_behind_is_waited_for_and_charged() -> None:
    leaves = f"import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', {BUSY!r}])"
    assert cost([sys.executable, "-c", leaves]).cpu >= BUSY_SECONDS


def test_the_memory_of_children_counts() -> None:
    holds = f'x = bytearray(b"1") * 200 * 2**20\n{BUSY}'
    both = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {holds!r}])"
    assert cost([sys.executable, "-c", both]).peak > 200 * 2**20


def test_what_does_not_end_is_killed_at_the_limit() -> None:
    found = cost(["sleep", "1000"], limit=0.5, may_fail=True)
    assert found.was_killed
    assert found.status < 0


def test_a_command_that_fails_says_what_it_said() -> None:
    with pytest.raises(CommandFailed, match="nothing to grade"):
        cost(["sh", "-c", "echo nothing to grade; exit 3"])
