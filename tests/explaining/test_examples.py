"""The smallest example is plain, and there is one for refusals, memory and kinds of numbers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import repeat
from typing import Any

import numpy as np
import pytest

from autograder.checking.answer_key import AnswerKey
from autograder.checking.functions import Functions
from autograder.explaining.candidates import ASKED
from autograder.explaining.counterexample import FailedExample, first_failure

Keys = Callable[[str], AnswerKey]

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


def example(key: AnswerKey, function: str, mistake: str) -> FailedExample:
    side = Functions({**key.solutions.functions, function: key.wrong(function)[mistake]})
    shown = first_failure(key.candidates(function), repeat(side))
    assert shown is not None
    return shown


def cells(arguments: Any) -> int:
    arrays = [value for value in arguments.values() if isinstance(value, dict) and "shape" in value]
    return sum(int(np.prod(array["shape"])) for array in arrays)


@pytest.mark.parametrize("unit", ["padding", "pooling", "transposed", "response_norm"])
def test_few_cells_are_shown(key_of: Keys, unit: str) -> None:
    key = key_of(unit)
    for function in key.unit.functions:
        shown = [
            first_failure(key.candidates(function), repeat(side))
            for wrong in key.wrong(function).values()
            for side in [Functions({**key.solutions.functions, function: wrong})]
        ]
        sizes = sorted(cells(each.example.arguments) for each in shown if each)
        assert sizes[len(sizes) // 2] <= 16


def test_a_right_answer_pays_for_few_calls(key_of: Keys) -> None:
    for unit in ("padding", "pooling", "transposed", "response_norm"):
        key = key_of(unit)
        assert all(len(key.candidates(name)) <= ASKED + 3 for name in key.unit.functions)
        for function in key.unit.functions:
            assert first_failure(key.candidates(function), repeat(key.solutions)) is None


@pytest.mark.parametrize(
    ("unit", "function", "mistake"),
    [
        ("transposed", "conv_transpose2d", "kernel_flipped"),
        ("pooling", "max_pool2d", "index_in_the_window"),
        ("pooling", "avg_pool2d", "sum_for_mean"),
    ],
)
def test_sizes_that_are_not_the_cause_do_nothing(
    key_of: Keys, unit: str, function: str, mistake: str
) -> None:
    arguments = example(key_of(unit), function, mistake).example.arguments
    assert arguments.get("padding", 0) in (0, [0, 0])
    if function == "conv_transpose2d":
        assert arguments["stride"] in (1, [1, 1])


@pytest.mark.parametrize(
    ("unit", "function", "mistake"),
    [
        ("tools", "conv_output_size", "nothing_refused"),
        ("pooling", "max_pool2d", "empty_when_the_window_does_not_fit"),
        ("transposed", "conv_transpose2d", "output_padding_not_checked"),
        ("response_norm", "local_response_norm", "empty_windows_accepted"),
    ],
)
def test_an_input_that_must_be_refused_is_shown(
    key_of: Keys, unit: str, function: str, mistake: str
) -> None:
    shown = example(key_of(unit), function, mistake)
    assert shown.example.expected == {"raised": "ValueError", "text": ""}
    assert shown.failure.message.id in {"not_refused", "wrong_error"}


def test_an_answer_that_lies_in_the_argument_is_shown(key_of: Keys) -> None:
    shown = example(key_of("padding"), "pad2d", "image_itself_without_padding")
    assert shown.failure.message.id == "not_a_copy"
    assert shown.example.expected == shown.example.got


def test_the_examples_are_the_same_in_another_process(key_of: Keys) -> None:
    first = key_of("padding")
    again = AnswerKey(first.course, first.cases)
    for function in first.unit.functions:
        mine = [repr(each.arguments) for each in first.candidates(function)]
        assert mine == [repr(each.arguments) for each in again.candidates(function)]
