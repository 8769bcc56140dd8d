"""Do the hidden checks tell right from wrong? References, PyTorch, stubs and mistakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from autograder.checking.bench import Bench, BrokenCheck
from autograder.checking.collecting import with_checks
from autograder.checking.diagnosis import same_answers
from autograder.checking.functions import Functions
from autograder.checking.running import Run
from course.catalog import Course, Function, Unit
from course.problems import Problem, at
from course.stubs import MarkerError, stub


@dataclass
class Findings:
    """What the checks of one function proved."""

    cases: int = 0
    mistakes: int = 0
    caught: int = 0
    apart: int = 0
    problems: list[Problem] = field(default_factory=list)


def verify_answers(course: Course, unit: Unit) -> Mapping[str, Findings]:
    """By function of the unit. Raises BrokenCheck if the checks cannot be collected."""
    findings = {name: Findings() for name in unit.functions}

    def work(bench: Bench) -> None:
        for function in unit.functions.values():
            _verify(bench, unit, function, findings[function.name])

    with_checks(course, unit, 0, work)
    return findings


def _verify(bench: Bench, unit: Unit, function: Function, found: Findings) -> None:
    items = bench.items_of(function.name)
    found.cases = len(items)
    try:
        bench.run(items, None)
    except BrokenCheck as error:
        found.problems.append(error.problem)
        return
    oracle = unit.exercise_of(function.name).module("oracle")
    for run in bench.run(items, Functions(vars(oracle))):
        if run.failure:
            args = {"function": function.name, "case": run.case, "cause": str(run.failure)}
            found.problems.append(Problem(at(unit.solution_path), "differs_from_pytorch", args))
    found.problems += _must_fail(bench, function, "stub_passes", _stub(unit, function))
    found.problems += _must_fail(bench, function, "refusal_passes", _refuse)
    _verify_mistakes(bench, unit, function, found)


def _verify_mistakes(bench: Bench, unit: Unit, function: Function, found: Findings) -> None:
    path = unit.exercise_of(function.name).folder / "mistakes.py"
    mistakes = bench.runs_of_mistakes(unit, function.name)
    found.mistakes = len(mistakes)
    for name, runs in mistakes.items():
        if any(run.failure for run in runs):
            found.caught += 1
        else:
            found.problems.append(Problem(at(path), "mistake_survives", {"mistake": name}))
    alike: set[str] = set()
    for (one, runs), (other, others) in combinations(mistakes.items(), 2):
        if _all_alike(runs, others):
            alike |= {one, other}
            args = {"one": one, "other": other}
            found.problems.append(Problem(at(path), "mistakes_alike", args))
    found.apart = len(mistakes) - len(alike)


def _must_fail(
    bench: Bench, function: Function, message_id: str, wrong: Callable[..., Any]
) -> list[Problem]:
    """A problem for each check that `wrong` passes."""
    runs = bench.run(bench.items_of(function.name), Functions({function.name: wrong}))
    passed = {run.check for run in runs} - {run.check for run in runs if run.failure}
    return [Problem(function.name, message_id, {"check": check}) for check in sorted(passed)]


def _stub(unit: Unit, function: Function) -> Callable[..., Any]:
    """The function as a release has it."""
    namespace: dict[str, Any] = {}
    try:
        source = stub(unit.sources[function.name], "raise NotImplementedError")
    except MarkerError as error:
        raise error.within(unit.solution_path) from error
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
