"""What grading a unit needs, whoever the student is: the cases, and who answers them how."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import cloudpickle

from autograder.checking.ahead import Plan, in_turn, plan
from autograder.checking.authors.mistakes import mistakes_of
from autograder.checking.cached import CachedAnswers
from autograder.checking.cases import BrokenCheck, Case, Cases
from autograder.checking.failures import CheckFailure, StudentError
from autograder.checking.functions import Functions
from autograder.checking.proxy import Answerer, Call, Proxy
from autograder.checking.running import Room, Run, run
from autograder.checking.student import Student
from autograder.explaining.candidates import choose, draw_candidates
from autograder.explaining.counterexample import MEMORY, Candidate
from autograder.explaining.definition import plainly
from autograder.sandbox import Outcome, Raised
from course.catalog import Course, Unit
from course.stubs import MarkerError, stub


@dataclass
class AnswerKey:
    """The cases of a unit, and what its solutions and known mistakes answer; asked once."""

    course: Course
    cases: Cases
    _expected: dict[str, list[Outcome]] = field(default_factory=dict)
    _right: dict[str, dict[str, tuple[Call, ...]]] = field(default_factory=dict)
    _mistakes: dict[str, Mapping[str, list[Run]]] = field(default_factory=dict)
    _secrets: dict[str, bytes] = field(default_factory=dict)
    _candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    _plans: dict[str, Mapping[str, Plan]] = field(default_factory=dict)
    _stubs: dict[str, str] = field(default_factory=dict)

    @property
    def unit(self) -> Unit:
        return self.cases.unit

    @cached_property
    def solutions(self) -> Functions:
        """Raises BrokenCheck if the unit's solutions lack a function."""
        solution = self.unit.solution()
        missing = [name for name in self.unit.functions if not hasattr(solution, name)]
        if missing:
            args = {"function": missing[0]}
            raise BrokenCheck(self.unit.solution_path, "function_missing", args)
        _go_by_value(self.course)
        return Functions({name: getattr(solution, name) for name in self.unit.functions})

    def prepare(self) -> None:
        """Asks everything once: each fork then shares it.

        Raises BrokenCheck if the solutions fail a check.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # those of mistakes are nobody's concern
            for function in self.unit.functions:
                self.check_solution(function)
                self.plans(function)
                self.mistakes(function)
                self.candidates(function)
                self.secret(function)
                self.stub(function)

    def check_solution(self, function: str) -> None:
        """Raises BrokenCheck if the solution fails a check of its own."""
        for done in self.run(self.cases.of(function), self.solutions, Room()):
            if done.failure is not None:
                case = next(case for case in self.cases.all if case.name == done.case)
                args = {"case": done.case, "cause": str(done.failure)}
                raise BrokenCheck(case.file, "reference_fails", args)

    def run(self, cases: Iterable[Case], answerer: Answerer, room: Room) -> list[Run]:
        """Every case against `side`, in the order of `cases`."""
        return [
            run(case, self.cases.seed, Proxy(answerer), self._reference(case), room)
            for case in cases
        ]

    def run_student(self, function: str, student: Student, room: Room) -> list[Run]:
        """The cases of `function` against a student: those whose calls are known come first."""
        plans = self.plans(function)
        cases = sorted(self.cases.of(function), key=lambda case: not plans[case.name])
        answerers = in_turn(student, [plans[case.name] for case in cases])
        pairs = zip(cases, answerers, strict=True)
        return [self.run([case], answerer, room)[0] for case, answerer in pairs]

    def plans(self, function: str) -> Mapping[str, Plan]:
        """By case, the calls of it that are known before anybody answers."""
        if function not in self._plans:
            right = self.right(function)
            self._plans[function] = {
                case.name: plan(function, self._ask(case), right[case.name])
                for case in self.cases.of(function)
            }
        return self._plans[function]

    def _ask(self, case: Case) -> Callable[[Proxy], object]:
        return lambda proxy: run(case, self.cases.seed, proxy, self._reference(case), Room())

    def run_function(self, function: str, wrong: object) -> list[Run]:
        """The cases of `function` with `wrong` in its place; the others are the solutions."""
        functions = Functions({**self.solutions.functions, function: wrong})  # type: ignore[dict-item]
        return self.run(self.cases.of(function), functions, Room())

    def mistakes(self, function: str) -> Mapping[str, list[Run]]:
        """What the checks of `function` make of each of its known mistakes, by id."""
        if function not in self._mistakes:
            self._mistakes[function] = {
                name: self.run_function(function, wrong)
                for name, wrong in self.wrong(function).items()
            }
        return self._mistakes[function]

    def wrong(self, function: str) -> Mapping[str, Callable[..., Any]]:
        """The known mistakes in `function`, by id."""
        return mistakes_of(self.unit.exercise_of(function).module("mistakes"), function)

    def right(self, function: str) -> Mapping[str, tuple[Call, ...]]:
        """The calls that each case makes of a right answer, and what comes of them."""
        if function not in self._right:
            self._right[function] = {}
            for case in self.cases.of(function):
                proxy = Proxy(self.solutions)
                run(case, self.cases.seed, proxy, self._reference(case), Room())
                self._right[function][case.name] = tuple(proxy._log)
        return self._right[function]

    def stub(self, function: str) -> str:
        """What a release has in the place of `function`, as `plainly` writes it.

        Empty where a solution has no region to leave out: nothing can be released then.
        """
        if function not in self._stubs:
            self._stubs[function] = ""
            with suppress(MarkerError):
                source = stub(self.unit.sources[function], "raise NotImplementedError")
                self._stubs[function] = plainly(source)
        return self._stubs[function]

    def unwritten(self, function: str) -> list[Run]:
        """What the cases of `function` make of its stub, which nobody has to call."""
        raised = Raised("NotImplementedError", ("NotImplementedError",), "")
        failure = StudentError(function, raised)
        return [Run(c.name, c.check, function, failure, ()) for c in self.cases.of(function)]

    def secret(self, function: str) -> bytes:
        """What no code of a submission ever sees: the exercise's own files, and the seed."""
        if function not in self._secrets:
            folder = self.unit.exercise_of(function).folder
            files = [folder / "checks.py", folder / "mistakes.py", self.unit.solution_path]
            asked = f"{function} {self.cases.seed}".encode()
            self._secrets[function] = asked + b"".join(file.read_bytes() for file in files)
        return self._secrets[function]

    def candidates(self, function: str) -> Sequence[Candidate]:
        """Few small inputs of `function` that tell right from wrong; none without SMALL."""
        if function not in self._candidates:
            exercise = self.unit.exercise_of(function)
            strategy = getattr(exercise.module("checks"), "SMALL", {}).get(function)
            drawn = [] if strategy is None else draw_candidates(function, strategy, self.solutions)
            answerers = {
                name: Functions({**self.solutions.functions, function: wrong})
                for name, wrong in self.wrong(function).items()
            }
            memory = {name: broken_memory(runs) for name, runs in self.mistakes(function).items()}
            chosen = choose(drawn, answerers, self.solutions, memory)
            self._candidates[function] = [self._with_plan(function, each) for each in chosen]
        return self._candidates[function]

    def _with_plan(self, function: str, candidate: Candidate) -> Candidate:
        def ask(proxy: Proxy) -> None:
            with suppress(CheckFailure):  # a candidate may be one that must be refused
                candidate.ask(proxy, **candidate.arguments)

        proxy = Proxy(self.solutions)
        ask(proxy)
        return replace(candidate, plan=plan(function, ask, proxy._log))

    def _reference(self, case: Case) -> Proxy:
        return Proxy(CachedAnswers(self.solutions, self._expected.setdefault(case.name, [])))


def broken_memory(runs: Iterable[Run]) -> frozenset[str]:
    """What the runs break of what is asked of the memory of an answer."""
    return frozenset(MEMORY).intersection(run.failure.message.id for run in runs if run.failure)


def _go_by_value(course: Course) -> None:
    """A function of the course goes into the sandbox as itself: its modules are not there."""
    for module in list(sys.modules.values()):
        file = getattr(module, "__file__", None)
        parts = ("exercises", "solutions")
        if file and any(Path(file).is_relative_to(course.root / part) for part in parts):
            cloudpickle.register_pickle_by_value(module)
