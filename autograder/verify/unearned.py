"""Who earns points by knowing nothing, by misreading a size, or while changing arguments?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import mean
from typing import Any

import numpy as np

from autograder.checking.answer_key import AnswerKey
from autograder.verify.arguments import changes_arguments
from autograder.verify.generic import generic_answers
from autograder.verify.sizes import misread_sizes
from course.catalog import Function
from course.problems import Problem, at
from course.texts import Message

MOST = 0.1
"""Of a function's points, for an answer that knows nothing."""

Answers = Mapping[str, Callable[..., Any]]


def shares(key: AnswerKey, function: Function, answers: Answers) -> Mapping[str, float]:
    """Answer -> the part of the function's points that it earns."""
    return {what: _share(key, function, answer) for what, answer in answers.items()}


def best_guess(key: AnswerKey, function: Function) -> tuple[str, float]:
    """The answer that earns most without knowing anything of the question, and what it earns."""
    reference = key.solutions.functions[function.name]
    earned = shares(key, function, generic_answers(reference))
    best = max(earned, key=earned.__getitem__)
    return best, earned[best]


def unearned(key: AnswerKey, function: Function, guess: str, share: float) -> list[Problem]:
    """A problem for a guess that pays too much, and for each size that may be misread."""
    path = key.unit.exercise_of(function.name).folder / "checks.py"
    problems = []
    if share > MOST:
        args = {"function": function.name, "answer": guess, "share": f"{share:.0%}"}
        problems.append(Problem(at(path), Message("guess_pays", args)))
    reference = key.solutions.functions[function.name]
    for what, earned in shares(key, function, misread_sizes(reference)).items():
        if earned > 1 - 1e-9:
            args = {"function": function.name, "answer": what}
            problems.append(Problem(at(path), Message("misread_size_pays", args)))
    changing = _share(key, function, changes_arguments(reference))
    if changing > 1 - 1e-9 and _takes_arrays(key, function):
        problems.append(
            Problem(at(path), Message("changed_arguments_pay", {"function": function.name}))
        )
    return problems


def _takes_arrays(key: AnswerKey, function: Function) -> bool:
    calls = (call for calls in key.right(function.name).values() for call in calls)
    plain = (call for call in calls if not call.name.endswith(".vjp"))
    values = (value for call in plain for value in (*call.args, *call.kwargs.values()))
    return any(isinstance(value, np.ndarray) for value in values)


def _share(key: AnswerKey, function: Function, answer: Callable[..., Any]) -> float:
    runs = key.run_function(function.name, answer)
    points = (
        check.points * mean(run.earned for run in runs if run.check == check.name)
        for check in function.checks
    )
    return sum(points) / function.points
