"""Whatever an author breaks is said in a line, of the file that is broken, by build and verify.

What is broken at once is said at once, and of no other file.
"""

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
from tests.tiny import write_tiny_course

pytestmark = pytest.mark.slow

E = "exercises/tiny/times"
CHECKS, MISTAKES, ORACLE, EXAMPLES = (
    f"{E}/{name}.py" for name in ("checks", "mistakes", "oracle", "examples")
)
TEXTS = f"{E}/en.md"
SOLUTION = "solutions/tiny.py"
SETUP = "course/units/tiny/setup.py"


def latin(file: str) -> Edit:
    """A line that is no UTF-8."""

    def edit(root: Path) -> None:
        with (root / file).open("ab") as opened:
            opened.write(b"\n# se\xf1or\n")

    return edit


def renamed_below_an_import(root: Path) -> None:
    """The mistakes import a solution that has another name now."""
    path = root / MISTAKES
    text = path.read_text(encoding="utf-8")
    path.write_text(f"from solutions.tiny import double\n{text}", encoding="utf-8")
    replace(SOLUTION, "def double(", "def twofold(")(root)


# what is broken at once: [(the edit, the place that is named), …], and is it said by build, too?
DAMAGE: dict[str, tuple[list[tuple[Edit, str]], bool]] = {
    "syntax": (
        [
            (append(CHECKS, "\ndef (\n"), CHECKS),
            (append(MISTAKES, "\ndef (\n"), MISTAKES),
            (append(ORACLE, "\ndef (\n"), ORACLE),
            (append(TEXTS, "\n<% block x %>\n"), f"{TEXTS}:13"),
        ],
        False,
    ),
    "exceptions": (
        [
            (append(MISTAKES, "\n1 / 0\n"), MISTAKES),
            (append(TEXTS, "\n\n<% block x %>\n<< nope >>\n<% endblock %>"), f"{TEXTS}:15"),
        ],
        False,
    ),
    "an exit in mistakes": ([(append(MISTAKES, "\nraise SystemExit(3)\n"), MISTAKES)], False),
    "names": (
        [
            (replace(ORACLE, "def double(", "def twofold("), ORACLE),
            (replace(MISTAKES, '"double"', '"unknown"'), MISTAKES),
        ],
        False,
    ),
    "a template": ([(append(TEXTS, "\n<% block x %>\n"), f"{TEXTS}:13")], True),
    "syntax of examples": ([(append(EXAMPLES, "\nx = (\n"), EXAMPLES)], True),
    "examples in another encoding": ([(latin(EXAMPLES), EXAMPLES)], True),
    "syntax of the solution": ([(append(SOLUTION, "\ndef (\n"), SOLUTION)], True),
    "a solution in another encoding": ([(latin(SOLUTION), SOLUTION)], True),
    "a solution with another name": ([(renamed_below_an_import, SOLUTION)], True),
    "a set-up without its module": ([(append(SETUP, "\nimport nonono\n"), SETUP)], False),
    "TOML": ([(append(f"{E}/exercise.toml", "\n[[\n"), f"{E}/exercise.toml")], True),
    "points for no check": ([(append(f"{E}/exercise.toml", "\nnope = 1.0\n"), CHECKS)], False),
    "a check without points": (
        [(append(CHECKS, "\n\ndef test_more(submission):\n    pass\n"), f"{E}/exercise.toml")],
        False,
    ),
}


def said_by(work: Callable[[], Any]) -> list[str]:
    """The problems, each in one line; anything else than a ProblemError ends the test."""
    try:
        found = work()
    except ProblemError as error:
        return [str(error.problem)]
    return [str(problem) for problem in found.problems]


@pytest.mark.parametrize("name", DAMAGE)
def test_the_broken_files_are_named(tmp_path: Path, name: str) -> None:
    root = tmp_path / "course"
    write_tiny_course(root)
    replace("course/course.toml", 'packages = ["torch"]\n', "")(root)
    broken, builds = DAMAGE[name]
    for edit, _ in broken:
        edit(root)
    places = [str(root / place) for _, place in broken]

    def verified() -> Any:
        course = catalog.load(root)
        (exercise,) = course.units["tiny"].exercises
        return verify_exercise(course, exercise)

    lines = said_by(verified)
    for place in places:
        assert any(line.startswith(f"{place}:") for line in lines), lines
    assert not any("\n" in line for line in lines)
    unread = [line for line in lines if "cannot_be_read" in line]
    assert all(line.startswith(tuple(places)) for line in unread), unread
    if builds:
        lines = said_by(lambda: build(catalog.load(root), tmp_path / "out"))
        assert any(line.startswith(tuple(places)) for line in lines), lines
