"""Which known mistake is this? The one that gives the same answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from autograder.checking.compare import assert_close
from autograder.checking.failures import ChangedInput, CheckFailure, Mismatch, NotRefused
from autograder.checking.running import Run
from autograder.sandbox import Answer, Handle, Outcome, Raised, Tensor

TERMS = 256
"""Room for rounding when two wrong answers are compared."""

VALUES = (np.ndarray, np.generic, Tensor, tuple, list, dict, int, float, type(None))


def name_mistake(runs: Sequence[Run], mistakes: Mapping[str, Sequence[Run]]) -> str | None:
    """The id of the mistake that gives the wrong answers of `runs`; None if there is none.

    One that fails the very same cases comes first, then the one that fails fewest others.
    """
    failed = _failed(runs)
    matching = [name for name, wrong in mistakes.items() if explains(runs, wrong)]
    return min(
        matching,
        key=lambda name: (_failed(mistakes[name]) != failed, len(_failed(mistakes[name]) - failed)),
        default=None,
    )


def explains(runs: Sequence[Run], mistake: Sequence[Run]) -> bool:
    """Does the mistake fail every case that `runs` fail, with the same answers?

    Refusals that are missing are left aside when values are wrong too; when nothing but refusals
    is missing, only a mistake that lacks nothing else explains it. Exceptions and yes-or-no
    answers are shared by too many mistakes: alone they count only if the same cases fail.
    """
    theirs = {run.case: run for run in mistake}
    failed = [run for run in runs if run.failure]
    values = [run for run in failed if not isinstance(run.failure, NotRefused)]
    if not values and any(r.failure and not isinstance(r.failure, NotRefused) for r in mistake):
        return False
    telling = values or failed
    alike = all(
        theirs[run.case].failure is not None and same_answers(run, theirs[run.case])
        for run in telling
    )
    certain = not values or any(map(_tells, values)) or _failed(mistake) == _failed(runs)
    return bool(telling) and alike and certain


def _tells(run: Run) -> bool:
    """Is the wrong answer one that few mistakes share?"""
    answer = run.log[-1].outcome if run.log else None
    return (
        isinstance(run.failure, Mismatch | ChangedInput)
        and isinstance(answer, Answer)
        and not isinstance(answer.value, bool | np.bool_ | None)
    )


def same_answers(a: Run, b: Run) -> bool:
    """Did both sides answer every call of a case alike?"""
    return len(a.log) == len(b.log) and all(
        _alike(ours.outcome, theirs.outcome) for ours, theirs in zip(a.log, b.log, strict=True)
    )


def _alike(a: Outcome, b: Outcome) -> bool:
    if isinstance(a, Answer) and isinstance(b, Answer):
        return a.changed == b.changed and _close(a.value, b.value)
    if isinstance(a, Raised) and isinstance(b, Raised):
        return a.bases[:1] == b.bases[:1]
    return type(a) is type(b)


def _close(a: object, b: object) -> bool:
    if isinstance(b, Handle):
        return isinstance(a, Handle)
    if isinstance(b, VALUES):
        try:
            assert_close(a, b, terms=TERMS, kinds="biufc")
        except CheckFailure:
            return False
        return True
    return type(a).__name__ == type(b).__name__


def _failed(runs: Sequence[Run]) -> set[str]:
    return {run.case for run in runs if run.failure}
