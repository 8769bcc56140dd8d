"""Notebooks that others made, in one batch with valid ones: each gets a status, none stops it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import nbgrader
import pytest

FIXTURES = sorted(Path(nbgrader.__file__).parent.rglob("*.ipynb"))


@pytest.fixture(scope="module")
def batch(
    small_course: Path,
    small_built: Path,
    answer: Callable[..., Any],
    solutions: dict[str, str],
    grade: Callable[..., Any],
) -> Any:
    """Every notebook file that nbgrader ships, between two valid submissions."""
    release = small_built / "en" / "release" / "padding" / "padding.ipynb"
    valid = nbformat.writes(answer(release, solutions)).encode()
    books = {f"fixture{i:03}": path.read_bytes() for i, path in enumerate(FIXTURES)}
    return grade(small_course, {"aaa": valid, **books, "zzz": valid}, "--unit", "padding")


def test_nbgrader_ships_fixtures() -> None:
    assert len(FIXTURES) >= 60


def test_the_batch_finishes_and_says_that_some_need_a_person(batch: Any) -> None:
    assert batch.done.returncode == 1
    assert "Traceback" not in batch.done.stderr


@pytest.mark.parametrize("student", ["aaa", "zzz"])
def test_valid_submissions_keep_full_marks(batch: Any, student: str) -> None:
    record = batch.records[student]
    assert record["status"] == "graded"
    assert record["score"] == record["max_score"] > 0


@pytest.mark.parametrize("number", range(len(FIXTURES)), ids=lambda i: FIXTURES[i].name)
def test_each_fixture_has_a_status_and_no_points(batch: Any, number: int) -> None:
    record = batch.records[f"fixture{number:03}"]
    assert record["status"] in {"unreadable", "empty"}
    assert record["score"] == 0
    assert record["messages"]


def test_every_student_has_a_row_in_the_table(batch: Any) -> None:
    with (batch.results / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(FIXTURES) + 2
    assert json.dumps(rows).isascii()
