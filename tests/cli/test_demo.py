"""`convalida demo`: a class with right answers, every kind of mistake, and trouble."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.checking.authors.mistakes import mistakes_of
from course import catalog

pytestmark = pytest.mark.slow

STUDENTS = 8


@pytest.fixture(scope="module")
def demo(
    convalida: Callable[..., Any], small_course: Path, tmp_path_factory: pytest.TempPathFactory
) -> Any:
    out = tmp_path_factory.mktemp("demo")
    done = convalida(
        *("demo", "--course", small_course, "--students", STUDENTS, "--out", out, "--jobs", 2)
    )
    return done, out


def records(out: Path) -> list[dict[str, Any]]:
    paths = sorted((out / "results").glob("*/*.json"))
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def test_it_ends_with_a_table_and_where_to_look(demo: Any) -> None:
    done, out = demo
    assert done.returncode == 0
    assert "Traceback" not in done.stderr
    rows = [line for line in done.stdout.splitlines() if re.match(r"│ \w+ +│ padding", line)]
    assert len(rows) == STUDENTS
    last = done.stderr.splitlines()[-1]
    for place in ("build", "submitted", "results"):
        assert str(out / place) in last
        assert (out / place).is_dir()


def test_the_class_has_every_kind_of_student(demo: Any) -> None:
    _, out = demo
    class_ = records(out)
    assert len(class_) == STUDENTS
    assert {record["isolation"] for record in class_} == {"full"}
    assert {record["language"] for record in class_} == {"en", "es"}
    assert sorted(r["status"] for r in class_) == ["graded"] * (STUDENTS - 1) + ["unreadable"]
    full = [r for r in class_ if r["score"] == r["max_score"]]
    assert len(full) == 2
    verdicts = {row["verdict"] for record in class_ for row in record["exercises"]}
    assert verdicts >= {"passed", "missing", "timeout", "error"}


def test_the_damaged_one_is_named(demo: Any) -> None:
    done, out = demo
    (damaged,) = (record for record in records(out) if record["status"] == "unreadable")
    assert any(
        f"/{damaged['student']}/padding/padding.ipynb: " in line
        for line in done.stderr.splitlines()
    )


def test_mistakes_are_named_as_what_they_are(demo: Any, small_course: Path) -> None:
    _, out = demo
    named = {row["mistake"] for record in records(out) for row in record["exercises"]} - {None}
    course = catalog.load(small_course)
    known = {
        name
        for exercise in course.units["padding"].exercises
        for function in exercise.functions
        for name in mistakes_of(exercise.module("mistakes"), function.name)
    }
    assert named
    assert named <= known


def test_the_spy_learns_nothing(demo: Any) -> None:
    """The one that looks for checks.py on the disk: what it was to find is not there."""
    _, out = demo
    spies = [
        record
        for record in records(out)
        for row in record["exercises"]
        if row["name"] == "pad2d" and row["verdict"] == "error" and row["score"] == 0.0
    ]
    assert len(spies) == 1
