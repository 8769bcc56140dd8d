"""What wrong answers earn: the glue to whatever runs the checks."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from autograder.checking.bench import Bench
from autograder.checking.collecting import with_checks
from autograder.checking.functions import Functions
from course import catalog
from course.catalog import Course, Unit

UNITS = tuple(catalog.load(Path(__file__).resolve().parents[2]).units)

Answers = Mapping[str, Callable[..., Any]]
Shares = Mapping[str, Mapping[str, float]]
"""Function -> wrong answer -> the part of the function's points that it earns."""


def shares(
    course: Course, unit: Unit, answers_to: Callable[[Callable[..., Any]], Answers], seed: int = 0
) -> Shares:
    """Of the answers that `answers_to` makes from each reference of the unit."""
    earned: dict[str, dict[str, float]] = {}

    def work(bench: Bench) -> None:
        references = bench.reference_side(unit).functions
        for name, function in unit.functions.items():
            items, earned[name] = bench.items_of(name), {}
            for what, answer in answers_to(references[name]).items():
                runs = bench.run(items, Functions({**references, name: answer}))
                points = (
                    check.points
                    * statistics.mean(
                        run.failure is None for run in runs if run.check == check.name
                    )
                    for check in function.checks
                )
                earned[name][what] = sum(points) / function.points

    with_checks(course, unit, seed, work)
    return earned
