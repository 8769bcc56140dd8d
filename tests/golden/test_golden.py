"""Every figure that the source documents print, replayed against the references."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest

from autograder.checking.answer_key import AnswerKey
from autograder.checking.authors.assertions import assert_close
from autograder.checking.authors.mistakes import mistakes_of
from autograder.checking.cases import collect
from autograder.checking.failures import Mismatch
from course import catalog
from course.catalog import Course
from course.golden.replay import OPERATIONS, Functions, NotThereYet, printed, replay

ITEMS = json.loads((catalog.INSTALLED / "course/golden/golden.json").read_text("utf-8"))["items"]
ERRATA = [item for item in ITEMS if item["erratum"]]
ROUNDING = 1e-12

Item = Mapping[str, Any]
Wrong = dict[str, Callable[..., Any]]


def named(items: list[Item]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("item", items, ids=[item["name"] for item in items])


@pytest.fixture(scope="module")
def references(course: Course) -> Mapping[str, Callable[..., Any]]:
    return {
        name: getattr(unit.solution(), name)
        for unit in course.units.values()
        for name in unit.functions
    }


def answers_to(item: Item, functions: Functions, course: Course) -> dict[str, Any]:
    try:
        return replay(functions, item)
    except NotThereYet as error:
        if error.unit in course.units:
            raise
        pytest.skip(f"unit not there yet: {error.unit}")


def test_every_item_is_here() -> None:
    assert len(ITEMS) == len({item["name"] for item in ITEMS}) == 48
    assert len(ERRATA) == 12
    assert {item["op"].removesuffix("_shape") for item in ITEMS} == OPERATIONS.keys()


@named(ITEMS)
def test_expected_is_what_the_reference_gives(
    item: Item, references: Mapping[str, Callable[..., Any]], course: Course
) -> None:
    answers = answers_to(item, Functions(references), course)
    assert item["expected"].keys() <= answers.keys()
    for name, expected in item["expected"].items():
        assert np.shape(answers[name]) == np.shape(expected)
        np.testing.assert_allclose(answers[name], expected, **item["tolerance"], err_msg=name)


@named([item for item in ITEMS if not item["erratum"]])
def test_printed_is_what_the_reference_gives(
    item: Item, references: Mapping[str, Callable[..., Any]], course: Course
) -> None:
    answers = answers_to(item, Functions(references), course)
    atol = max(item["printed_atol"], ROUNDING)
    for mine, theirs in printed(item, answers):
        np.testing.assert_allclose(mine, theirs, rtol=0, atol=atol)


@named(ERRATA)
def test_an_erratum_is_refused_by_comparison(item: Item) -> None:
    expected = {name: np.array(value) for name, value in item["expected"].items()}
    for right, theirs in printed(item, expected):
        with pytest.raises(Mismatch):
            assert_close(theirs, right, terms=16)


@named(ERRATA)
def test_an_erratum_is_one_of_the_mistakes_and_the_checks_catch_it(
    item: Item, references: Mapping[str, Callable[..., Any]], course: Course
) -> None:
    right = Functions(references)
    answers_to(item, right, course)
    for part in item["printed"]:
        only = {**item, "printed": {part: item["printed"][part]}}
        found = next(matching(course, only, right), None)
        assert found is not None, f"no mistake gives {part}"
        for function, wrong in found.items():
            assert is_caught(course, function, wrong.__name__), wrong.__name__


def matching(course: Course, item: Item, right: Functions) -> Iterator[Wrong]:
    """The mistakes, one or two functions at a time, that give exactly what was printed."""
    atol = max(item["printed_atol"] or 0, ROUNDING)
    for functions in (*combinations(right.called, 1), *combinations(right.called, 2)):
        for chosen in product(*(mistakes(course, name).items() for name in functions)):
            wrong = dict(zip(functions, (f for _, f in chosen), strict=True))
            if gives_what_was_printed(item, Functions(right.references, wrong), atol):
                yield wrong


def gives_what_was_printed(item: Item, functions: Functions, atol: float) -> bool:
    try:
        with np.errstate(all="ignore"):
            pairs = list(printed(item, replay(functions, item)))
    except Exception:
        return False  # this mistake fails on these inputs in its own way
    return all(
        np.shape(mine) == theirs.shape and np.allclose(mine, theirs, rtol=0, atol=atol)
        for mine, theirs in pairs
    )


def mistakes(course: Course, function: str) -> Wrong:
    unit = next(u for u in course.units.values() if function in u.functions)
    return dict(mistakes_of(unit.exercise_of(function).module("mistakes"), function))


def is_caught(course: Course, function: str, mistake: str) -> bool:
    """Does a hidden check of the function fail on the mistake?"""
    unit = next(u for u in course.units.values() if function in u.functions)
    key = AnswerKey(course, collect(course, unit, 0))
    wrong = mistakes(course, function)[mistake]
    return any(run.failure for run in key.run_function(function, wrong))
