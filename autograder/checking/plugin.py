"""The pytest plugin: the fixtures that hidden checks use, and `--submission`.

`pytest exercises` runs every check against the reference solutions;
`pytest exercises/pooling --submission notebook.ipynb` against one notebook.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from autograder.checking.bench import BENCH, Bench
from autograder.checking.running import RAISED
from autograder.checking.student import Student
from autograder.checking.subject import Subject
from autograder.checking.zygotes import Zygotes, libraries_of, limits_of
from autograder.console import speak
from autograder.results import Message
from autograder.sandbox import IsolationUnavailable
from autograder.submissions import NotFound, find, read
from course import catalog
from course.problems import ProblemError

UNIT = pytest.StashKey[catalog.Unit]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("convalida", "hidden checks of convalida")
    group.addoption("--submission", type=Path, help="the notebook to check, not the references")
    group.addoption("--course", type=Path, default=catalog.INSTALLED, help="folder of the course")
    group.addoption("--seed", type=int, default=0, help="draw other inputs for the checks")
    group.addoption("--isolation", choices=["full", "none"], default="full")


def bench_of(config: pytest.Config) -> Bench:
    """The bench of this session, made at its first use. Raises UsageError."""
    if BENCH not in config.stash:
        t = speak()
        try:
            config.stash[BENCH] = _made(config)
        except ProblemError as error:
            raise pytest.UsageError(error.problem.said(t)) from None
        except NotFound as error:
            raise pytest.UsageError(t(error.message.id, **error.message.args)) from None
        except IsolationUnavailable as error:
            cause = t("no_isolation", reason=error.reason, detail=error.detail)
            raise pytest.UsageError(cause) from None
    return config.stash[BENCH]


def _made(config: pytest.Config) -> Bench:
    course = catalog.load(config.getoption("--course"))
    bench = Bench(course, config.getoption("--seed"))
    if path := config.getoption("--submission"):
        config.stash[UNIT], bench.side = _notebook(config, course, path)
    return bench


def _notebook(
    config: pytest.Config, course: catalog.Course, path: Path
) -> tuple[catalog.Unit, Student]:
    """The unit of a notebook, and its functions in a child that ends with the session."""
    found, messages = find([path])
    if not found:
        raise _unusable(path, messages)
    units = {name: tuple(unit.functions) for name, unit in course.units.items()}
    submission = read(found[0], units, setups={u.name: u.setup for u in course.units.values()})
    if submission.unit is None or submission.status != "readable":
        raise _unusable(path, submission.messages)
    unit = course.units[submission.unit]
    zygotes = Zygotes(config.getoption("--isolation"), limits_of(course))
    config.add_cleanup(zygotes.close)
    zygote = zygotes.of(libraries_of(unit, submission))
    return unit, Student(zygote, unit.setup, submission.chunks, limits_of(course))


def _unusable(path: Path, messages: Sequence[Message]) -> pytest.UsageError:
    sentences = [speak()(message.id, **message.args) for message in messages]
    return pytest.UsageError(f"{path}: {'; '.join(sentences)}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --submission, only the checks of the notebook's unit are left."""
    if not config.getoption("--submission"):
        return
    bench_of(config)
    own = {exercise.folder for exercise in config.stash[UNIT].exercises}
    others = [i for i in items if i.path.name == "checks.py" and i.path.parent not in own]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in others]


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
