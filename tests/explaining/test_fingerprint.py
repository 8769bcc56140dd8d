"""Wrong answers that agree have one mark, whatever their rounding; others have others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from autograder.explaining.fingerprint import fingerprint
from course import catalog

Keys = Callable[[str], AnswerKey]


def mark_of(key: AnswerKey, function: str, wrong: Any) -> str:
    return fingerprint(key.run_function(function, wrong), key.secret(function))


def mean(dy: Any) -> Any:
    return dy.mean(axis=(0, 2, 3))


def mean_in_another_order(dy: Any) -> Any:
    return dy.mean(axis=0)[:, ::-1].mean(axis=2).mean(axis=1)


def mean_in_float32(dy: Any) -> Any:
    return dy.mean(axis=(0, 2, 3)).astype(np.float32)


def nearly_mean(dy: Any) -> Any:
    return 1.1 * dy.mean(axis=(0, 2, 3))


def test_rounding_and_float32_make_no_other_mark(key_of: Keys) -> None:
    key = key_of("convolution")
    marks = {
        mark_of(key, "bias_backward", f) for f in (mean, mean_in_another_order, mean_in_float32)
    }
    assert len(marks) == 1
    assert mark_of(key, "bias_backward", nearly_mean) not in marks


def test_a_right_answer_has_no_mark(key_of: Keys) -> None:
    key = key_of("convolution")
    assert mark_of(key, "bias_backward", key.solutions.functions["bias_backward"]) == ""


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_every_known_mistake_has_a_mark_of_its_own(key_of: Keys) -> None:
    key = key_of("padding")
    for function in key.unit.functions:
        secret = key.secret(function)
        marks = [fingerprint(runs, secret) for runs in key.mistakes(function).values()]
        assert len(set(marks)) == len(marks)


def test_another_seed_makes_other_marks(key_of: Keys) -> None:
    course = catalog.load(catalog.INSTALLED)
    other = AnswerKey(course, collect(course, course.units["convolution"], 1))
    key = key_of("convolution")
    runs = key.run_function("bias_backward", mean)
    assert fingerprint(runs, key.secret("bias_backward")) != fingerprint(
        runs, other.secret("bias_backward")
    )


@pytest.mark.parametrize(
    "odd",
    [np.nan, "text", None, 10**400, [1, {"a": np.inf}], np.array(["a"]), np.array([1j])],
    ids=["nan", "text", "None", "huge", "nested", "texts", "complex"],
)
def test_whatever_a_function_returns_has_a_mark(key_of: Keys, odd: Any) -> None:
    assert len(mark_of(key_of("convolution"), "bias_backward", lambda dy: odd)) == 16
