"""Collect the hidden checks of a unit with pytest, and work with them in that session."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.checking.bench import BENCH, Bench, BrokenCheck
from course.catalog import Course, Unit

INI = Path(__file__).with_name("batch.ini")


def with_checks(course: Course, unit: Unit, seed: int, work: Callable[[Bench], None]) -> None:
    """Calls `work` with a bench that holds every check of `unit`.

    Raises BrokenCheck if the checks cannot be collected, and whatever `work` raises.
    """
    session = Session(course, unit, seed, work)
    files = [str(exercise.folder / "checks.py") for exercise in unit.exercises]
    options = ["-c", str(INI), "--rootdir", str(course.root), "--course", str(course.root)]
    status = pytest.main([*options, *files], plugins=[session])
    if session.error is not None:
        raise session.error
    if status != pytest.ExitCode.OK:
        if not session.broken:
            raise BrokenCheck(unit.name, "no_check_found")
        raise BrokenCheck(unit.name, "checks_not_collected", {"cause": session.broken})


class Session:
    """The pytest plugin that takes the place of the loop over tests."""

    def __init__(
        self, course: Course, unit: Unit, seed: int, work: Callable[[Bench], None]
    ) -> None:
        self.bench = Bench(course, seed)
        self.unit = unit
        self.work = work
        self.error: Exception | None = None
        self.broken = ""

    def pytest_configure(self, config: pytest.Config) -> None:
        config.stash[BENCH] = self.bench

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.broken = " ".join(str(report.longrepr).split())[-300:]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        """The outcome alone: nobody reads a traceback here, and pytest's takes most of the time."""
        return pytest.TestReport(
            nodeid=item.nodeid,
            location=item.location,
            keywords={},
            outcome="failed" if call.excinfo else "passed",
            longrepr=None,
            when=call.when,  # type: ignore[arg-type]
        )

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            return False
        self.bench.items = [item for item in session.items if isinstance(item, pytest.Function)]
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # those of mistakes are nobody's concern
                self.bench.validate(self.unit)
                self.work(self.bench)
        except Exception as error:  # pytest would print it; with_checks raises it
            self.error = error
        return True
