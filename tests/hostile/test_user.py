"""The same notebooks, graded by somebody who is not root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from course import catalog

from .classroom import Graded, Who, grade
from .notebooks import NOTEBOOKS

NAME = "convalida-hostile"


@pytest.fixture(scope="module")
def somebody(confined: None) -> Iterator[Who]:
    """A user made for these tests."""
    if os.geteuid() != 0:
        pytest.skip("not run by root: the whole suite is the ordinary user's already")
    if shutil.which("useradd") is None:
        pytest.skip("no useradd here")
    subprocess.run(["useradd", "--no-create-home", NAME], check=False, capture_output=True)
    try:
        number = pwd.getpwnam(NAME).pw_uid
        packages = [path for path in sys.path if "-packages" in path]
        paths = (str(catalog.INSTALLED), *packages)
        for python in (sys.executable, f"/usr/bin/python3.{sys.version_info[1]}"):
            if _can(number, python, paths):
                yield Who(number, (python,), paths)
                return
        pytest.skip("no interpreter with these libraries that another user can read")
    finally:
        subprocess.run(["userdel", NAME], check=False, capture_output=True)


@pytest.fixture(scope="module")
def graded_by_somebody(somebody: Who) -> Iterator[Graded]:
    assert somebody.number is not None
    with tempfile.TemporaryDirectory(prefix="hostile_") as folder:
        os.chown(folder, somebody.number, somebody.number)
        yield grade(Path(folder), list(NOTEBOOKS.values()), 2, as_=somebody)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_an_ordinary_user_gets_the_same(name: str, graded_by_somebody: Graded) -> None:
    case, result = NOTEBOOKS[name], graded_by_somebody.results[name]
    assert result.record is not None
    for row in result.record.exercises:
        verdicts = case.gets.get(row.name, "passed").split("|")
        assert row.verdict in verdicts
        assert row.score == (0.0 if row.name in case.gets else row.max_score)
    for honest in result.neighbours:
        assert honest is not None
        assert honest.score == honest.max_score


def _can(number: int, python: str, paths: tuple[str, ...]) -> bool:
    """Whether somebody may read the interpreter, the libraries and this project."""
    command = [python, "-B", "-c", "import numpy, nbformat, babel, autograder.cli"]
    environment = {"PYTHONPATH": os.pathsep.join(paths), "PATH": os.environ["PATH"]}
    try:
        done = subprocess.run(
            command, user=number, group=number, extra_groups=[], cwd="/", env=environment,
            stdin=subprocess.DEVNULL, capture_output=True, check=False,
        )  # fmt: skip
    except OSError:
        return False
    return done.returncode == 0
