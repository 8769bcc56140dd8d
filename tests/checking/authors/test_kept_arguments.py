"""A rule that every call could break costs the check that is about it, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, wraps
from typing import Any

import numpy as np
import pytest
import torch

from autograder.checking.answer_key import AnswerKey
from autograder.checking.authors.inputs import fresh
from autograder.checking.cases import collect
from course import catalog
from course.data import beside_data

COURSE = catalog.load()

OF_NUMBERS = {"conv_output_size": "two_ints", "same_padding": "pairs_of_ints"}
"""Functions that are given no array, and the check that asks for the type of their answer."""

WITHOUT_ARRAYS = {"he_init", "cosine_lr", "early_stopping", "build"}
"""Given numbers or a generator, which is there to be used."""

OF_ARRAYS = [
    (unit.name, function)
    for unit in COURSE.units.values()
    for function in unit.functions
    if function not in {*OF_NUMBERS, *WITHOUT_ARRAYS, "sliding_windows"}
    # what spoils x spoils a view on it
]


@cache
def key_of(unit: str) -> AnswerKey:
    return AnswerKey(COURSE, collect(COURSE, COURSE.units[unit], 0))


def failed(unit: str, function: str, answer: Any) -> set[str]:
    with beside_data(COURSE.units[unit]):
        runs = key_of(unit).run_function(function, answer)
    return {run.check for run in runs if run.failure}


def arrays(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from (each for each in value.values() if isinstance(each, np.ndarray))
    elif isinstance(value, np.ndarray | torch.Tensor):
        yield value


def spoiling(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same answers, after which nothing is left of the arrays and lists given."""

    @wraps(function)
    def spoil(*args: Any, **kwargs: Any) -> Any:
        answer = fresh(function(*args, **kwargs))
        given = [array for each in (*args, *kwargs.values()) for array in arrays(each)]
        if not any(getattr(array, "requires_grad", False) for array in given):
            for array in given:
                array[...] = 3
        for each in args:
            if isinstance(each, list):
                each.clear()
        return answer

    return spoil


def spoiling_layer(layer: type) -> type:
    return type(layer.__name__, (layer,), {"backward": spoiling(layer.backward)})  # type: ignore[attr-defined]


@pytest.mark.parametrize(("unit", "function"), OF_ARRAYS)
def test_arguments_changed_in_place_cost_one_check(unit: str, function: str) -> None:
    right = getattr(COURSE.units[unit].solution(), function)
    wrong = spoiling_layer(right) if isinstance(right, type) else spoiling(right)
    calls = [call for asked in key_of(unit).right(function).values() for call in asked]
    given = [each for call in calls for each in (*call.args, *call.kwargs.values())]
    if not any(isinstance(each, list | dict | np.ndarray | torch.Tensor) for each in given):
        pytest.skip("it is given numbers")
    (check,) = failed(unit, function, wrong)
    assert check.endswith(("keeps_arguments", "keeps_arguments_backward"))
    points = {each.name: each.points for each in COURSE.units[unit].functions[function].checks}
    assert points[check] <= 0.25


@pytest.mark.parametrize("as_what", [np.array, lambda sizes: tuple(np.array(sizes, float))])
@pytest.mark.parametrize("function", OF_NUMBERS)
def test_sizes_in_another_type_cost_one_check(function: str, as_what: Callable[[Any], Any]) -> None:
    unit = next(u for u in COURSE.units.values() if function in u.functions)
    right = getattr(unit.solution(), function)

    def wrong(*args: Any, **kwargs: Any) -> Any:
        return as_what(right(*args, **kwargs))

    assert failed(unit.name, function, wrong) == {OF_NUMBERS[function]}
