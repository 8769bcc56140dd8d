"""The collected checks of a unit, run against one side after another."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pytest

from autograder.checking.counterexample import Candidate, draw_candidates
from autograder.checking.failures import CheckFailure
from autograder.checking.functions import Functions
from autograder.checking.mistakes import mistakes_of
from autograder.checking.remembered import Remembered
from autograder.checking.running import Fixtures, Run, case_name, check_name, raised_by
from autograder.checking.subject import Side, Subject
from autograder.results import Message
from autograder.sandbox import Outcome, SandboxLost
from course.catalog import Course, Exercise, Unit
from course.problems import ProblemError


class BrokenCheck(ProblemError):
    """A check failed for a reason that is not the submission's: the course needs a person."""


@dataclass
class Bench:
    """What the fixtures of a pytest session hand out, and who answers at the moment."""

    course: Course
    seed: int = 0
    side: Side | None = None
    subject: Subject | None = None
    items: list[pytest.Function] = field(default_factory=list)
    _expected: dict[str, list[Outcome]] = field(default_factory=dict)
    _candidates: dict[tuple[str, str], list[Candidate]] = field(default_factory=dict)
    _mistakes: dict[tuple[str, str], Mapping[str, list[Run]]] = field(default_factory=dict)

    @cached_property
    def units(self) -> Mapping[str, tuple[Unit, Exercise]]:
        """Folder of an exercise -> where it belongs."""
        return {
            str(exercise.folder): (unit, exercise)
            for unit in self.course.units.values()
            for exercise in unit.exercises
        }

    def place(self, item: pytest.Item) -> tuple[Unit, Exercise]:
        """Raises BrokenCheck if the item lies in no exercise of the course."""
        try:
            return self.units[str(item.path.parent)]
        except KeyError:
            raise BrokenCheck(item.nodeid, "check_of_no_exercise") from None

    def reference_side(self, unit: Unit) -> Functions:
        solution = unit.solution()
        return Functions({name: getattr(solution, name) for name in unit.functions})

    def submission_for(self, item: pytest.Item) -> Subject:
        side = self.side or self.reference_side(self.place(item)[0])
        self.subject = Subject(side)
        return self.subject

    def reference_for(self, item: pytest.Item) -> Subject:
        side = self.reference_side(self.place(item)[0])
        outcomes = self._expected.setdefault(case_name(item), [])
        return Subject(Remembered(side, outcomes))

    def rng_for(self, item: pytest.Item) -> np.random.Generator:
        return np.random.default_rng([self.seed, zlib.crc32(case_name(item).encode())])

    def items_of(self, function: str) -> list[pytest.Function]:
        return [item for item in self.items if self.function_of(item) == function]

    def function_of(self, item: pytest.Function) -> str:
        """The function whose points the item's check gives.

        Raises BrokenCheck if exercise.toml gives the check no points.
        """
        exercise = self.place(item)[1]
        for function in exercise.functions:
            if check_name(item) in {check.name for check in function.checks}:
                return function.name
        file = exercise.folder / "exercise.toml"
        raise BrokenCheck(file, "check_without_points", {"check": check_name(item)})

    def validate(self, unit: Unit) -> None:
        """Raises BrokenCheck if exercise.toml gives points to a check that does not exist."""
        collected = {(self.function_of(item), check_name(item)) for item in self.items}
        for function in unit.functions.values():
            for check in function.checks:
                if (function.name, check.name) not in collected:
                    file = unit.exercise_of(function.name).folder / "checks.py"
                    raise BrokenCheck(file, "points_without_check", {"check": check.name})

    def run(self, items: Sequence[pytest.Function], side: Side | None) -> list[Run]:
        """Every item against `side` (None: the references)."""
        self.side = side
        try:
            return [
                self._run_one(item, following)
                for item, following in zip(items, [*items[1:], None], strict=True)
            ]
        finally:
            self.side = None

    def _run_one(self, item: pytest.Function, following: pytest.Item | None) -> Run:
        self.subject = None
        error = raised_by(item, following, self._fixtures(item))
        if isinstance(error, SandboxLost):
            raise error
        if error is not None and self.side is None:
            args = {"case": item.nodeid, "cause": repr(error)}
            raise BrokenCheck(item.path, "reference_fails", args) from error
        failure = None
        if error is not None:
            failure = (
                error
                if isinstance(error, CheckFailure)
                else CheckFailure(Message("unusable_answer"), repr(error))
            )
        log = tuple(self.subject._log) if self.subject else ()
        return Run(case_name(item), check_name(item), self.function_of(item), failure, log)

    def _fixtures(self, item: pytest.Function) -> Fixtures:
        return {
            "submission": lambda: self.submission_for(item),
            "reference": lambda: self.reference_for(item),
            "rng": lambda: self.rng_for(item),
        }

    def runs_of_mistakes(self, unit: Unit, function: str) -> Mapping[str, list[Run]]:
        """What the checks of `function` make of each of its known mistakes, by id."""
        key = (unit.name, function)
        if key not in self._mistakes:
            reference = self.reference_side(unit).functions
            module = unit.exercise_of(function).module("mistakes")
            self._mistakes[key] = {
                name: self.run(self.items_of(function), Functions({**reference, function: wrong}))
                for name, wrong in mistakes_of(module, function).items()
            }
        return self._mistakes[key]

    def candidates(self, unit: Unit, function: str) -> list[Candidate]:
        """Small inputs of `function` for counterexamples; none if its checks.py has no SMALL."""
        key = (unit.name, function)
        if key not in self._candidates:
            module = unit.exercise_of(function).module("checks")
            strategy = getattr(module, "SMALL", {}).get(function)
            reference = self.reference_side(unit)
            self._candidates[key] = (
                draw_candidates(function, strategy, reference) if strategy is not None else []
            )
        return self._candidates[key]


BENCH = pytest.StashKey[Bench]()
