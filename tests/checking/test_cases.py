"""Checks are collected once, as data, whatever the environment says to pytest."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.checking.cases import BrokenCheck, collect
from course import catalog

ROOT = Path(__file__).resolve().parents[2]
COUNT = """
import sys
from pathlib import Path
from autograder.checking.cases import collect
from course import catalog
course = catalog.load(Path(sys.argv[1]))
cases = collect(course, course.units["padding"], int(sys.argv[2]))
print([case.name for case in cases.of("pad2d")])
print(sorted(case.name for case in cases.all))
"""
CHECKS = "exercises/padding/pad2d/checks.py"


def collected(root: Path, seed: int = 0, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", COUNT, str(root), str(seed)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTEST_ADDOPTS": "-k 'not by_axis'"},
        {"PYTEST_ADDOPTS": "--no-such-option"},
        {"PYTEST_PLUGINS": "no_such_plugin"},
        {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": ""},
        {"PYTEST_DEBUG": "1"},
    ],
)
def test_collection_is_deaf_to_the_environment(mini: Path, environment: dict[str, str]) -> None:
    assert collected(mini, 0, **environment) == collected(mini)


def test_a_conftest_of_the_course_changes_nothing(mini: Path) -> None:
    before = collected(mini)
    hook = "def pytest_collection_modifyitems(items): del items[1:]\n"
    for folder in (mini, mini / "exercises"):
        (folder / "conftest.py").write_text(hook)
        (folder / "pytest.ini").write_text("[pytest]\naddopts = -k by_axis\n")
    assert collected(mini) == before


def test_the_order_is_drawn_from_the_seed(mini: Path) -> None:
    (order, names), (other, same) = collected(mini), collected(mini, seed=1)
    assert names == same
    assert order != other
    assert collected(mini) == [order, names]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("def test_extra(submission, tmp_path): pass\n", ["tmp_path"]),
        ("@pytest.mark.skip\ndef test_extra(submission): pass\n", ["skip"]),
        ("class TestAll:\n    def test_extra(self, submission): pass\n", ["TestAll"]),
        (
            "@pytest.fixture(autouse=True)\ndef before(): pass\ndef test_extra(submission): pass\n",
            ["before"],
        ),
    ],
)
def test_a_check_that_asks_for_more_is_refused(mini: Path, text: str, named: list[str]) -> None:
    with (mini / CHECKS).open("a") as file:
        file.write(f"\n\n{text}")
    toml = (mini / CHECKS).with_name("exercise.toml")
    toml.write_text(toml.read_text() + "extra = 1.0\n")
    course = catalog.load(mini)
    with pytest.raises(BrokenCheck) as caught:
        collect(course, course.units["padding"], 0)
    assert caught.value.problem.message.id == "check_asks_too_much"
    assert set(named) <= set(caught.value.problem.message.args["names"])
