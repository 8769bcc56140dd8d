"""The hidden checks of a unit as data: pytest collects them once, and nothing runs inside it."""

from __future__ import annotations

import importlib.util
import os
import platform
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from course.catalog import Course, Exercise, Unit
from course.modules import use_course
from course.problems import ProblemError, at

INI = Path(__file__).with_name("collect.ini")
FIXTURES = ("submission", "reference", "rng")
"""What a check may ask for, beside the parameters of its cases."""


class BrokenCheck(ProblemError):
    """A check failed for a reason that is not the submission's: the course needs a person."""


@dataclass(frozen=True)
class Case:
    """One case of one check of one function; `name` is the same for every run and place.

    `test` takes the `parameters`, and those of FIXTURES that are in `fixtures`.
    """

    name: str
    check: str
    function: str
    points: float
    file: Path
    test: Callable[..., None]
    parameters: Mapping[str, Any]
    fixtures: tuple[str, ...]


@dataclass(frozen=True)
class Cases:
    """Every case of a unit, in the order of its files, for the inputs of `seed`."""

    unit: Unit
    seed: int
    all: tuple[Case, ...]

    def of(self, function: str) -> list[Case]:
        """Those of one function, in an order that is drawn: it must tell nothing."""
        cases = [case for case in self.all if case.function == function]
        rng = np.random.default_rng([self.seed, zlib.crc32(function.encode())])
        return [cases[i] for i in rng.permutation(len(cases))]


def rng_of(case_name: str, seed: int) -> np.random.Generator:
    """Random numbers that depend on the case and the seed, and on nothing else."""
    return np.random.default_rng([seed, zlib.crc32(case_name.encode())])


def collect(course: Course, unit: Unit, seed: int) -> Cases:
    """The cases of `unit`, whatever the environment says to pytest.

    Raises BrokenCheck if a file cannot be collected, a check asks for what it cannot have, or
    exercise.toml and the checks do not agree.
    """
    _must_be_installed(course, unit)
    collector = _Collector()
    files = [str(exercise.folder / "checks.py") for exercise in unit.exercises]
    options = ["-c", str(INI), "--rootdir", str(course.root), "--noconftest"]
    use_course(course.root)
    with _deaf():
        status = pytest.main([*options, *files], plugins=[collector])
    if collector.broken:
        raise BrokenCheck(unit.name, "checks_not_collected", {"cause": collector.broken})
    if status != pytest.ExitCode.OK:
        raise BrokenCheck(unit.name, "no_check_found")
    own = {exercise.folder: exercise for exercise in unit.exercises}
    cases = tuple(_cases(collector.items, own))
    _agree(unit, cases)
    return Cases(unit, seed, cases)


def _must_be_installed(course: Course, unit: Unit) -> None:
    """Raises BrokenCheck if a library that the unit promises is not on this machine."""
    for package in unit.packages:
        if importlib.util.find_spec(package.partition(".")[0]) is None:
            place = at(course.root / "course" / "course.toml", unit.name, "packages")
            args = {"package": package, "machine": platform.node(), "python": sys.executable}
            raise BrokenCheck(place, "package_not_installed", args)


class _Collector:
    """The pytest plugin that keeps what was collected, and lets nothing run."""

    def __init__(self) -> None:
        self.items: list[pytest.Item] = []
        self.broken = ""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.broken = " ".join(str(report.longrepr).split())[-300:]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = session.items
        return True


@contextmanager
def _deaf() -> Iterator[None]:
    """Without what the user's environment, and plugins that are installed, say to pytest."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith(("PYTEST_", "PY_COLORS"))]:
        del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _cases(items: Sequence[pytest.Item], own: Mapping[Path, Exercise]) -> Iterator[Case]:
    together = Counter((item.path, check_name(item)) for item in items)
    for item in items:
        check = check_name(item)
        exercise = own[item.path.parent]
        points = {c.name: c for function in exercise.functions for c in function.checks}
        if check not in points:
            file = exercise.folder / "exercise.toml"
            raise BrokenCheck(file, "check_without_points", {"check": check})
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        yield Case(
            name=case_name(item),
            check=check,
            function=points[check].function,
            points=points[check].points / together[item.path, check],
            file=item.path,
            test=getattr(item, "obj"),  # noqa: B009
            parameters=dict(parameters),
            fixtures=_fixtures(item, parameters),
        )


def _fixtures(item: pytest.Item, parameters: Mapping[str, Any]) -> tuple[str, ...]:
    """Raises BrokenCheck if a check asks for more than it can have: a class, a mark, a fixture."""
    wanted = [name for name in getattr(item, "fixturenames", ()) if name not in parameters]
    strange = [name for name in wanted if name not in FIXTURES]
    strange += [mark.name for mark in item.iter_markers() if mark.name != "parametrize"]
    if not isinstance(item, pytest.Function) or item.cls is not None:
        strange.append(getattr(item.parent, "name", ""))
    if strange:
        args = {"check": check_name(item), "names": sorted(set(strange)), "known": list(FIXTURES)}
        raise BrokenCheck(item.path, "check_asks_too_much", args)
    return tuple(wanted)


def _agree(unit: Unit, cases: Sequence[Case]) -> None:
    """Raises BrokenCheck if exercise.toml gives points to a check that does not exist."""
    collected = {(case.function, case.check) for case in cases}
    for function in unit.functions.values():
        for check in function.checks:
            if (function.name, check.name) not in collected:
                file = unit.exercise_of(function.name).folder / "checks.py"
                raise BrokenCheck(file, "points_without_check", {"check": check.name})


def check_name(item: pytest.Item) -> str:
    return str(getattr(item, "originalname", None) or item.name).removeprefix("test_")


def case_name(item: pytest.Item) -> str:
    """`<exercise>/<check>[<case>]`."""
    return f"{item.path.parent.name}/{item.name.removeprefix('test_')}"
