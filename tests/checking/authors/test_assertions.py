"""When is an answer the expected one: type, then shape, then dtype, then values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checking import (
    assert_at_least,
    assert_close,
    assert_keeps_arguments,
    assert_raises,
    assert_read_only,
    assert_refuses,
    assert_view,
)
from autograder.checking.failures import (
    ChangedInput,
    Mismatch,
    NotRefused,
    Stopped,
    StudentError,
)
from autograder.checking.functions import Functions
from autograder.checking.proxy import FunctionProxy, Proxy
from autograder.results import Message
from autograder.sandbox import Answer, ArrayFacts, Died, Tensor

ONES = np.ones((2, 3))
BOTH = (False, True)
EPS32 = float(np.finfo(np.float32).eps)


def f32(x: Any) -> np.ndarray:
    return np.asarray(x, dtype=np.float32)


RIGHT = {
    "the same": (ONES.copy(), ONES),
    "in Fortran order": (np.asfortranarray(ONES), ONES),
    "in float32": (f32(ONES), ONES),
    "rounded in float32": (f32([1 / 3, 2e6]), np.array([1 / 3, 2e6])),
    "rounded in the last place": (ONES + 1e-15, ONES),
    "wider than expected": (ONES.astype(np.float64), f32(ONES)),
    "nan where nan is": (np.array([np.nan, 1.0]), np.array([np.nan, 1.0])),
    "infinities of the same sign": (np.array([np.inf, -np.inf]), np.array([np.inf, -np.inf])),
    "another width of integers": (np.array([1, 2], np.int16), np.array([1, 2])),
    "unsigned integers": (np.array([1, 2], np.uint8), np.array([1, 2])),
    "empty": (np.empty((0, 3)), np.empty((0, 3))),
    "a negative zero": (np.array([-0.0]), np.array([0.0])),
    "an array without axes for a float": (np.array(0.5), 0.5),
    "a scalar of NumPy for a float": (np.float64(0.5), 0.5),
    "a float32 scalar for a float": (np.float32(0.5), 0.5),
    "an int": (3, 3),
    "a bool": (np.bool_(True), True),
    "a list for a tuple": ([ONES, 1.0], (ONES, 1.0)),
    "nested": ({"w": [ONES, {"b": 2.0}]}, {"w": (ONES, {"b": 2.0})}),
    "keys in another order": ({"b": 2.0, "w": 1.0}, {"w": 1.0, "b": 2.0}),
    "nothing": (None, None),
    "a tensor": (Tensor(ONES), Tensor(ONES)),
}

WRONG = {
    "a value": (ONES + 1e-9, ONES, "wrong_values"),
    "one value of many": (np.where(np.eye(2, 3) == 1, 1.0, 1.1), ONES, "wrong_values"),
    "nan for a number": (np.full((2, 3), np.nan), ONES, "wrong_values"),
    "a number for nan": (np.array([0.0]), np.array([np.nan]), "wrong_values"),
    "infinity of the other sign": (np.array([-np.inf]), np.array([np.inf]), "wrong_values"),
    "a large number for infinity": (np.array([1e308]), np.array([np.inf]), "wrong_values"),
    "infinity for a number": (np.array([np.inf]), np.array([1.0]), "wrong_values"),
    "an integer off by one": (np.array([2**53 + 1]), np.array([2**53]), "wrong_values"),
    "a row that broadcasts": (np.ones(3), ONES, "wrong_shape"),
    "a column that broadcasts": (np.ones((2, 1)), ONES, "wrong_shape"),
    "an axis too many": (np.ones((1, 2, 3)), ONES, "wrong_shape"),
    "axes swapped": (ONES.T, ONES, "wrong_shape"),
    "an array of one for a float": (np.array([0.5]), 0.5, "wrong_shape"),
    "a scalar for an array of one": (np.float64(1.0), np.ones(1), "wrong_type"),
    "no axes for an array of one": (np.array(1.0), np.ones(1), "wrong_shape"),
    "empty on another axis": (np.empty((3, 0)), np.empty((0, 3)), "wrong_shape"),
    "float16": (ONES.astype(np.float16), ONES, "wrong_dtype"),
    "integers for floats": (np.ones((2, 3), int), ONES, "wrong_dtype"),
    "floats for integers": (np.array([1.0]), np.array([1]), "wrong_dtype"),
    "bools for floats": (np.ones((2, 3), bool), ONES, "wrong_dtype"),
    "complex for floats": (ONES.astype(complex), ONES, "wrong_dtype"),
    "an int for a float": (1, 1.0, "wrong_dtype"),
    "an int for a bool": (1, True, "wrong_dtype"),
    "a bool for an int": (True, 1, "wrong_dtype"),
    "a list for an array": (ONES.tolist(), ONES, "wrong_type"),
    "an array for a tuple": (np.ones(2), (1.0, 1.0), "wrong_type"),
    "nothing for an array": (None, ONES, "wrong_type"),
    "nothing for a float": (None, 0.5, "wrong_type"),
    "an array for nothing": (ONES, None, "wrong_type"),
    "a text for a float": ("0.5", 0.5, "wrong_type"),
    "an array for a tensor": (ONES, Tensor(ONES), "wrong_type"),
    "a tensor for an array": (Tensor(ONES), ONES, "wrong_type"),
    "too few": ((ONES,), (ONES, 1.0), "wrong_length"),
    "too many": ((ONES, 1.0, 2.0), (ONES, 1.0), "wrong_length"),
    "in another order": ((1.0, ONES), (ONES, 1.0), "wrong_type"),
    "a key missing": ({"w": 1.0}, {"w": 1.0, "b": 2.0}, "wrong_keys"),
    "a key too many": ({"w": 1.0, "b": 2.0}, {"w": 1.0}, "wrong_keys"),
    "a list for a dict": ([1.0], {"w": 1.0}, "wrong_type"),
    "a value deep inside": ({"w": [ONES, ONES]}, {"w": [ONES, ONES + 1]}, "wrong_values"),
}


@pytest.mark.parametrize("case", RIGHT)
def test_right_answers(case: str) -> None:
    actual, expected = RIGHT[case]
    assert_close(actual, expected)


@pytest.mark.parametrize("case", WRONG)
def test_wrong_answers_and_why(case: str) -> None:
    actual, expected, why = WRONG[case]
    with pytest.raises(Mismatch) as raised:
        assert_close(actual, expected)
    assert raised.value.message.id == why


def test_a_message_holds_what_was_expected_and_nothing_of_the_answer() -> None:
    """Answers of hidden calls may carry hidden inputs: only `detail` has them, for the author."""
    for case, (actual, expected, why) in WRONG.items():
        with pytest.raises(Mismatch) as raised:
            assert_close(actual, expected)
        args = dict(raised.value.message.args)
        assert set(args) == (set() if why == "wrong_values" else {"expected"}), case
        assert str(raised.value) != ""


def test_the_first_wrong_place_is_in_the_detail() -> None:
    with pytest.raises(Mismatch, match=r"1 of 6 values differ; at \(1, 2\) 7\.0 where 1\.0"):
        assert_close(np.array([[1.0, 1, 1], [1, 1, 7]]), ONES)


@pytest.mark.parametrize("kinds", ["iuf", "iu"])
def test_kinds_accepts_other_kinds(kinds: str) -> None:
    assert_close(np.array([1, 2]), np.array([1.0, 2.0]), kinds=kinds)
    with pytest.raises(Mismatch, match="dtype bool"):
        assert_close(np.array([True]), np.array([1.0]), kinds=kinds)


def test_the_tolerance_follows_from_terms_and_from_the_dtype_of_the_answer() -> None:
    expected = np.array([1000.0])
    off = np.array([1000.0 * (1 + 100 * np.finfo(float).eps)])
    with pytest.raises(Mismatch):
        assert_close(off, expected)
    assert_close(off, expected, terms=10)
    off32 = f32([1000.0 * (1 + 10 * EPS32)])
    assert_close(off32, expected)
    with pytest.raises(Mismatch):
        assert_close(off32.astype(float), expected, terms=10)
    with pytest.raises(Mismatch):
        assert_close(f32([1000.0 * (1 + 100 * EPS32)]), expected)


def test_the_tolerance_is_that_of_the_largest_finite_value() -> None:
    assert_close(np.array([1e9, 1e-7, np.inf]), np.array([1e9, 0.0, np.inf]))
    with pytest.raises(Mismatch):
        assert_close(np.array([1.0, 1e-7, np.inf]), np.array([1.0, 0.0, np.inf]))


def subject(function: Any) -> FunctionProxy:
    made = Proxy(Functions({"f": function})).f
    assert isinstance(made, FunctionProxy)
    return made


def raiser(error: BaseException) -> Any:
    def function(*args: Any) -> Any:
        raise error

    return function


class OwnError(ValueError):
    """One of a student's own."""


def test_a_number_that_reaches_the_mark_is_enough_and_nan_reaches_none() -> None:
    assert_at_least(0.8, 0.8)
    for number in (0.79, float("nan")):
        with pytest.raises(Mismatch) as failure:
            assert_at_least(number, 0.8)
        assert failure.value.message == Message("too_low", {"least": "0.8"})


def test_a_refusal_is_a_value_error_or_a_kind_of_it() -> None:
    assert_refuses(subject(raiser(ValueError("no"))), 1)
    assert_refuses(subject(raiser(OwnError("no"))), 1)
    assert_raises(RuntimeError, subject(raiser(RuntimeError())))
    with pytest.raises(NotRefused) as raised:
        assert_refuses(subject(raiser(TypeError("no"))), 1)
    assert raised.value.message.id == "wrong_error"
    with pytest.raises(NotRefused) as raised:
        assert_refuses(subject(lambda x: x), 1)
    assert raised.value.message.id == "not_refused"


def test_what_is_not_written_refuses_nothing_and_is_not_wrong_either() -> None:
    with pytest.raises(StudentError):
        assert_refuses(subject(raiser(NotImplementedError())), 1)


def test_a_refusal_that_never_comes_is_none() -> None:
    class Dead(Functions):
        def call(self, function: str, args: Any, kwargs: Any) -> Any:
            return Died("timeout", "")

    with pytest.raises(Stopped):
        assert_refuses(Proxy(Dead({})).f, 1)


def test_changed_arguments_count_where_they_are_asked_for_alone() -> None:
    def doubled_in_place(x: np.ndarray) -> np.ndarray:
        x *= 2
        return x

    assert_close(subject(doubled_in_place)(ONES), 2 * ONES)
    with pytest.raises(ChangedInput, match="changed 0"):
        assert_keeps_arguments(subject(doubled_in_place), 2 * ONES, ONES)
    with pytest.raises(ChangedInput, match="changed x"):
        assert_keeps_arguments(subject(doubled_in_place), 2 * ONES, x=ONES)
    assert_keeps_arguments(subject(lambda x: 2 * x), 2 * ONES, ONES)
    with pytest.raises(Mismatch):
        assert_keeps_arguments(subject(lambda x: x), 2 * ONES, ONES)


def test_views_and_what_can_be_written_to() -> None:
    facts: dict[tuple[int, int], Answer] = {
        (w, s): Answer(ONES, (), (ArrayFacts(w, s),)) for w in BOTH for s in BOTH
    }
    assert_view(facts[0, 1])
    assert_read_only(facts[0, 0])
    with pytest.raises(Mismatch, match="copy"):
        assert_view(facts[0, 0])
    with pytest.raises(Mismatch, match="written"):
        assert_read_only(facts[1, 1])
