"""The pytest plugin: the fixtures that hidden checks use, and `--submission`.

`pytest exercises` runs every check against the reference solutions;
`pytest exercises/pooling --submission notebook.ipynb` against one notebook.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.checking.bench import BENCH, RAISED, Bench
from autograder.checking.subject import Subject
from course import catalog


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("convalida", "hidden checks of convalida")
    group.addoption("--submission", type=Path, help="the notebook to check, not the references")
    group.addoption("--course", type=Path, default=catalog.INSTALLED, help="folder of the course")
    group.addoption("--seed", type=int, default=0, help="draw other inputs for the checks")
    group.addoption("--isolation", choices=["full", "none"], default="full")


def bench_of(config: pytest.Config) -> Bench:
    """The bench of this session, made at its first use."""
    if BENCH not in config.stash:
        course = catalog.load(config.getoption("--course"))
        config.stash[BENCH] = Bench(course, config.getoption("--seed"))
    return config.stash[BENCH]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    if call.excinfo is not None:
        item.stash[RAISED] = call.excinfo.value
    return (yield)


@pytest.fixture
def submission(request: pytest.FixtureRequest) -> Subject:
    """The side under check: a student, a mistake, or the reference; the check cannot tell."""
    return bench_of(request.config).submission_for(request.node)


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Subject:
    """The reference solutions of the unit."""
    return bench_of(request.config).reference_for(request.node)


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """Random numbers that depend on the case and on `--seed`, and on nothing else."""
    return bench_of(request.config).rng_for(request.node)
