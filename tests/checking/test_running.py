"""What is kept of a case that fails: its message, and its answers while there is room."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.checking.authors.assertions import assert_close
from autograder.checking.cases import Case
from autograder.checking.functions import Functions
from autograder.checking.proxy import Proxy
from autograder.checking.running import Room, Run, run


def compares(submission: Any) -> None:
    assert_close(submission.f(1), np.zeros(3))


def compares_while_it_handles_an_error(submission: Any) -> None:
    try:
        submission.g(1)
    except AssertionError:
        assert_close(submission.f(1), np.zeros(3))


@pytest.mark.parametrize("check", [compares, compares_while_it_handles_an_error])
@pytest.mark.parametrize(("room", "is_kept"), [(0, False), (2**20, True)])
def test_a_failure_keeps_no_answer_by_itself(check: Any, room: int, is_kept: bool) -> None:
    answers: list[weakref.ref[np.ndarray]] = []

    def f(n: int) -> np.ndarray:
        answer = np.ones(3)
        answers.append(weakref.ref(answer))
        return answer

    case = Case("e/c", "c", "f", 1.0, Path(), check, {}, ("submission",))
    done: Run = run(case, 0, Proxy(Functions({"f": f})), Proxy(Functions({})), Room(room))
    gc.collect()
    assert done.failure is not None
    assert done.failure.message.id == "wrong_values"
    assert (answers[0]() is not None) == is_kept
