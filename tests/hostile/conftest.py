"""The class of hostile notebooks, graded once for all tests here; and commands to watch."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.sandbox import IsolationUnavailable, probe

from ..processes import adopt_orphans, below, gone
from .classroom import Graded, course_with_short_limits, grade, left_over, start
from .hidden import numbers_of
from .notebooks import NOTEBOOKS
from .running import Start

collect_ignore = ["trial"]


@dataclass(frozen=True)
class Afterwards:
    """What is there that should not be, when a class has been graded."""

    processes: frozenset[int]
    files: frozenset[str]


@pytest.fixture(scope="session")
def confined() -> None:
    """Skips where the sandbox cannot be had."""
    try:
        probe("full")
    except IsolationUnavailable as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory, confined: None) -> Path:
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="session")
def graded_class(
    tmp_path_factory: pytest.TempPathFactory, confined: None
) -> tuple[Graded, Afterwards]:
    """Every hostile notebook, honest ones between them, in two processes of one worker each."""
    root = tmp_path_factory.mktemp("class")
    adopt_orphans()
    before = below(os.getpid())
    graded = grade(root, list(NOTEBOOKS.values()), 2)
    others = before.union(*map(below, before))  # a browser of other tests starts processes too
    left = below(os.getpid()) - others
    return graded, Afterwards(frozenset() if gone(left) else left, left_over(root))


@pytest.fixture(scope="session")
def graded(graded_class: tuple[Graded, Afterwards]) -> Graded:
    return graded_class[0]


@pytest.fixture(scope="session")
def afterwards(graded_class: tuple[Graded, Afterwards]) -> Afterwards:
    return graded_class[1]


@pytest.fixture(scope="session")
def small_course(root: Path) -> Path:
    return course_with_short_limits(root / "course")


@pytest.fixture(scope="session")
def hidden_numbers(small_course: Path) -> frozenset[str]:
    """The fractions in the inputs of hidden checks, as who carries them out would write them."""
    return numbers_of(small_course)


@pytest.fixture
def running() -> Iterator[Start]:
    """Starts commands that do not outlive the test, and heed signals even if the tests may not."""
    handlers: dict[int, Any] = {
        signal.SIGINT: signal.default_int_handler,
        signal.SIGHUP: signal.SIG_DFL,
    }
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: Any) -> subprocess.Popen[str]:
        started.append(start(*arguments))
        return started[-1]

    yield run
    for process in started:
        with process:
            process.kill()
    for number, handler in before.items():
        signal.signal(number, handler)
