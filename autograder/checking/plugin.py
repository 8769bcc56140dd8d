"""The pytest plugin: it finds hidden checks, gives them their fixtures, and has `--submission`.

`pytest exercises` runs every check against the reference solutions;
`pytest exercises/pooling --submission notebook.ipynb` against one notebook. Only a course that asks
for it is given it: `addopts = -p autograder.checking.plugin` under `[pytest]` of its pytest.ini.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from autograder.checking.cases import case_name, rng_of
from autograder.checking.functions import Functions
from autograder.checking.proxy import Answerer, Proxy
from autograder.checking.student import Student
from autograder.checking.zygotes import Zygotes, libraries_of, limits_of
from autograder.console import user_sentences
from autograder.results import Message
from autograder.sandbox import IsolationUnavailable
from autograder.submissions import Found, NotFound, read
from autograder.submissions.units import units_of
from course import catalog
from course.catalog import Course, Unit
from course.data import beside_data
from course.modules import use_course
from course.problems import Problem, ProblemError


@dataclass(frozen=True)
class Checking:
    """What a session checks: the solutions, or one notebook of one unit."""

    course: Course
    seed: int
    unit: Unit | None = None
    student: Student | None = None

    @cached_property
    def _units(self) -> dict[Path, Unit]:
        units = self.course.units.values()
        return {exercise.folder: unit for unit in units for exercise in unit.exercises}

    def unit_of(self, item: pytest.Item) -> Unit:
        """Raises UsageError if the item lies in no exercise of the course."""
        if item.path.parent not in self._units:
            problem = Problem(item.nodeid, Message("check_of_no_exercise"))
            raise pytest.UsageError(problem.text(user_sentences()))
        return self._units[item.path.parent]

    def solutions(self, item: pytest.Item) -> Functions:
        unit = self.unit_of(item)
        return Functions({name: getattr(unit.solution(), name) for name in unit.functions})

    def answerer(self, item: pytest.Item) -> Answerer:
        return self.student or self.solutions(item)


CHECKING = pytest.StashKey[Checking]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("convalida", "hidden checks of convalida")
    group.addoption("--submission", type=Path, help="the notebook to check, not the references")
    group.addoption("--convalida-course", type=Path, help="folder of the course, if not this one")
    group.addoption("--convalida-seed", type=int, default=0, help="draw other inputs")
    group.addoption("--convalida-isolation", choices=["full", "none"], default="full")


class Checks(pytest.Module):
    """The checks.py of an exercise; its name is not its own, so it is imported by its path."""

    def _getobj(self) -> ModuleType:
        use_course(_course_of(self.config))
        option = self.config.option
        before, option.importmode = option.importmode, "importlib"
        try:
            module: ModuleType = super()._getobj()  # type: ignore[no-untyped-call]
        finally:
            option.importmode = before
        return module


def _is_checks(path: Path) -> bool:
    return path.name == "checks.py" and path.with_name("exercise.toml").is_file()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """A checks.py is collected also where `python_files` does not name it."""
    found = yield
    if found or not _is_checks(file_path):
        return found
    return [Checks.from_parent(parent, path=file_path)]


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> Checks | None:
    """The same where `python_files` or the command line names it."""
    return Checks.from_parent(parent, path=module_path) if _is_checks(module_path) else None


def checking(config: pytest.Config) -> Checking:
    """What this session checks, made at its first use. Raises UsageError."""
    if CHECKING not in config.stash:
        t = user_sentences()
        try:
            config.stash[CHECKING] = _made(config)
        except ProblemError as error:
            raise pytest.UsageError(error.problem.text(t)) from None
        except IsolationUnavailable as error:
            cause = t("no_isolation", reason=error.reason, detail=error.detail)
            raise pytest.UsageError(cause) from None
    return config.stash[CHECKING]


def _made(config: pytest.Config) -> Checking:
    course = catalog.load(_course_of(config))
    seed = config.getoption("--convalida-seed")
    if path := config.getoption("--submission"):
        return Checking(course, seed, *_notebook(config, course, path))
    return Checking(course, seed)


def _course_of(config: pytest.Config) -> Path:
    """The course named, or pytest's own folder's; the installed one if there is none."""
    if named := config.getoption("--convalida-course"):
        return Path(named)
    for start in (config.rootpath, config.invocation_params.dir):
        for folder in (start, *start.parents):
            if (folder / "course" / "course.toml").is_file():
                return folder
    return catalog.INSTALLED


def _notebook(config: pytest.Config, course: Course, path: Path) -> tuple[Unit, Student]:
    """The unit of a notebook, and its functions in a child that ends with the session."""
    if not path.exists():
        raise NotFound(Message("path_not_found", {"path": str(path)}))
    submission = read(Found("", path, str(path)), units_of(course))[0]
    if submission.unit is None or submission.status != "readable":
        raise _unusable(path, submission.messages)
    unit = course.units[submission.unit]
    zygotes = Zygotes(config.getoption("--convalida-isolation"))
    config.add_cleanup(zygotes.close)
    zygote = zygotes.of(unit, libraries_of(unit, submission))
    return unit, Student(zygote, unit.setup, submission.chunks, limits_of(unit))


def _unusable(path: Path, messages: Sequence[Message]) -> pytest.UsageError:
    return pytest.UsageError(f"{path}: {'; '.join(map(user_sentences(), messages))}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """A check finds the data of its unit where the notebook does."""
    if not _is_checks(item.path):
        return (yield)
    with beside_data(checking(item.config).unit_of(item)):
        return (yield)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --submission, only the checks of the notebook's unit are left."""
    if not config.getoption("--submission"):
        return
    unit = checking(config).unit
    assert unit is not None
    own = {exercise.folder for exercise in unit.exercises}
    others = [i for i in items if i.path.name == "checks.py" and i.path.parent not in own]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in others]


@pytest.fixture
def submission(request: pytest.FixtureRequest) -> Proxy:
    """Who is under check: a student, a mistake, or the reference; the check cannot tell."""
    return Proxy(checking(request.config).answerer(request.node))


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Proxy:
    """The reference solutions of the unit."""
    return Proxy(checking(request.config).solutions(request.node))


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """Random numbers that depend on the case and on `--convalida-seed`, and on nothing else."""
    return rng_of(case_name(request.node), checking(request.config).seed)
