"""What to do next: where the least work earns most."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.feedback.advice import is_done, known_of, next_steps
from autograder.results import Counterexample, ExerciseResult, Message, Record
from course import catalog

from .records import record

COURSE = catalog.load()
EXAMPLE = Counterexample({}, 1, 2)


def steps(**rows: dict[str, Any]) -> list[tuple[str, float]]:
    made: Record = record(COURSE, "pooling", **rows)
    return [(step.function, step.points) for step in next_steps(made)]


def test_nothing_is_left_where_all_is_right() -> None:
    assert steps() == []


def test_a_mistake_with_a_name_comes_before_one_without_that_is_worth_as_much() -> None:
    assert steps(
        max_pool2d={"score": 4.0, "counterexample": EXAMPLE},
        avg_pool2d={"score": 2.0, "mistake": "divided_by_the_image"},
    ) == [("avg_pool2d", 1.0), ("max_pool2d", 1.0)]


def test_many_points_are_worth_more_work_than_few() -> None:
    assert steps(
        max_pool2d={"score": 0.0, "verdict": "missing"},
        avg_pool2d={"score": 2.75, "mistake": "divided_by_the_image"},
    ) == [("max_pool2d", 5.0), ("avg_pool2d", 0.25)]


def test_functions_that_are_worth_the_same_keep_the_order_of_the_course() -> None:
    untouched = {"score": 0.0, "verdict": "missing"}
    made = steps(adaptive_avg_pool2d={**untouched, "max_score": 5.0}, max_pool2d=untouched)
    assert [function for function, _ in made] == ["max_pool2d", "adaptive_avg_pool2d"]


@pytest.mark.parametrize(
    ("result", "known"),
    [
        ({"verdict": "failed", "mistake": "a"}, "named"),
        ({"verdict": "error", "mistake": "a"}, "named"),
        ({"verdict": "failed", "diagnoses": (Message("wrong_values"),)}, "diagnosed"),
        ({"verdict": "failed", "counterexample": EXAMPLE}, "example"),
        ({"verdict": "failed"}, "checks"),
        ({"verdict": "error", "counterexample": EXAMPLE}, "raises"),
        *(({"verdict": verdict}, "stopped") for verdict in ("timeout", "memory", "crashed")),
        ({"verdict": "missing", "messages": (Message("not_implemented"),)}, "missing"),
        ({"verdict": "missing", "messages": (Message("syntax_error"),)}, "unread"),
    ],
)
def test_how_much_work_is_left_follows_from_what_is_known(
    result: dict[str, Any], known: str
) -> None:
    assert known_of(ExerciseResult("f", 0.0, 1.0, **result)) == known


@pytest.mark.parametrize(
    ("score", "messages", "done"),
    [
        (1.0, ("carried_error",), True),
        (0.5, ("carried_error",), False),
        (1.0, ("wrong_values",), False),
    ],
)
def test_what_another_function_spoils_is_done(
    score: float, messages: tuple[str, ...], done: bool
) -> None:
    result = ExerciseResult("f", score, 1.0, "failed", messages=tuple(map(Message, messages)))
    assert is_done(result) is done
