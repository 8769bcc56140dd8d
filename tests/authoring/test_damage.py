"""Whatever an author breaks is said in a line, of the file that is broken, by build and verify."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.verify import verify_exercise
from course import catalog
from course.notebooks import build
from course.problems import ProblemError
from tests.edits import Edit, append, replace

pytestmark = pytest.mark.slow

E = "exercises/padding/pad2d"
SOLUTION = "solutions/padding.py"
SETUP = "course/units/padding/setup.py"


def latin(file: str) -> Edit:
    """A line that is no UTF-8."""

    def edit(root: Path) -> None:
        with (root / file).open("ab") as opened:
            opened.write(b"\n# se\xf1or\n")

    return edit


# name: (what is broken, the file that is named, by build too?)
DAMAGE: dict[str, tuple[Edit, str, bool]] = {
    "syntax of checks": (append(f"{E}/checks.py", "\ndef (\n"), f"{E}/checks.py", False),
    "syntax of mistakes": (append(f"{E}/mistakes.py", "\ndef (\n"), f"{E}/mistakes.py", False),
    "syntax of examples": (append(f"{E}/examples.py", "\nx = (\n"), f"{E}/examples.py", True),
    "syntax of the oracle": (append(f"{E}/oracle.py", "\ndef (\n"), f"{E}/oracle.py", False),
    "syntax of the solution": (append(SOLUTION, "\ndef (\n"), SOLUTION, True),
    "an exception in mistakes": (
        append(f"{E}/mistakes.py", "\n1 / 0\n"), f"{E}/mistakes.py", False),
    "an exit in mistakes": (
        append(f"{E}/mistakes.py", "\nraise SystemExit(3)\n"), f"{E}/mistakes.py", False),
    "an oracle without its function": (
        replace(f"{E}/oracle.py", "def pad2d(", "def pad_2d("), f"{E}/oracle.py", False),
    "examples in another encoding": (latin(f"{E}/examples.py"), f"{E}/examples.py", True),
    "a solution in another encoding": (latin(SOLUTION), SOLUTION, True),
    "a set-up without its module": (append(SETUP, "\nimport nonono\n"), SETUP, False),
    "a template": (append(f"{E}/en.md", "\n<% block x %>\n"), f"{E}/en.md", True),
    "TOML": (append(f"{E}/exercise.toml", "\n[[\n"), f"{E}/exercise.toml", True),
    "points for no check": (
        append(f"{E}/exercise.toml", "\nnope = 1.0\n"), f"{E}/checks.py", False),
    "a check without points": (
        append(f"{E}/checks.py", "\n\ndef test_more(submission):\n    pass\n"),
        f"{E}/exercise.toml", False),
}  # fmt: skip


def said_by(work: Callable[[], Any]) -> list[str]:
    """The problems, each in one line; anything else than a ProblemError ends the test."""
    try:
        found = work()
    except ProblemError as error:
        return [str(error.problem)]
    return [str(problem) for problem in found.problems]


@pytest.mark.parametrize("name", DAMAGE)
def test_the_broken_file_is_named(mini: Path, tmp_path: Path, name: str) -> None:
    edit, file, builds = DAMAGE[name]
    edit(mini)

    def verified() -> Any:
        course = catalog.load(mini)
        (exercise,) = course.units["padding"].exercises
        return verify_exercise(course, exercise)

    lines = said_by(verified)
    assert any(line.startswith(str(mini / file)) for line in lines), lines
    assert not any("\n" in line for line in lines)
    if builds:
        lines = said_by(lambda: build(catalog.load(mini), tmp_path / "out"))
        assert any(line.startswith(str(mini / file)) for line in lines), lines
