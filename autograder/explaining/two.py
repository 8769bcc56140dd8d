"""Two mistakes at once: a pair that explains all the wrong answers of a function together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import combinations, permutations
from types import FunctionType
from typing import Any

from autograder.checking.running import Run
from autograder.explaining.likeness import Likeness, likeness
from autograder.explaining.mistakes import Asked, explains, failed
from autograder.sandbox import Answer

ENOUGH = 2
"""Cases that a mistake must tell alone to be seen."""

MANY = 5
"""Cases that a mistake must give alone if each of its answers might be another's."""

MOST_BUILT = 40
"""Pairs that are built and asked: each costs a call or more."""

Implementations = Mapping[str, Callable[..., Any]]
RunCase = Callable[[Callable[..., Any], str], Run]
"""The run of a case, by its name, against an implementation."""


def name_two(
    runs: Sequence[Run],
    mistakes: Mapping[str, Sequence[Run]],
    implementations: Implementations,
    function: str,
    run_case: RunCase,
    asked: Asked,
) -> tuple[str, str] | None:
    """The ids of the only two mistakes that together give the wrong answers of `runs`.

    Where one fails alone, the answers are its own, and at least one of the two is seen so. If the
    two can be built into one function, that must fail the very same cases with the same answers;
    if not, both must be seen, and what comes of a case that both fail is no evidence.
    """
    values = asked.wrong_values(runs)
    alike = {name: _likenesses(runs, wrong, asked) for name, wrong in mistakes.items()}
    seen = {name for name, found in alike.items() if _is_seen(runs, list(found.values()))}
    fails = {name: asked.wrong_values(wrong) for name, wrong in mistakes.items()}
    possible = [
        (one, other)
        for one, other in combinations(mistakes, 2)
        if seen & {one, other}
        and values <= fails[one] | fails[other]
        and _agrees(alike[one], values & fails[one] - fails[other])
        and _agrees(alike[other], values & fails[other] - fails[one])
    ]
    found = []
    for one, other in possible[:MOST_BUILT]:
        orders = permutations((implementations[one], implementations[other]))
        built = [both for a, b in orders if (both := together(a, b, function))]
        if built:
            fits = any(_gives(runs, both, run_case, asked) for both in built)
        else:
            alone = fails[one] - fails[other], fails[other] - fails[one]
            fits = {one, other} <= seen and min(map(len, alone)) >= ENOUGH
            fits = fits and alone[0] | alone[1] <= values
        if fits:
            found.append((one, other))
    return found[0] if len(found) == 1 and len(possible) <= MOST_BUILT else None


def _likenesses(
    runs: Sequence[Run], mistake: Sequence[Run], asked: Asked
) -> Mapping[str, Likeness]:
    theirs = {run.case: run for run in mistake}
    return {run.case: likeness(run, theirs[run.case], asked.others) for run in runs if run.failure}


def _is_seen(runs: Sequence[Run], found: Sequence[Likeness]) -> bool:
    """Few telling answers show a mistake, or many of small numbers; never yes or no."""
    answers = (run.log[-1].outcome for run in runs if run.log)
    yes_or_no = any(isinstance(a, Answer) and isinstance(a.value, bool) for a in answers)
    return found.count("telling") >= ENOUGH or (not yes_or_no and found.count("weak") >= MANY)


def _agrees(found: Mapping[str, Likeness], cases: Collection[str]) -> bool:
    return all(found[case] != "different" for case in cases)


def _gives(
    runs: Sequence[Run],
    both: Callable[..., Any],
    run_case: RunCase,
    asked: Asked,
) -> bool:
    """Does `both` fail the cases of `runs` with their answers, and no others?"""
    if asked.wrong_values(runs):
        runs = [run for run in runs if run.case not in asked.refusals]
    answers = []
    for run in sorted(runs, key=lambda run: run.failure is None):
        answer = run_case(both, run.case)
        if (answer.failure is None) != (run.failure is None):
            return False
        if run.failure and likeness(run, answer, asked.others) not in {"telling", "weak"}:
            return False
        answers.append(answer)
    return failed(answers) == failed(runs) and explains(runs, answers, asked)


def together(
    one: Callable[..., Any], other: Callable[..., Any], function: str
) -> Callable[..., Any] | None:
    """`one` built on `other` in the place of the solution; None if it does not call that."""
    if isinstance(one, type) and isinstance(other, type):
        try:
            return type(one.__name__, (one, other), {})
        except TypeError:
            return None
    if not isinstance(one, FunctionType) or function not in one.__code__.co_names:
        return None
    names = {**one.__globals__, function: other}
    made = FunctionType(one.__code__, names, one.__name__, one.__defaults__, one.__closure__)
    made.__kwdefaults__ = one.__kwdefaults__
    return made
