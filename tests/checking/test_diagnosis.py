"""A mistake is told by its answers, whatever its code; counterexamples are small and the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from solutions.sizes import sides

from .answers import KNOWN, RIGHT, UNKNOWN


@pytest.mark.parametrize("mistake", KNOWN)
def test_a_mistake_is_named_whatever_its_code(pad2d_class: Any, mistake: str) -> None:
    row = pad2d_class.row(f"known-{mistake}", "pad2d")
    assert row["mistake"] == mistake
    assert row["verdict"] in {"failed", "error"}
    assert 0 <= row["score"] < row["max_score"]


@pytest.mark.parametrize("case", UNKNOWN)
def test_what_is_none_of_the_mistakes_has_no_name(pad2d_class: Any, case: str) -> None:
    row = pad2d_class.row(f"unknown-{case}", "pad2d")
    assert row["verdict"] == "failed"
    assert row["mistake"] is None


SAID = {
    "axes swapped and value ignored": ["two_mistakes"],
    "always nan": ["nan_everywhere"],
    "the negative": ["opposite_sign"],
}


@pytest.mark.parametrize("case", SAID)
def test_what_holds_for_all_its_wrong_answers_is_said(pad2d_class: Any, case: str) -> None:
    row = pad2d_class.row(f"unknown-{case}", "pad2d")
    assert [message["id"] for message in row["diagnoses"]] == SAID[case]


def test_every_wrong_answer_has_a_mark_and_no_right_one_has(pad2d_class: Any) -> None:
    for student, record in pad2d_class.records.items():
        row = pad2d_class.row(student, "pad2d")
        assert bool(row["fingerprint"]) == (row["verdict"] in {"failed", "error"})
        assert row["verdict"] != "passed" or row["diagnoses"] == [], record["student"]


@pytest.mark.parametrize(
    "student", [*(f"known-{m}" for m in KNOWN), *(f"unknown-{m}" for m in UNKNOWN)]
)
def test_a_wrong_answer_leaves_the_other_function_alone(pad2d_class: Any, student: str) -> None:
    row = pad2d_class.row(student, "pad2d_backward")
    assert (row["verdict"], row["score"]) == ("passed", row["max_score"])


def decoded(value: Any) -> Any:
    if isinstance(value, dict) and "dtype" in value:
        return np.array(value["values"], dtype=value["dtype"]).reshape(value["shape"])
    return value


def as_pad(value: Any) -> Any:
    return tuple(map(as_pad, value)) if isinstance(value, list) else value


@pytest.mark.parametrize(
    "student", [*(f"known-{m}" for m in KNOWN), *(f"unknown-{m}" for m in UNKNOWN)]
)
def test_a_counterexample_is_small_and_true(pad2d_class: Any, student: str) -> None:
    """The arguments really lead to `expected` with a right answer, and to `got` with this one."""
    group, _, name = student.partition("-")
    example = pad2d_class.row(student, "pad2d")["counterexample"]
    arguments = {key: decoded(value) for key, value in example["arguments"].items()}
    assert arguments["x"].size <= 8
    assert np.abs(arguments["x"]).max() <= 8
    arguments["pad"] = as_pad(arguments["pad"])

    def answer_of(source: str) -> Any:
        namespace: dict[str, Any] = {"sides": sides}
        exec(source, namespace)
        return namespace["pad2d"](**arguments)

    right = answer_of(RIGHT["np.pad"])
    np.testing.assert_array_equal(decoded(example["expected"]), right)
    if "raised" in example["got"]:
        with pytest.raises(Exception, match=r".+") as raised:
            answer_of({"known": KNOWN, "unknown": UNKNOWN}[group][name])
        assert type(raised.value).__name__ == example["got"]["raised"]
    else:
        got = answer_of({"known": KNOWN, "unknown": UNKNOWN}[group][name])
        np.testing.assert_array_equal(decoded(example["got"]), got)
        assert got.shape != right.shape or not np.allclose(got, right)


def test_a_counterexample_is_the_same_in_another_process(
    pad2d_class: Any, grade: Callable[..., Any], small_course: Path
) -> None:
    handed_in = pad2d_class.results.parent / "handed-in"
    students = ["known-axes_swapped", "unknown-always nan"]
    books = {s: nbformat.read(handed_in / f"{s}.ipynb", as_version=4) for s in students}
    again = grade(small_course, books, "--jobs", 1)
    for student in students:
        earlier = {**pad2d_class.records[student], "handed_in": None}
        assert {**again.records[student], "handed_in": None} == earlier


def test_other_seeds_ask_other_questions_and_judge_alike(
    pad2d_class: Any, grade: Callable[..., Any], small_course: Path
) -> None:
    handed_in = pad2d_class.results.parent / "handed-in"
    students = ["known-value_ignored", "right-loops", "unknown-the negative"]
    books = {s: nbformat.read(handed_in / f"{s}.ipynb", as_version=4) for s in students}
    again = grade(small_course, books, "--seed", 7)
    for student in students:
        mine, theirs = again.records[student], pad2d_class.records[student]
        assert mine["seed"] == 7
        for a, b in zip(mine["exercises"], theirs["exercises"], strict=True):
            assert (a["verdict"], a["mistake"], a["score"]) == (
                b["verdict"],
                b["mistake"],
                b["score"],
            )
