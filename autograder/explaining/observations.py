"""What a submission answered beside what is right, call by call, with arguments by their names."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.checking.failures import ChangedInput, Mismatch
from autograder.checking.proxy import Call
from autograder.checking.running import Run
from autograder.explaining.likeness import alike
from autograder.sandbox import Answer, Handle, Outcome, Tensor


@dataclass(frozen=True)
class Observation:
    """One call that has a right answer, and what the submission made of it (None: the right one).

    `arguments` are those of the call by name; for a method, also those of the calls before it.
    """

    arguments: Mapping[str, Any]
    expected: Any
    got: Outcome | None

    @property
    def value(self) -> Any:
        """What the submission answered; None if it did not."""
        return self.got.value if isinstance(self.got, Answer) else None


def observe(
    runs: Sequence[Run],
    right: Mapping[str, Sequence[Call]],
    functions: Mapping[str, Callable[..., Any]],
) -> tuple[list[Observation], list[Observation]]:
    """The calls that were answered wrongly, and those that were answered rightly.

    Calls that a right answer refuses are left out, and so are cases of which no log was kept.
    """
    wrong: list[Observation] = []
    good: list[Observation] = []
    for run in runs:
        known: dict[str, Any] = {}
        calls = right[run.case]
        answered = run.log if run.failure else calls
        for i, (call, done) in enumerate(zip(calls, answered, strict=False)):
            known = {**(known if "." in call.name else {}), **named(call, functions)}
            if not isinstance(call.outcome, Answer):
                continue
            blamed = i == len(answered) - 1 and isinstance(run.failure, Mismatch | ChangedInput)
            expected = plainly(call.outcome.value)
            if blamed or not alike(done.outcome, call.outcome):
                wrong.append(Observation(known, expected, _plain_outcome(done.outcome)))
            elif not isinstance(expected, Handle):
                good.append(Observation(known, expected, None))
    return wrong, good


def _plain_outcome(outcome: Outcome) -> Outcome:
    if isinstance(outcome, Answer):
        return Answer(plainly(outcome.value), outcome.changed, outcome.arrays)
    return outcome


def plainly(value: Any) -> Any:
    """With arrays in the place of tensors."""
    if isinstance(value, Tensor):
        return value.array
    if isinstance(value, tuple | list):
        return type(value)(plainly(each) for each in value)
    return value


def named(call: Call, functions: Mapping[str, Callable[..., Any]]) -> dict[str, Any]:
    """The arguments of a call by the names of the course's own signature, defaults included."""
    parameters = parameters_of(call.name, functions)
    values = {name: p.default for name, p in parameters.items() if p.default is not p.empty}
    values |= dict(zip(parameters, call.args, strict=False))
    return {name: plainly(value) for name, value in {**values, **call.kwargs}.items()}


def parameters_of(
    name: str, functions: Mapping[str, Callable[..., Any]]
) -> Mapping[str, inspect.Parameter]:
    """Of a function, or of a method as `Class.method`; none if there is no such thing."""
    function, _, member = name.partition(".")
    asked: Any = functions.get(function)
    if member and member != "vjp":
        asked = getattr(asked, member, None)
    if not callable(asked):
        return {}
    parameters = dict(inspect.signature(asked).parameters)
    parameters.pop("self", None)
    return parameters
