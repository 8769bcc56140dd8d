"""Answers that know nothing of the question: what they are, and that nobody is paid for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.verify.generic import generic_answers


def scaled(x: np.ndarray, factor: float = 2.0) -> np.ndarray:
    if not factor:
        raise ValueError
    return factor * x


def moments(x: np.ndarray, w: np.ndarray) -> tuple[float, dict[str, np.ndarray]]:
    return float(x.mean()), {"w": 2 * w, "x": 3 * x}


class Scale:
    def __init__(self, factor: float) -> None:
        self.factor = factor

    def forward(self, x: np.ndarray) -> np.ndarray:
        return self.factor * x

    def backward(self, dy: np.ndarray) -> np.ndarray:
        return self.factor * dy


X = np.array([[3.0, 1.0, 2.0]])


def answer(what: str, *args: Any, to: Callable[..., Any] = scaled) -> Any:
    return generic_answers(to)[what](*args)


def test_a_constant_is_new_at_every_call() -> None:
    constant = generic_answers(scaled)["return []"]
    constant(X).append(1)
    assert constant(X) == []


def test_arguments_come_back_themselves_or_copied() -> None:
    assert answer("args[0]", X) is X
    assert answer("args[1]", X) == 2.0
    copied = answer("copy(args[0])", X)
    assert copied is not X
    np.testing.assert_array_equal(copied, X)
    np.testing.assert_array_equal(answer("ones_like(args[0])", X), [[1, 1, 1]])


def test_calls_are_counted_anew_for_each_list_of_answers() -> None:
    for _ in range(2):
        answers = generic_answers(scaled)
        assert [answers["next(count(1))"](X) for _ in range(3)] == [1, 2, 3]
        in_turn = answers["next(cycle((False, True)))"]
        assert [in_turn(X) for _ in range(4)] == [False, True, False, True]


def test_refusals_are_always_or_in_turn() -> None:
    answers = generic_answers(scaled)
    for error in (ValueError, TypeError, RuntimeError):
        with pytest.raises(error):
            answers[f"raise {error.__name__}"](X)
    in_turn = answers["next(cycle((args[0], ValueError)))"]
    assert in_turn(X) is X
    with pytest.raises(ValueError, match=r"^$"):
        in_turn(X)


@pytest.mark.parametrize(
    ("what", "row"),
    [
        ("zeros_like(right)", [0, 0, 0]),
        ("ones_like(right)", [1, 1, 1]),
        ("right[::-1]", [4, 2, 6]),
        ("roll(right, 1)", [4, 6, 2]),
        ("sort(right)", [2, 4, 6]),
        ("resize(args[0], right.shape)", [1, 2, 3]),
        ("next(a for a in args if a.shape == right.shape)", [3, 1, 2]),
    ],
)
def test_the_shape_is_right_and_the_values_are_not(what: str, row: list[int]) -> None:
    np.testing.assert_array_equal(answer(what, X), [row])


def test_what_the_reference_refuses_a_right_shape_refuses() -> None:
    with pytest.raises(ValueError, match=r"^$"):
        answer("zeros_like(right)", X, 0.0)


def test_every_part_of_an_answer_is_wrong() -> None:
    x = np.array([3.0, 1.0, 5.0])
    for what, made in generic_answers(moments).items():
        if "right" in what and "cycle" not in what:
            mean, parts = made(x, 10 * x)
            assert mean != 3, what
            assert not np.array_equal(parts["w"], 20 * x), what
            assert not np.array_equal(parts["x"], 3 * x), what


def test_a_single_number_is_changed() -> None:
    assert answer("sort(right)", X, to=lambda x: float(x.sum())) == 7.0


def test_of_a_class_the_methods_answer_and_the_constructor_is_right() -> None:
    answers = generic_answers(Scale)
    layer = answers["args[0]"](5.0)
    assert isinstance(layer, Scale)
    assert (layer.factor, layer.forward(X) is X, layer.backward(X) is X) == (5.0, True, True)
    shaped = answers["right[::-1]"](5.0)
    np.testing.assert_array_equal(shaped.forward(X), [[10, 5, 15]])
