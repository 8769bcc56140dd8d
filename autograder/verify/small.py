"""Do the small inputs of an exercise fit its functions?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import BrokenCheck
from course.exercises import Function
from course.problems import Problem, at
from course.texts import Message


def small_problems(key: AnswerKey, function: Function) -> Iterator[Problem]:
    """What of `SMALL` would keep everybody from being graded, or does nothing."""
    exercise = key.unit.exercise_of(function.name)
    place = at(exercise.folder / "checks.py", "SMALL")
    named = getattr(exercise.module("checks"), "SMALL", {})
    known = [each.name for each in exercise.functions]
    if function.name == known[0]:
        for name in sorted(named.keys() - set(known)):
            yield Problem(place, Message("small_of_nothing", {"function": name, "known": known}))
    try:
        key.candidates(function.name)
    except BrokenCheck as error:
        yield Problem(place, error.problem.message)
    except Exception as error:
        cause = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
        yield Problem(place, Message("small_unusable", {"function": function.name, "cause": cause}))
