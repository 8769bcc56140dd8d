"""The smallest input that shows a mistake, found by Hypothesis."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, Verbosity, find, settings
from hypothesis.errors import NoSuchExample
from hypothesis.strategies import SearchStrategy

from autograder.checking.compare import assert_close
from autograder.checking.failures import CheckFailure, StudentError
from autograder.checking.subject import Side, Subject
from autograder.results import Counterexample, finite
from autograder.sandbox import Handle, Tensor

CALLS = 250
"""Calls that a search may make. A count and not a time: the record is the same on any machine."""

LARGEST = 64
"""Values of an array that are worth printing."""

SETTINGS = settings(
    max_examples=CALLS,
    derandomize=False,
    database=None,
    deadline=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
    verbosity=Verbosity.quiet,
)


@dataclass(frozen=True)
class Shown:
    """A counterexample, and the failure that it leads to."""

    example: Counterexample
    failure: CheckFailure


def smallest(
    function: str, strategy: SearchStrategy[dict[str, Any]], side: Side, reference: Side
) -> Shown | None:
    """The smallest failing input among the first CALLS tried, or None.

    `side` must never have seen a hidden input: what it answers is shown to the student.
    """
    calls = 0
    failures: list[tuple[Mapping[str, Any], Any, CheckFailure]] = []

    def fails(arguments: dict[str, Any]) -> bool:
        nonlocal calls
        calls += 1
        if calls > CALLS:
            return False
        expected = getattr(Subject(reference), function)(**arguments)
        subject = Subject(side)
        try:
            assert_close(getattr(subject, function)(**arguments), expected, terms=64, kinds=None)
        except CheckFailure as failure:
            got = getattr(subject._log[-1].outcome, "value", None)
            failures.append((arguments, (expected, got), failure))
            return True
        return False

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = find(strategy, fails, settings=SETTINGS, random=random.Random(0))
    except NoSuchExample:
        return None
    for arguments, (expected, got), failure in reversed(failures):
        if _plain(arguments) == _plain(found):
            raised = isinstance(failure, StudentError)
            return Shown(
                Counterexample(
                    arguments=_plain(arguments),
                    expected=plain(expected),
                    got=_raised(failure) if raised else plain(got),
                ),
                failure,
            )
    return None


def _raised(failure: CheckFailure) -> dict[str, Any]:
    assert isinstance(failure, StudentError)
    return {"raised": failure.raised.type, "text": failure.raised.text}


def _plain(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in arguments.items()}


def plain(value: Any) -> Any:
    """A value as JSON: arrays become `{"dtype", "shape", "values"}`, values null if too many."""
    if isinstance(value, Tensor):
        return plain(value.array)
    if isinstance(value, np.ndarray):
        values = _nested(value.tolist()) if value.size <= LARGEST else None
        return {"dtype": value.dtype.name, "shape": list(value.shape), "values": values}
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, bool | int | str | None):
        return value
    if isinstance(value, float):
        return finite(value)
    if isinstance(value, complex):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, Handle):
        return "…"
    if isinstance(value, Callable):  # type: ignore[arg-type]
        return getattr(value, "__name__", "…")
    return getattr(value, "code", "…")


def _nested(values: Any) -> Any:
    return [_nested(v) for v in values] if isinstance(values, list) else plain(values)
