"""Who earns points by knowing nothing, by misreading a size, or while changing arguments?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

import numpy as np

from autograder.checking.answer_key import AnswerKey
from autograder.checking.running import Run
from autograder.verify.arguments import changes_arguments
from autograder.verify.generic import generic_answers
from autograder.verify.sizes import misread_sizes
from course.catalog import Function
from course.problems import Problem, at
from course.texts import Message

MOST = 0.1
"""Of a function's points, for an answer that knows nothing."""

Answers = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True)
class Guess:
    """An answer that knows nothing, and the part of all points that it earns, by check.

    `places` are the checks that pay it in all of their cases, and single cases of others.
    """

    answer: str
    earned: Mapping[str, float]
    places: Sequence[str]

    @property
    def share(self) -> float:
        """Of a function's points."""
        return sum(self.earned.values())


def shares(key: AnswerKey, function: Function, answers: Answers) -> Mapping[str, float]:
    """Answer -> the part of the function's points that it earns."""
    return {what: sum(_earned(key, function, answer).values()) for what, answer in answers.items()}


def guesses(key: AnswerKey, function: Function) -> list[Guess]:
    """What answers that know nothing of the question earn: those that earn most come first."""
    reference = key.solutions.functions[function.name]
    made = []
    for what, answer in generic_answers(reference).items():
        runs = key.run_function(function.name, answer)
        made.append(Guess(what, _by_check(function, runs), list(_places(runs))))
    return sorted(made, key=lambda guess: -guess.share)


def unearned(key: AnswerKey, function: Function, guessed: Sequence[Guess]) -> list[Problem]:
    """A problem for guesses that pay too much, and for each size that may be misread.

    Of guesses that the same checks pay, the best is told.
    """
    path = key.unit.exercise_of(function.name).folder / "checks.py"
    problems, told = [], set[str]()
    for guess in guessed:
        if guess.share > MOST and not told.issuperset(guess.earned):
            told |= guess.earned.keys()
            args = {"answer": guess.answer, "share": f"{guess.share:.0%}"}
            where = {"function": function.name, "checks": guess.places}
            problems.append(Problem(at(path), Message("guess_pays", {**where, **args})))
    reference = key.solutions.functions[function.name]
    for what, earned in shares(key, function, misread_sizes(reference)).items():
        if earned > 1 - 1e-9:
            args = {"function": function.name, "answer": what}
            problems.append(Problem(at(path), Message("misread_size_pays", args)))
    changing = sum(_earned(key, function, changes_arguments(reference)).values())
    if changing > 1 - 1e-9 and _takes_arrays(key, function):
        problems.append(
            Problem(at(path), Message("changed_arguments_pay", {"function": function.name}))
        )
    return problems


def _takes_arrays(key: AnswerKey, function: Function) -> bool:
    """Is it given arrays itself, or its instances, in calls that are no gradient's?"""
    calls = (call for calls in key.right(function.name).values() for call in calls)
    own = (
        call
        for call in calls
        if call.name.partition(".")[0] == function.name and not call.name.endswith(".vjp")
    )
    values = (value for call in own for value in (*call.args, *call.kwargs.values()))
    return any(isinstance(value, np.ndarray) for value in values)


def _places(runs: Sequence[Run]) -> Iterator[str]:
    for check in dict.fromkeys(run.check for run in runs):
        cases = {run.case: run.earned for run in runs if run.check == check}
        if all(cases.values()):
            yield check
        else:
            yield from (case.rpartition("/")[2] for case, earned in cases.items() if earned)


def _earned(key: AnswerKey, function: Function, answer: Callable[..., Any]) -> Mapping[str, float]:
    return _by_check(function, key.run_function(function.name, answer))


def _by_check(function: Function, runs: Sequence[Run]) -> Mapping[str, float]:
    points = {
        check.name: check.points * mean(run.earned for run in runs if run.check == check.name)
        for check in function.checks
    }
    return {check: part / function.points for check, part in points.items() if part}
