"""Nobody is paid for an answer that knows nothing, nor in full for one that misreads a size."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from autograder.verify.sizes import misread_sizes
from autograder.verify.unearned import MOST, guesses, shares
from course import catalog
from course.catalog import Course

UNITS = tuple(catalog.load(Path(__file__).resolve().parents[2]).units)


@pytest.mark.parametrize("unit", UNITS)
def test_nobody_is_paid_for_what_is_not_known(course: Course, unit: str) -> None:
    key = AnswerKey(course, collect(course, course.units[unit], 0))
    for function in key.unit.functions.values():
        best = guesses(key, function)[0]
        assert best.share <= MOST, (function.name, best)
        answers = misread_sizes(key.solutions.functions[function.name])
        earned = shares(key, function, answers)
        assert [what for what, part in earned.items() if part > 1 - 1e-9] == [], function.name
