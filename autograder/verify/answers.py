"""Do the hidden checks tell right from wrong? References, PyTorch, stubs and mistakes."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import BrokenCheck, collect
from autograder.checking.failures import StudentError
from autograder.checking.functions import Functions
from autograder.checking.running import Room, Run
from autograder.explaining.likeness import same_answers
from autograder.verify.adopted import adopted_problems
from autograder.verify.headers import header_problems
from autograder.verify.small import small_problems
from autograder.verify.unearned import guesses, unearned
from course.catalog import Course, Function, Unit
from course.data import beside_data
from course.files import errors_about
from course.problems import Problem, at
from course.stubs import MarkerError, stub
from course.texts import Message


@dataclass
class Findings:
    """What the checks of one function proved; `guess` is what the best of wild guesses earns.

    `is_sound`: nothing here would keep a notebook from being graded.
    """

    cases: int = 0
    mistakes: int = 0
    caught: int = 0
    apart: int = 0
    guess: float = 0.0
    is_sound: bool = True
    problems: list[Problem] = field(default_factory=list)


def verify_answers(course: Course, unit: Unit) -> Mapping[str, Findings]:
    """By function of the unit. Raises BrokenCheck if the checks cannot be collected."""
    with warnings.catch_warnings(), beside_data(unit):
        key = AnswerKey(course, collect(course, unit, 0))
        warnings.simplefilter("ignore")  # those of mistakes are nobody's concern
        return {name: _verify(key, function) for name, function in unit.functions.items()}


def _verify(key: AnswerKey, function: Function) -> Findings:
    found, unit, cases = Findings(), key.unit, key.cases.of(function.name)
    found.cases = len(cases)
    try:
        key.check_solution(function.name)
    except BrokenCheck as error:
        found.problems.append(error.problem)
        found.is_sound = False
        return found
    exercise = unit.exercise_of(function.name)
    oracle = exercise.module("oracle")
    if not hasattr(oracle, function.name):
        where = at(exercise.folder / "oracle.py")
        found.problems.append(
            Problem(where, Message("function_missing", {"function": function.name}))
        )
    runs = key.run(cases, Functions(vars(oracle)), Room()) if not found.problems else []
    for run in runs:
        if run.failure:
            args = {"function": function.name, "case": run.case, "cause": str(run.failure)}
            found.problems.append(
                Problem(at(unit.solution_path), Message("differs_from_pytorch", args))
            )
    found.problems += _must_fail(key, function, "stub_passes", _stub(unit, function))
    unfit = list(header_problems(unit, function))
    found.problems += _must_fail(key, function, "refusal_passes", _refuse)
    _verify_mistakes(key, function, found)
    found.problems += adopted_problems(key, function)
    unfit += small_problems(key, function)
    found.problems += unfit
    found.is_sound = not unfit
    guessed = guesses(key, function)
    found.guess = guessed[0].share
    found.problems += unearned(key, function, guessed)
    return found


def _verify_mistakes(key: AnswerKey, function: Function, found: Findings) -> None:
    path = key.unit.exercise_of(function.name).folder / "mistakes.py"
    mistakes = key.mistakes(function.name)
    found.mistakes = len(mistakes)
    for name, runs in mistakes.items():
        if any(run.failure for run in runs):
            found.caught += 1
        else:
            found.problems.append(Problem(at(path), Message("mistake_survives", {"mistake": name})))
        if broken := next(filter(None, map(_broken_by_itself, runs)), None):
            args = {"mistake": name, "cause": broken}
            found.problems.append(Problem(at(path), Message("mistake_broken", args)))
    alike: set[str] = set()
    for (one, runs), (other, others) in combinations(mistakes.items(), 2):
        if _all_alike(runs, others):
            alike |= {one, other}
            args = {"one": one, "other": other}
            found.problems.append(Problem(at(path), Message("mistakes_alike", args)))
    found.apart = len(mistakes) - len(alike)


def _broken_by_itself(run: Run) -> str | None:
    """What a mistake says that uses a name which nobody has defined."""
    failure = run.failure
    if not isinstance(failure, StudentError) or "NameError" not in failure.raised.bases:
        return None
    return None if "UnboundLocalError" in failure.raised.bases else failure.raised.text


def _must_fail(
    key: AnswerKey, function: Function, message_id: str, wrong: Callable[..., Any]
) -> list[Problem]:
    """A problem for each check that `wrong` passes."""
    runs = key.run_function(function.name, wrong)
    path = key.unit.exercise_of(function.name).folder / "checks.py"
    passed = {run.check for run in runs} - {run.check for run in runs if run.failure}
    return [
        Problem(at(path), Message(message_id, {"function": function.name, "check": check}))
        for check in sorted(passed)
    ]


def _stub(unit: Unit, function: Function) -> Callable[..., Any]:
    """The function as a release has it."""
    namespace: dict[str, Any] = {}
    try:
        source = stub(unit.sources[function.name], "raise NotImplementedError")
    except MarkerError as error:
        raise error.within(unit.solution_path) from error
    with errors_about(unit.folder / "setup.py"):
        exec(f"{unit.setup}\n\n{source}", namespace)
    made: Callable[..., Any] = namespace[function.name]
    return made


def _refuse(*args: Any, **kwargs: Any) -> Any:
    raise ValueError


def _all_alike(runs: list[Run], others: list[Run]) -> bool:
    return all(
        (a.failure is None) == (b.failure is None) and same_answers(a, b)
        for a, b in zip(runs, others, strict=True)
    )
