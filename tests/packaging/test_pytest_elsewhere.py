"""pytest where convalida is installed: untouched in other projects, one line in a course."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import Installed

pytestmark = pytest.mark.slow

CONFTEST = """
import random

import course.topics
import pytest


def pytest_addoption(parser):
    parser.addoption("--seed", type=int, default=3)
    parser.addoption("--course", default="algebra")


@pytest.fixture
def seed(request):
    return request.config.getoption("--seed")
"""

TESTS = """
import sys

import autograder.points
import course.topics
import pytest


def test_its_own_packages_and_options(seed, pytestconfig):
    assert course.topics.TOPICS + autograder.points.POINTS == ["rings", 10]
    assert (seed, pytestconfig.getoption("--course")) == (5, "algebra")


@pytest.mark.parametrize("name", ["rng", "submission", "reference"])
def test_no_fixture_of_convalida(request, name):
    with pytest.raises(pytest.FixtureLookupError):
        request.getfixturevalue(name)


def test_nothing_of_convalida_is_loaded():
    assert not {"numpy", "hypothesis", "nbformat", "autograder.checking"} & set(sys.modules)
"""

PYTEST = ("python", "-P", "-m", "pytest", "-q")
"""As the command `pytest`: without the folder it runs in on the path."""

LINES = {
    "pytest.ini": "[pytest]\naddopts = -p autograder.checking.plugin\n",
    "conftest.py": 'pytest_plugins = ["autograder.checking.plugin"]\n',
}


def test_another_project_with_packages_and_options_of_these_names_is_left_alone(
    installed: Installed, tmp_path: Path
) -> None:
    for package, line in (
        ("course/topics", 'TOPICS = ["rings"]'),
        ("autograder/points", "POINTS = [10]"),
    ):
        path = tmp_path / f"{package}.py"
        path.parent.mkdir()
        path.with_name("__init__.py").touch()
        path.write_text(line, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (tmp_path / "test_project.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "checks.py").write_text("raise AssertionError('not a test file')", encoding="utf-8")
    done = installed.run("python", "-m", "pytest", "-q", "--seed", 5, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 passed" in done.stdout
    done = installed.run("python", "-m", "pytest", "--help", cwd=tmp_path)
    assert "--seed" in done.stdout
    assert "convalida" not in done.stdout
    assert "--submission" not in done.stdout


@pytest.mark.parametrize("file", LINES)
def test_one_line_is_enough_for_a_course_of_ones_own(
    installed: Installed, small_course: Path, small_built: Path, tmp_path: Path, file: str
) -> None:
    course = tmp_path / "mine"
    shutil.copytree(small_course, course, ignore=shutil.ignore_patterns("__pycache__"))
    (course / file).write_text(LINES[file], encoding="utf-8")
    own = installed.run(*PYTEST, "exercises", cwd=course)
    assert own.returncode == 0, own.stdout + own.stderr
    assert "skipped" not in own.stdout
    book = small_built / "es" / "release" / "padding" / "padding.ipynb"
    done = installed.run(*PYTEST, "exercises/padding", "--submission", book, cwd=course)
    assert done.returncode == 1, done.stdout + done.stderr
    assert " passed" in own.stdout
    assert " passed" not in done.stdout


def test_the_line_may_also_be_an_option(installed: Installed, small_course: Path) -> None:
    here = ("-p", "autograder.checking.plugin", "exercises/padding/pad2d/checks.py")
    options = ("-p", "no:cacheprovider", "--convalida-seed", 7)
    done = installed.run(*PYTEST, *here, *options, cwd=small_course)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout
