"""Which known mistake is this? The one that gives the same answers, or none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from autograder.checking.failures import NotRefused
from autograder.checking.running import Run
from autograder.explaining.likeness import RIGHT_VALUES, likeness, own_raise

ENOUGH = 2
"""Telling answers that are enough, however many cases are no evidence."""


def name_mistake(
    runs: Sequence[Run], mistakes: Mapping[str, Sequence[Run]], others: Collection[str] = ()
) -> str | None:
    """The id of the mistake that gives the wrong answers of `runs`; None if it is not certain."""
    matching = [name for name, wrong in mistakes.items() if explains(runs, wrong, others)]
    exact = [name for name in matching if failed(mistakes[name]) == failed(runs)]
    named = exact or matching
    return named[0] if len(named) == 1 else None


def explains(runs: Sequence[Run], mistake: Sequence[Run], others: Collection[str] = ()) -> bool:
    """Does the mistake give the wrong answers of `runs`, and no others?

    Refusals that are missing are left aside when values are wrong too; when nothing but refusals
    is missing, only a mistake that lacks the very same ones explains it. Answers that many
    mistakes share count only if the same cases fail.
    """
    values, refusals = wrong_values(runs), failed(runs) - wrong_values(runs)
    theirs = {run.case: run for run in mistake}
    if not values:
        return failed(mistake) == refusals and all(
            likeness(run, theirs[run.case], others) in {"telling", "weak"}
            for run in runs
            if run.failure
        )
    found = [likeness(run, theirs[run.case], others) for run in runs if run.case in values]
    more = wrong_values(mistake) - values
    if "different" in found or any(_counts(theirs[case]) for case in more):
        return False
    same_cases = failed(mistake) == failed(runs)
    certain = "telling" in found or ("weak" in found and same_cases)
    borne_out = same_cases and found.count("telling") >= ENOUGH
    return certain and (borne_out or 2 * found.count("neutral") <= len(found))


def _counts(run: Run) -> bool:
    """Must a student with this mistake fail this case?"""
    spared = run.failure is None or run.failure.message.id in RIGHT_VALUES
    return not spared and not (run.log and own_raise(run.log[-1].outcome))


def failed(runs: Sequence[Run]) -> set[str]:
    return {run.case for run in runs if run.failure}


def wrong_values(runs: Sequence[Run]) -> set[str]:
    """The cases that fail, but for those of a refusal that is missing."""
    return {r.case for r in runs if r.failure and not isinstance(r.failure, NotRefused)}
