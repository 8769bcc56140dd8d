"""The smallest input that shows a mistake.

Hypothesis draws inputs once for each worker; those that tell the known mistakes apart are kept,
sorted by size, and a submission is asked one after the other until it fails.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from autograder.checking.compare import assert_close
from autograder.checking.failures import CheckFailure, Stopped, StudentError
from autograder.checking.functions import Functions
from autograder.checking.small import Scenario
from autograder.checking.subject import Instance, Side, Subject
from autograder.results import Counterexample, Message
from autograder.results.record import finite
from autograder.sandbox import Handle, SandboxLost, Source, Tensor
from autograder.sandbox.values import clean

DRAWN = 50

ASKED = 12
"""Inputs that every submission is asked, more if the known mistakes need them."""

LARGEST = 64
"""Values of an array, and cells along an axis, that are worth printing."""

LONGEST = 4000
"""Characters of an answer that are worth printing."""

TERMS = 64
"""Room for rounding: a small input adds few terms."""


@dataclass(frozen=True)
class Candidate:
    """An input of a function, how to ask for its answer, and the right one."""

    arguments: Mapping[str, Any]
    expected: Any
    ask: Callable[..., Any]


@dataclass(frozen=True)
class Shown:
    """A counterexample, and the failure that it leads to."""

    example: Counterexample
    failure: CheckFailure


def draw_candidates(
    function: str, small: SearchStrategy[dict[str, Any]] | Scenario, reference: Functions
) -> list[Candidate]:
    """Inputs from the smallest, the same in every process; arguments in the function's order."""

    def call(subject: Subject, /, **arguments: Any) -> Any:
        return getattr(subject, function)(**arguments)

    strategy, ask = (small.arguments, small.ask) if isinstance(small, Scenario) else (small, call)
    asked = small.ask if isinstance(small, Scenario) else reference.functions[function]
    place = {name: i for i, name in enumerate(inspect.signature(asked).parameters)}
    drawn: list[dict[str, Any]] = []

    @settings(
        max_examples=DRAWN,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(arguments: dict[str, Any]) -> None:
        drawn.append({name: arguments[name] for name in sorted(arguments, key=place.__getitem__)})

    collect()
    different = {repr(_plain(arguments)): arguments for arguments in drawn}
    smallest = sorted(different.items(), key=lambda item: (_size(item[1]), item[0]))
    subject = Subject(reference)
    return [Candidate(arguments, ask(subject, **arguments), ask) for _, arguments in smallest]


def choose(
    function: str, candidates: Sequence[Candidate], mistakes: Sequence[Side]
) -> list[Candidate]:
    """The smallest that shows each mistake, and others between them, of all sizes."""
    places = range(len(candidates))
    telling = {
        next((i for i in places if first_failure(function, [candidates[i]], wrong)), 0)
        for wrong in mistakes
        if candidates
    }
    others = [i for i in places if i not in telling]
    wanted = max(ASKED - len(telling), 0)
    step = max(1, -(-len(others) // max(wanted, 1)))
    return [candidates[i] for i in sorted(telling.union(others[::step][:wanted]))]


def first_failure(function: str, candidates: Sequence[Candidate], side: Side) -> Shown | None:
    """The first candidate that `side` gets wrong; None if there is none, or if it never answers.

    `side` must never have seen a hidden input: what it answers is shown to the student.
    """
    for candidate in candidates:
        subject, got = Subject(side), None
        try:
            got = candidate.ask(subject, **candidate.arguments)
            assert_close(got, candidate.expected, terms=TERMS)
        except Stopped:
            return None
        except SandboxLost:
            raise
        except Exception as error:  # a scenario may trip over an answer that has no such part
            if got is None:
                got = getattr(subject._log[-1].outcome, "value", None)
            unusable = CheckFailure(Message("unusable_answer"), repr(error))
            return _shown(candidate, got, error if isinstance(error, CheckFailure) else unusable)
    return None


def _shown(candidate: Candidate, answer: Any, failure: CheckFailure) -> Shown:
    got = _raised(failure) if isinstance(failure, StudentError) else brief(plain(answer))
    return Shown(
        Counterexample(_plain(candidate.arguments), plain(candidate.expected), got), failure
    )


def _size(value: Any) -> int:
    """How much there is to read: numbers in arrays, and the size of whole numbers."""
    if isinstance(value, Tensor):
        return _size(value.array)
    if isinstance(value, np.ndarray):
        return 2 * value.size
    if isinstance(value, Mapping):
        return sum(map(_size, value.values()))
    if isinstance(value, list | tuple):
        return 1 + sum(map(_size, value))
    return abs(value) if isinstance(value, int) else 0


def _raised(failure: StudentError) -> dict[str, Any]:
    return {"raised": failure.raised.type, "text": failure.raised.text}


def _plain(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in arguments.items()}


def plain(value: Any) -> Any:
    """A value as JSON in which nothing looks like anything else.

    Arrays become `{"dtype", "shape", "values"}`, values null if too many; a tuple is an array of
    JSON; lists and dicts become `{"list": […]}` and `{"dict": {…}}`.
    """
    if isinstance(value, Tensor):
        return plain(value.array)
    if isinstance(value, np.ndarray):
        fits = value.size <= LARGEST and max(value.shape, default=0) <= LARGEST
        values = _nested(value.tolist()) if fits else None
        return {"dtype": value.dtype.name, "shape": list(value.shape), "values": values}
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, str):
        return clean(value, LONGEST)
    if isinstance(value, bool | int | None):
        return value
    if isinstance(value, float):
        return finite(value)
    if isinstance(value, complex):
        return str(value)
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, list):
        return {"list": [plain(each) for each in value]}
    if isinstance(value, Mapping):
        return {"dict": {clean(key, LONGEST): plain(each) for key, each in value.items()}}
    if isinstance(value, Handle | Instance):
        return "…"
    if isinstance(value, Callable):  # type: ignore[arg-type]
        return getattr(value, "__name__", "…")
    return value.code if isinstance(value, Source) else "…"


def brief(value: Any) -> Any:
    """A JSON value, or a mark in its place if it is too long for a page."""
    return value if len(json.dumps(value)) <= LONGEST else "…"


def _nested(values: Any) -> Any:
    return [_nested(v) for v in values] if isinstance(values, list) else plain(values)
