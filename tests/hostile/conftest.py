"""The class of hostile notebooks, graded once for all tests of this folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.sandbox import IsolationUnavailable, probe

from ..processes import adopt_orphans, below, gone
from .classroom import Graded, course_with_short_limits, grade, left_over
from .hidden import numbers_of
from .notebooks import NOTEBOOKS

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
