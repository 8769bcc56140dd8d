"""Which known mistake is this? The one that gives the same answers, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.checking.proxy import Call
from autograder.checking.running import Run
from autograder.explaining.likeness import RIGHT_VALUES, is_own_raise, likeness
from autograder.sandbox import Raised

ENOUGH = 2
"""Telling answers that are enough, however many cases are no evidence."""


@dataclass(frozen=True)
class Asked:
    """What is known of a function: the unit's `others`, and the cases that ask for a refusal."""

    others: frozenset[str]
    refusals: frozenset[str]

    def wrong_values(self, runs: Sequence[Run]) -> set[str]:
        """The cases that fail, but for those of a refusal: whichever of its calls failed."""
        return failed(runs) - self.refusals


def refusals_in(right: Mapping[str, Sequence[Call]]) -> frozenset[str]:
    """The cases in which a right answer raises."""
    raising = (n for n, calls in right.items() if any(isinstance(c.outcome, Raised) for c in calls))
    return frozenset(raising)


def name_mistake(
    runs: Sequence[Run], mistakes: Mapping[str, Sequence[Run]], asked: Asked
) -> str | None:
    """The id of the mistake that gives the wrong answers of `runs`; None if it is not certain."""
    matching = [name for name, wrong in mistakes.items() if explains(runs, wrong, asked)]
    exact = [name for name in matching if failed(mistakes[name]) == failed(runs)]
    named = exact or matching
    return named[0] if len(named) == 1 else None


def explains(runs: Sequence[Run], mistake: Sequence[Run], asked: Asked) -> bool:
    """Does the mistake give the wrong answers of `runs`, and no others?

    Refusals are left aside when values are wrong too; when nothing but refusals is missing, only
    a mistake that lacks the very same ones explains it. Answers that many mistakes share count
    only if the same cases fail.
    """
    values = asked.wrong_values(runs)
    theirs = {run.case: run for run in mistake}
    if not values:
        return failed(mistake) == failed(runs) and all(
            likeness(run, theirs[run.case], asked.others) in {"telling", "weak"}
            for run in runs
            if run.failure
        )
    more = asked.wrong_values(mistake) - values
    if any(_counts(theirs[case]) for case in more):
        return False
    found = []
    for run in runs:
        if run.case in values:
            found.append(likeness(run, theirs[run.case], asked.others))
            if found[-1] == "different":
                return False
    same_cases = failed(mistake) == failed(runs)
    certain = "telling" in found or ("weak" in found and same_cases)
    borne_out = same_cases and found.count("telling") >= ENOUGH
    return certain and (borne_out or 2 * found.count("neutral") <= len(found))


def _counts(run: Run) -> bool:
    """Must a student with this mistake fail this case?"""
    spared = run.failure is None or run.failure.message.id in RIGHT_VALUES
    return not spared and not (run.log and is_own_raise(run.log[-1].outcome))


def failed(runs: Sequence[Run]) -> set[str]:
    return {run.case for run in runs if run.failure}
