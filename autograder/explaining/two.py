"""Two mistakes at once: a pair that explains all the wrong answers of a function together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import combinations, permutations
from types import FunctionType
from typing import Any

from autograder.checking.running import Run
from autograder.explaining.likeness import likeness, own_raise
from autograder.explaining.mistakes import explains, failed, wrong_values
from autograder.sandbox import Answer

ENOUGH = 2
"""Cases of each of the two alone that must be told by it."""

MOST_TRIED = 200
"""Single cases asked of pairs that are made for it."""

Implementations = Mapping[str, Callable[..., Any]]
RunCases = Callable[[Callable[..., Any], Collection[str] | None], list[Run]]
"""The runs of an implementation: of some cases, or of all."""


def name_two(
    runs: Sequence[Run],
    mistakes: Mapping[str, Sequence[Run]],
    implementations: Implementations,
    function: str,
    run_cases: RunCases,
    others: Collection[str] = (),
) -> tuple[str, str] | None:
    """The ids of the only two mistakes that together give the wrong answers of `runs`."""
    seen = {name for name, wrong in mistakes.items() if _shows(runs, wrong, others)}
    usable = [run for run in runs if run.case in wrong_values(runs) and _is_evidence(run)]
    if not usable or not seen:
        return None
    built = _built(runs, usable[0], seen, mistakes, implementations, function, run_cases, others)
    found = set(map(frozenset, built))
    for one, other in combinations(mistakes, 2):
        if _share(runs, mistakes[one], mistakes[other], others):
            both = implementations[one], implementations[other]
            if not any(together(a, b, function) for a, b in permutations(both, 2)):
                found.add(frozenset((one, other)))
    if len(found) != 1:
        return None
    first, second = sorted(found.pop(), key=list(mistakes).index)
    return first, second


def _shows(runs: Sequence[Run], mistake: Sequence[Run], others: Collection[str]) -> bool:
    """Does the mistake alone give the answers of some cases?"""
    theirs = {run.case: run for run in mistake}
    found = [likeness(run, theirs[run.case], others) for run in runs if run.failure]
    return found.count("telling") >= ENOUGH


def _is_evidence(run: Run) -> bool:
    outcome = run.log[-1].outcome if run.log else None
    nothing = isinstance(outcome, Answer) and outcome.value is None
    return outcome is not None and not nothing and not own_raise(outcome)


def _share(
    runs: Sequence[Run], one: Sequence[Run], other: Sequence[Run], others: Collection[str]
) -> bool:
    """Do the two fail the cases of `runs` between them, each where it is alone with its answers?

    What comes of a case that both fail is anybody's guess, and is no evidence.
    """
    values, mine, theirs = wrong_values(runs), wrong_values(one), wrong_values(other)
    if not values or not values <= mine | theirs or (mine ^ theirs) - values:
        return False
    if len(mine - theirs) < ENOUGH or len(theirs - mine) < ENOUGH:
        return False
    return all(
        _all_like(runs, wrong, cases, others)
        for wrong, cases in [
            (one, mine - theirs),
            (other, theirs - mine),
        ]
    )


def _all_like(
    runs: Sequence[Run], mistake: Sequence[Run], cases: Collection[str], others: Collection[str]
) -> bool:
    theirs = {run.case: run for run in mistake}
    found = [likeness(run, theirs[run.case], others) for run in runs if run.case in cases]
    return "different" not in found and found.count("telling") >= ENOUGH


def _built(
    runs: Sequence[Run],
    first: Run,
    seen: set[str],
    mistakes: Mapping[str, Sequence[Run]],
    implementations: Implementations,
    function: str,
    run_cases: RunCases,
    others: Collection[str],
) -> Iterator[tuple[str, str]]:
    """Pairs that, one built on the other, fail the very cases of `runs` with the same answers.

    One of the two must show alone somewhere: of two that are always both at work, there may be
    others with the same effect. One case is asked first: most pairs give another answer to it.
    """
    values = wrong_values(runs)
    orders = [
        (one, other)
        for one, other in permutations(implementations, 2)
        if seen & {one, other}
        and values <= wrong_values(mistakes[one]) | wrong_values(mistakes[other])
    ]
    for one, other in orders[:MOST_TRIED]:
        both = together(implementations[one], implementations[other], function)
        if both is None or likeness(first, run_cases(both, {first.case})[0], others) == "different":
            continue
        answers = run_cases(both, None)
        if failed(answers) == failed(runs) and explains(runs, answers, others):
            yield one, other


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
