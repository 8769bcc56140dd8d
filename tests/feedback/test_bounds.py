"""Whatever a record holds, its page is small and inert."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.feedback.page import student_page
from autograder.feedback.terminal import explain
from autograder.results import Counterexample, Message
from course import catalog
from course.catalog import Course, Unit

from .records import record

COURSE = catalog.load()

LARGEST_PAGE = 300_000

FORGED = "<script>alert(1)</script><b onclick='x'>&amp;\u202e"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("student", FORGED),
        ("unit", FORGED),
        ("language", FORGED),
        ("course_version", FORGED),
        ("isolation", FORGED),
        ("messages", (Message("not_json", {"line": FORGED, "cause": FORGED}),)),
        (
            "messages",
            (Message("several_files", {"count": FORGED, "kept": FORGED, "ignored": [FORGED]}),),
        ),
    ],
)
def test_whatever_a_record_holds_is_escaped(course: Course, field: str, value: Any) -> None:
    page = student_page(replace(record(course, "padding"), **{field: value}), course).html
    assert "<script" not in page
    assert "<b " not in page


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
        | st.fixed_dictionaries({"list": st.lists(inner, max_size=3)})
        | st.fixed_dictionaries({"dict": st.dictionaries(st.text(max_size=5), inner, max_size=3)})
        | st.fixed_dictionaries({"raised": st.text(max_size=5), "text": st.text(max_size=9)})
        | st.fixed_dictionaries(
            {
                "dtype": st.sampled_from(["float64", "int64", "bool", "str96", "complex128", "?"]),
                "shape": st.lists(st.integers(-1, 3), max_size=5),
                "values": st.none() | st.lists(inner, max_size=4),
            }
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON, JSON)
@settings(max_examples=150, deadline=None)
def test_whatever_a_function_returned_has_a_page_and_words(x: Any, expected: Any, got: Any) -> None:
    shown = Counterexample({"x": x, "kernel": 1}, expected, got)
    made = record(COURSE, "pooling", avg_pool2d={"counterexample": shown})
    page = student_page(made, COURSE).html
    assert "<script" not in page
    assert len(page) < LARGEST_PAGE
    explain(made, COURSE, "en")


def test_a_page_of_nothing_but_long_answers_is_not_large() -> None:
    """The most that a record may hold: text of 4000 characters, arrays, a dozen messages."""
    unit = COURSE.units["convolution"]
    grid = {"dtype": "float64", "shape": [64], "values": [-1.2345e-7] * 64}
    got: list[Any] = [
        FORGED * 60,
        {"list": [FORGED] * 60},
        [grid] * 3,
        {"raised": "E", "text": FORGED * 60},
    ]
    told = tuple(Message("not_json", {"line": 1, "cause": FORGED * 60}) for _ in range(12))
    rows = {
        name: {
            "counterexample": Counterexample({"x": grid}, [grid] * 3, got[i % len(got)]),
            "messages": told,
            "mistake": first_mistake(unit, name),
        }
        for i, name in enumerate(unit.functions)
    }
    page = student_page(record(COURSE, "convolution", "en", **rows), COURSE).html
    assert len(page.encode()) < LARGEST_PAGE


def first_mistake(unit: Unit, function: str) -> str:
    texts = unit.exercise_of(function).texts("en")
    return next(block for block in texts if block.startswith("mistake_")).removeprefix("mistake_")
