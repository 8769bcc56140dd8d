"""Are two wrong answers the same wrong answer?"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, Literal

import numpy as np
import numpy.ma  # np.unique would load it in each process of its own

from autograder.checking.authors.assertions import assert_close
from autograder.checking.failures import CheckFailure, Mismatch
from autograder.checking.functions import SETUP
from autograder.checking.proxy import Call
from autograder.checking.running import Run
from autograder.sandbox import Answer, Handle, Outcome, Plot, Raised, Table, Tensor

TERMS = 256
"""Room for rounding when two wrong answers are compared."""

TEXT = 200
"""Characters of an exception's text that are compared."""

CELLS = 1000
"""Of an answer that are looked at to see whether it tells."""

CONTAINERS = (tuple, list, dict, set, frozenset, Table, Plot)
VALUES = (np.ndarray, np.generic, Tensor, *CONTAINERS, str, int, float, type(None))
RAISES = re.compile(r"(^|[:;]\s*)(raise|assert)\b")
MEMORY = {"not_a_view", "not_a_copy", "writeable_view"}
RIGHT_VALUES = {"wrong_dtype", "changed_input", *MEMORY}
"""Failures that say nothing of the values."""

Likeness = Literal["telling", "weak", "neutral", "different"]
"""`telling`: few other mistakes would answer so. `weak`: many would. `neutral`: no evidence."""


def likeness(ours: Run, theirs: Run, others: Collection[str] = ()) -> Likeness:
    """How far a case supports that `ours` is the mistake `theirs`.

    `others` are the unit's functions beside the one that is asked. What a student's own `raise`
    says is no evidence: it may stand for any reason. Where the mistake itself refuses an input,
    what comes of the student's own test of that input is none either, nor is a missing `return`.
    """
    if ours.failure is None or theirs.failure is None or not ours.log or not theirs.log:
        return "different"
    ids = {ours.failure.message.id, theirs.failure.message.id}
    if len(ids) > 1 and ids & MEMORY:
        return "different"
    if ids == {"wrong_error"}:
        return "weak"
    (*before, last), (*their_before, their_last) = ours.log, theirs.log
    if len(before) != len(their_before) or not _all_alike(before, their_before):
        return "different"
    mine, other = last.outcome, their_last.outcome
    if isinstance(mine, Answer) and mine.value is None and isinstance(ours.failure, Mismatch):
        return "neutral" if alike(mine, other) else "different"
    if alike(mine, other) and not is_own_raise(mine):
        return "telling" if tells(mine) and not ids & RIGHT_VALUES else "weak"
    if isinstance(other, Raised) and is_own_raise(other):
        if (
            isinstance(mine, Raised)
            and mine.function == other.function
            and mine.function in others
            and mine.bases[:1] == other.bases[:1]
        ):
            return "weak"
        return "neutral"
    return "neutral" if _both_misfit(mine, other) else "different"


def _both_misfit(a: Outcome, b: Outcome) -> bool:
    """Did NumPy refuse both because of some sizes? Which ones it names depends on the operation."""
    return (
        isinstance(a, Raised)
        and isinstance(b, Raised)
        and a.bases[:1] == b.bases[:1] == ("ValueError",)
        and not is_own_raise(a)
        and tells(a)
        and tells(b)
    )


def same_answers(a: Run, b: Run) -> bool:
    """Did both sides answer every call of a case alike?"""
    return len(a.log) == len(b.log) and _all_alike(a.log, b.log)


def _all_alike(ours: Sequence[Call], theirs: Sequence[Call]) -> bool:
    return all(alike(a.outcome, b.outcome) for a, b in zip(ours, theirs, strict=True))


def alike(a: Outcome, b: Outcome) -> bool:
    """Two exceptions are alike if class and text are; of two that were raised on purpose, class."""
    if isinstance(a, Answer) and isinstance(b, Answer):
        return a.changed == b.changed and close(a.value, b.value)
    if isinstance(a, Raised) and isinstance(b, Raised):
        both = is_own_raise(a) and is_own_raise(b)
        return a.bases[:1] == b.bases[:1] and (both or _text(a) == _text(b))
    return type(a) is type(b)


def is_own_raise(outcome: Outcome) -> bool:
    """Was it raised by a `raise` or `assert` of the function, not inside what it called?"""
    return isinstance(outcome, Raised) and outcome.filename != SETUP and on_purpose(outcome)


def on_purpose(raised: Raised) -> bool:
    """Was it raised by a `raise` or `assert`, also one of a function that the course gives?"""
    return RAISES.search(raised.source or "") is not None


def tells(outcome: Outcome) -> bool:
    """Is it an answer that few mistakes share? Sizes in the text of an error make one, too."""
    if isinstance(outcome, Raised):
        return bool(re.search(r"\d", outcome.text))
    return isinstance(outcome, Answer) and _is_telling(outcome.value)


def _is_telling(value: Any) -> bool:
    if isinstance(value, Tensor):
        return _is_telling(value.array)
    if isinstance(value, np.ndarray):
        return (
            value.size > 3
            and value.dtype.kind in "iufc"
            and len(np.unique(value.ravel()[:CELLS])) > 2
        )
    if isinstance(value, tuple | list):
        return any(map(_is_telling, value)) or len(set(map(repr, value[:CELLS]))) > 2
    if isinstance(value, dict):
        return len(value) > 1 or any(map(_is_telling, value.values()))
    if isinstance(value, set | frozenset | str | Table):
        return len(value) > 1
    if isinstance(value, Plot):
        return any(map(_is_telling, value.axes))
    return isinstance(value, float) and not float(4 * value).is_integer()


def _text(raised: Raised) -> str:
    return " ".join(raised.text.split())[:TEXT]


def close(a: object, b: object) -> bool:
    """Is `a` the value `b`, whatever its kind of number?"""
    if isinstance(b, Handle):
        return isinstance(a, Handle)
    if isinstance(b, VALUES):
        try:
            assert_close(a, b, terms=TERMS, kinds="biufc")
        except CheckFailure:
            return False
        return True
    return type(a).__name__ == type(b).__name__
