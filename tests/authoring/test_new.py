"""`convalida new`: from nothing to a course that `verify` takes step by step."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from course import catalog
from course.notebooks import build

pytestmark = pytest.mark.slow

Convalida = Callable[..., Any]


@pytest.fixture(scope="module")
def course(convalida: Convalida, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new course with one unit and one exercise, as `new` leaves them."""
    root = tmp_path_factory.mktemp("new") / "sorting"
    for arguments in (
        ("course", "sorting", "--course", root),
        ("unit", "searching", "--course", root),
        ("exercise", "binary_search", "--unit", "searching", "--course", root),
    ):
        done = convalida("new", *arguments)
        assert done.returncode == 0, done.stderr
        assert all((root.parent / line).is_file() for line in done.stdout.splitlines())
    return root


def test_each_step_says_the_next(convalida: Convalida, tmp_path: Path) -> None:
    first = convalida("new", "course", "c", cwd=tmp_path, locale="es_ES.UTF-8")
    assert "convalida new unit" in first.stderr
    done = convalida("verify", "--course", tmp_path / "c")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "convalida new unit" in done.stderr


def test_a_new_exercise_works_and_is_no_exercise_yet(course: Path, convalida: Convalida) -> None:
    """Its notebook can be built, its mistakes are caught; every part to fill is named at once."""
    made = build(catalog.load(course), course.parent / "build")
    assert made.problems == []
    done = convalida("verify", "--course", course)
    assert done.returncode == 1
    assert "5/5" in done.stdout
    assert all("TO_FILL" in line for line in done.stderr.splitlines() if str(course) in line)
    named = {
        Path(line.split(":")[0]).name for line in done.stderr.splitlines() if "TO_FILL" in line
    }
    assert named == {
        *("searching.py", "examples.py", "checks.py", "mistakes.py", "oracle.py"),
        *("en.md", "es.md"),
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("exercise", "binary_search", "--unit", "searching"), "new_taken"),
        (("unit", "searching"), "new_taken"),
        (("exercise", "ordenación", "--unit", "searching"), "new_no_name"),
        (("exercise", "class", "--unit", "searching"), "new_no_name"),
        (("unit", "a b"), "new_no_name"),
    ],
)
def test_a_name_that_cannot_be_had_is_said_and_nothing_is_written(
    course: Path, convalida: Convalida, arguments: tuple[str, ...], message: str
) -> None:
    before = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    done = convalida("new", *arguments, "--course", course)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    after = {path: path.read_bytes() for path in course.rglob("*") if path.is_file()}
    assert {p: b for p, b in after.items() if "__pycache__" not in p.parts} == {
        p: b for p, b in before.items() if "__pycache__" not in p.parts
    }


def test_a_course_is_never_written_over(course: Path, convalida: Convalida) -> None:
    done = convalida("new", "course", "sorting", "--course", course)
    assert done.returncode == 2
    table = tomllib.loads((course / "course" / "course.toml").read_text(encoding="utf-8"))
    assert table["units"] == [{"name": "searching", "exercises": ["binary_search"]}]
