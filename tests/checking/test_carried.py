"""A mistake in one function costs nothing in the function that builds on it."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.sentences import sentences

ROOT = Path(__file__).resolve().parents[2]

# student: (double, quadruple)
ANSWERS = {
    "right": ("return x + x", "return double(double(x))"),
    "carried": ("return x + 1", "return double(double(x))"),
    "carried in part": ("return x + 1", "return double(double(x)) + (x.size > 2)"),
    "carried, prerequisite raises": ("raise IndexError", "return double(double(x))"),
    "carried, prerequisite never ends": ("while True: pass", "return double(double(x))"),
    "carried, prerequisite dies": ("import os; os._exit(1)", "return double(double(x))"),
    "wrong by itself": ("return x + x", "return double(x)"),
    "wrong twice": ("return x + 1", "return double(x)"),
    "alone": ("return x + 1", "return 4 * x"),
    "better without": ("return 0 * x", "return double(double(x)) if x.any() else x"),
}


@pytest.fixture(scope="module")
def carried(
    tiny_course: Path,
    grade: Callable[..., Any],
    plain_notebook: Callable[..., Any],
) -> Any:
    books = {
        student: plain_notebook(f"def double(x):\n    {one}", f"def quadruple(x):\n    {four}")
        for student, (one, four) in ANSWERS.items()
    }
    books["missing"] = plain_notebook("def quadruple(x):\n    return double(double(x))")
    return grade(tiny_course, books)


def outcome(carried: Any, student: str) -> tuple[float, str, list[Any]]:
    row = carried.row(student, "quadruple")
    notes = [m["args"] for m in row["messages"] if m["id"] == "carried_error"]
    return row["score"], row["verdict"], notes


SAID = [{"functions": "double"}]


@pytest.mark.parametrize(
    ("student", "score", "verdict", "said"),
    [
        ("right", 3.0, "passed", []),
        ("carried", 3.0, "failed", SAID),
        ("carried in part", 2.0, "failed", SAID),
        ("carried, prerequisite raises", 3.0, "error", SAID),
        ("carried, prerequisite never ends", 3.0, "timeout", SAID),
        ("carried, prerequisite dies", 3.0, "crashed", SAID),
        ("missing", 3.0, "error", SAID),
        ("wrong by itself", 1.0, "failed", []),
        ("wrong twice", 1.0, "failed", SAID),
        ("alone", 3.0, "passed", []),
        ("better without", 3.0, "failed", SAID),
    ],
)
def test_what_is_right_with_a_right_prerequisite_earns_its_points(
    carried: Any, student: str, score: float, verdict: str, said: list[Any]
) -> None:
    assert outcome(carried, student) == (score, verdict, said)


def test_the_prerequisite_itself_earns_nothing(carried: Any) -> None:
    for student in ANSWERS.keys() - {"right", "wrong by itself"}:
        row = carried.row(student, "double")
        assert row["score"] == 0.0
        assert row["verdict"] != "passed"
    assert carried.row("missing", "double")["verdict"] == "missing"


def test_a_mistake_is_named_behind_a_wrong_prerequisite(carried: Any) -> None:
    assert carried.row("wrong by itself", "quadruple")["mistake"] == "only_twice"
    assert carried.row("wrong twice", "quadruple")["mistake"] == "only_twice"
    assert carried.row("carried", "quadruple")["mistake"] is None


def test_the_outcome_of_a_check_is_what_it_was_without_help(carried: Any) -> None:
    checks = {c["name"]: c for c in carried.row("carried", "quadruple")["checks"]}
    assert checks["four_times"]["outcome"] == "failed"
    assert checks["four_times"]["points"] == checks["four_times"]["max_points"] == 2.0


def test_the_page_says_so(carried: Any) -> None:
    say = sentences("en")
    page = html.unescape(carried.page("carried").read_text(encoding="utf-8"))
    assert say("carried_in_full", functions="double") in page
