"""The record of a submission of which no function could be called."""

from __future__ import annotations

import platform
from collections.abc import Iterable
from importlib.metadata import version

from autograder.results.record import CheckResult, ExerciseResult, Record, Status, few
from course.exercises import Function
from course.model import Course, Unit
from course.texts import Message

UNKNOWN = "unknown"
"""Folder of the records whose unit nobody could tell."""

ENVIRONMENT = {"python": platform.python_version(), "numpy": version("numpy")}


def ungraded(
    course: Course,
    unit: Unit | None,
    student: str,
    status: Status,
    *,
    isolation: str,
    seed: int,
    sha256: str = "",
    language: str | None = None,
    messages: Iterable[Message] = (),
) -> Record:
    """Every function of `unit` is missing; None for a notebook of no known unit."""
    functions = unit.functions.values() if unit else ()
    return Record(
        student=student,
        unit=unit.name if unit else UNKNOWN,
        language=language or course.languages[0],
        status=status,
        isolation=isolation,
        course_version=course.version,
        notebook_sha256=sha256,
        score=0.0,
        max_score=round(unit.max_score, course.decimals) if unit else 0.0,
        exercises=tuple(map(_missing, functions)),
        messages=few(messages),
        seed=seed,
        environment=ENVIRONMENT,
    )


def _missing(function: Function) -> ExerciseResult:
    return ExerciseResult(
        name=function.name,
        score=0.0,
        max_score=function.points,
        bonus=function.bonus,
        verdict="missing",
        checks=tuple(CheckResult(c.name, 0.0, c.points, "failed") for c in function.checks),
        messages=(Message("missing", {"function": function.name}),),
    )
