"""What is said of wrong answers in general holds for all of them, and is one of a few sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from autograder.explaining.conditions import TOPICS, condition
from autograder.explaining.general import parts_in
from autograder.explaining.observations import Observation
from autograder.explaining.pairs import Pair
from autograder.explaining.relations import relation
from autograder.results import Message
from autograder.sentences import sentences

Array = np.ndarray[Any, np.dtype[Any]]

RIGHT = [np.random.default_rng(n).standard_normal((2, 3, 5, 6 + n)) for n in range(3)]


def except_at(*cells: Any) -> Callable[[Array], Array]:
    def change(right: Array) -> Array:
        wrong = right.copy()
        for where in cells:
            wrong[where] += 1 + right[where] ** 2
        return wrong

    return change


def first_only(right: Array) -> Array:
    return np.concatenate([right[:1], right[1:] ** 2 + 3])


def with_nan(right: Array) -> Array:
    wrong = right.copy()
    wrong[0, 0, 0, 0] = np.nan
    return wrong


def with_zeros(right: Array) -> Array:
    wrong = right.copy()
    wrong[:, :, 1:3, 2:4] = 0
    return wrong


CHANGES: Mapping[str, tuple[Callable[[Array], Array], str, dict[str, Any]]] = {
    "flat": (lambda x: x.reshape(len(x), -1), "right_values_in_another_shape", {}),
    "height and width exchanged": (
        lambda x: x.swapaxes(2, 3),
        "axes_exchanged",
        {"axes": "2, 3"},
    ),
    "channels last": (
        lambda x: x.transpose(0, 2, 3, 1),
        "axes_in_another_order",
        {"order": "0, 2, 3, 1"},
    ),
    "upside down": (lambda x: x[:, :, ::-1], "flipped", {"axes": "2"}),
    "turned": (lambda x: x[:, :, ::-1, ::-1], "flipped", {"axes": "2, 3"}),
    "doubled": (lambda x: 2 * x, "off_by_a_factor", {"factor": "2"}),
    "a mean over the image": (
        lambda x: x / (x.shape[2] * x.shape[3]),
        "off_by_a_factor",
        {"factor": "1/(H·W)"},
    ),
    "negative": (lambda x: -x, "opposite_sign", {}),
    "absolute": (abs, "right_but_for_signs", {}),
    "one more": (lambda x: x + 1, "off_by_a_constant", {"constant": "+1"}),
    "some more": (lambda x: x + x.shape[3] / 7, "off_by_some_constant", {}),
    "only the first image": (first_only, "only_the_first_sample", {}),
    "the last two rows": (
        except_at((slice(None), slice(None), slice(-2, None))),
        "wrong_in_the_last_rows",
        {"count": 2},
    ),
    "the border": (
        except_at((..., 0), (slice(None), slice(None), 0), (..., -1)),
        "wrong_at_the_border",
        {"count": 1},
    ),
    "a hole": (with_zeros, "cells_left_at_zero", {}),
    "nothing stored": (np.zeros_like, "all_zeros", {}),
    "cut off": (np.trunc, "decimals_lost", {}),
    "nan in a cell": (with_nan, "nan_somewhere", {}),
    "nan in all": (lambda x: x * np.nan, "nan_everywhere", {}),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_right_arrays_is_recognised(name: str) -> None:
    change, message, args = CHANGES[name]
    pairs = [Pair(change(right), right, {"x": right}) for right in RIGHT]
    assert relation(pairs) == Message(message, args)


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_is_said_that_does_not_hold_for_every_array(name: str) -> None:
    change, message, _ = CHANGES[name]
    odd = RIGHT[0] ** 2 + np.arange(RIGHT[0].size).reshape(RIGHT[0].shape) % 7 + 1
    pairs = [Pair(change(right), right, {"x": right}) for right in RIGHT]
    said = relation([*pairs, Pair(odd, RIGHT[0], {"x": RIGHT[0]})])
    assert said is None or said.id != message


def test_a_kind_of_number_is_told_only_where_the_values_are_right() -> None:
    right = np.arange(12.0).reshape(3, 4)
    assert relation([Pair(right.astype(int), right, {})]) == Message("floats_expected")
    assert relation([Pair(right.astype(int) ** 3, right, {})]) is None


INTEGERS = np.arange(180).reshape(2, 3, 5, 6) - 90


def observed(**arguments: Any) -> Observation:
    x = np.random.default_rng(0).standard_normal(arguments.pop("shape", (2, 3, 5, 6)))
    return Observation({"x": x, "kernel": 2, "stride": 1, "padding": 0, **arguments}, x, None)


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ([{"padding": 1}, {"padding": (0, 1)}], [{}, {"stride": 2}], "padded"),
        ([{}, {"stride": 2}], [{"padding": 1}, {"padding": 2}], "not_padded"),
        ([{}, {"padding": (0, 2)}], [{"padding": 1}, {"padding": 2}], "an_axis_not_padded"),
        ([{"kernel": (2, 3)}, {"kernel": (3, 1)}], [{}, {"kernel": 3}], "kernel_rectangular"),
        ([{"stride": 2}, {"stride": (1, 2)}], [{}, {"padding": 1}], "stride_not_1"),
        ([{}, {"kernel": 3}], [{"shape": (1, 3, 5, 6)}] * 2, "several_samples"),
        ([{"x": INTEGERS}, {"x": INTEGERS, "stride": 2}], [{}, {"kernel": 3}], "integers"),
    ],
)
def test_a_condition_is_what_wrong_calls_and_no_others_meet(
    wrong: list[Any], right: list[Any], message: str
) -> None:
    said = condition([observed(**a) for a in wrong], [observed(**a) for a in right])
    assert said == Message(f"wrong_when_{message}")
    mixed = [observed(**a) for a in (*right, wrong[0])]
    assert condition([observed(**a) for a in wrong], mixed) != said


def test_one_wrong_call_has_nothing_in_common_with_others() -> None:
    assert condition([observed(padding=1)], [observed(), observed(stride=2)]) is None


def test_of_two_possible_causes_none_is_told() -> None:
    wrong = [observed(padding=1, stride=2), observed(padding=2, stride=3)]
    assert condition(wrong, [observed(), observed(kernel=3)]) is None


def test_every_condition_is_a_sentence_in_both_languages() -> None:
    for language in ("en", "es"):
        say = sentences(language)
        assert all(say(name) != name for conditions in TOPICS.values() for name in conditions)


@pytest.mark.parametrize(
    ("docstring", "parts"),
    [
        ("x: (N, C).\nReturns (dx, dw, db), in this order: (N, in).", ["dx", "dw", "db"]),
        ("Devuelve (y, index), ambos (N, C, oh, ow).", ["y", "index"]),
        ("Returns y: (N, C, H, W).", []),
        ("Returns (N, C, H, W).", []),
    ],
)
def test_parts_are_named_as_the_docstring_names_them(docstring: str, parts: list[str]) -> None:
    assert parts_in(docstring) == parts
