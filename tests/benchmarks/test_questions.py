"""Other graders are asked the same: hidden cases as data score as the checks themselves do."""

from __future__ import annotations

import copy
import warnings

import numpy as np
import pytest

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from benchmarks import hidden
from benchmarks.questions import Check, checks_of
from course import catalog

COURSE = catalog.load()
UNIT = COURSE.units["pooling"]


@pytest.fixture(scope="module")
def key() -> AnswerKey:
    return AnswerKey(COURSE, collect(COURSE, UNIT, 0))


@pytest.fixture(scope="module")
def checks() -> list[Check]:
    return checks_of(COURSE, UNIT)


def test_a_solution_gets_every_point(checks: list[Check]) -> None:
    names = vars(UNIT.solution())
    scores = {check.id: hidden.hidden_score(names, check.text()) for check in checks}
    assert scores == {check.id: check.points for check in checks}
    assert sum(scores.values()) == UNIT.max_score


@pytest.mark.parametrize("function", UNIT.asked)
def test_a_mistake_gets_what_the_checks_give_it(
    function: str, key: AnswerKey, checks: list[Check]
) -> None:
    points = {case.name: case.points for case in key.cases.all}
    names = vars(UNIT.solution())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of mistakes are nobody's concern
        for mistake, wrong in key.wrong(function).items():
            for check in (check for check in checks if check.function == function):
                runs = [run for run in key.mistakes(function)[mistake] if run.check == check.name]
                ours = sum(points[run.case] for run in runs if run.failure is None)
                theirs = hidden.hidden_score({**names, function: wrong}, check.text())
                assert theirs == pytest.approx(ours, abs=1e-6), (mistake, check.name)


def test_arrays_keep_their_layout(checks: list[Check]) -> None:
    (check,) = (check for check in checks if check.id == "max_pool2d-memory_layouts")
    read = hidden.hidden_cases(check.text())
    for (_, _, before), (_, _, now) in zip(check.cases, read, strict=True):
        for question, (_, args, *_) in zip(before, now, strict=True):
            assert args[0].strides == question.args[0].strides
            assert np.array_equal(args[0], question.args[0])


def test_an_answer_that_changes_its_argument_is_wrong_where_that_is_asked(
    checks: list[Check],
) -> None:
    names = dict(vars(UNIT.solution()))
    right = names["avg_pool2d"]

    def changes(x: np.ndarray, *rest: object, **options: object) -> np.ndarray:
        answer: np.ndarray = copy.copy(right(x, *rest, **options))
        x[...] = 0
        return answer

    scores = {
        check.name: (
            hidden.hidden_score({**names, "avg_pool2d": changes}, check.text()),
            check.points,
        )
        for check in checks
        if check.function == "avg_pool2d"
    }
    assert scores.pop("keeps_arguments")[0] == 0
    assert any(score == points for score, points in scores.values())
