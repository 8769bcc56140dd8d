"""Calls that are known before anybody answers: a child is sent them all in one trip.

A case's calls are known if they stay what they are when every answer is another one. What an
answer leads to is asked live: sent ahead, it would carry the right answer into the sandbox.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.checking.authors.assertions import comparing_nothing
from autograder.checking.authors.inputs import fresh, holds_same_bytes
from autograder.checking.cached import CachedAnswers
from autograder.checking.functions import Functions
from autograder.checking.proxy import Answerer, Call, Proxy
from autograder.checking.student import Student
from autograder.sandbox import Answer, Limits, Outcome, Plot, Request, Table, Tensor, call_request
from autograder.sandbox.inside.tables import build, is_table

FRAME_BYTES = Limits().frame_bytes

LARGE = 2**20
"""Bytes of arrays in one call; a trip of its own costs nothing beside what such a call costs."""


@dataclass(frozen=True)
class Planned:
    """A call, and what a child is sent for it."""

    call: Call
    request: Request


Plan = Sequence[Planned]


def plan(function: str, ask: Callable[[Proxy], object], right: Sequence[Call]) -> Plan:
    """The calls that `ask` makes, which got the `right` answers; none if one is not known before.

    Only calls of `function` are: others would be loaded with it. Large ones are asked live, and not
    held in the memory of every process.
    """
    if any(call.name != function or _bytes_of(call) > LARGE for call in right):
        return ()
    others = Proxy(CachedAnswers(Functions({}), [_another(call.outcome) for call in right]))
    with comparing_nothing(), suppress(Exception):  # what it trips over, it does not call
        ask(others)
    made = others._log
    if len(made) != len(right) or not all(map(_is_same, made, right)):
        return ()
    try:
        return [
            Planned(call, call_request(call.name, call.args, call.kwargs, FRAME_BYTES))
            for call in right
        ]
    except (TypeError, ValueError):  # an instance, or a function that is lent
        return ()


def in_turn(student: Student, plans: Sequence[Plan]) -> Iterator[Answerer]:
    """`student` for each case in its turn; a child is sent at once what is planned for all."""
    student.send_ahead(planned.request for plan in plans for planned in plan)
    for plan in plans:
        case = _Case(student, plan)
        yield case
        student.skip_sent(case.left)


class _Case:
    """A student during one case: planned calls have their outcomes under way."""

    def __init__(self, student: Student, plan: Plan) -> None:
        self._student = student
        self._plan = plan
        self.left = len(plan)
        self.call_method, self.get = student.call_method, student.get
        self.vjp, self.is_instance = student.vjp, student.is_instance

    def call(self, function: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Outcome:
        if self.left and _is_call(self._plan[-self.left].call, function, args, kwargs):
            self.left -= 1
            return self._student.next_sent()
        return self._student.call(function, args, kwargs)


def _bytes_of(call: Call) -> int:
    values = (*call.args, *call.kwargs.values())
    return sum(value.nbytes for value in values if isinstance(value, np.ndarray))


def _is_same(one: Call, other: Call) -> bool:
    return _is_call(one, other.name, other.args, other.kwargs)


def _is_call(call: Call, name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> bool:
    return (
        call.name == name
        and len(call.args) == len(args)
        and call.kwargs.keys() == kwargs.keys()
        and all(map(_is_alike, call.args, args))
        and all(_is_alike(value, kwargs[key]) for key, value in call.kwargs.items())
    )


def _is_alike(one: Any, other: Any) -> bool:
    """The same values of the same types; arrays of the same layout."""
    if one is other:
        return True
    if isinstance(one, Tensor) and isinstance(other, Tensor):
        return one.requires_grad == other.requires_grad and _is_alike(one.array, other.array)
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        same = one.dtype == other.dtype and one.strides == other.strides
        same = same and one.flags.writeable == other.flags.writeable
        return same and holds_same_bytes(one, other)
    if type(one) is not type(other):
        return False
    if is_table(one):
        return holds_same_bytes(one, other)
    if isinstance(one, Table):
        return holds_same_bytes(build(one), build(other))
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(_is_alike, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_is_alike(one[k], other[k]) for k in one)
    return bool(one == other)


def _another(outcome: Outcome) -> Outcome:
    return (
        replace(outcome, value=_changed(outcome.value)) if isinstance(outcome, Answer) else outcome
    )


def _changed(value: Any) -> Any:
    """Of the same type and shape, with no number of the same value."""
    if isinstance(value, Tensor):
        return replace(value, array=_changed(value.array))
    if isinstance(value, np.ndarray):
        other = fresh(value)
        np.copyto(other, _other_numbers(value), casting="unsafe")
        return other
    if isinstance(value, tuple | list):
        return type(value)([_changed(each) for each in value])
    if isinstance(value, dict):
        return {key: _changed(each) for key, each in value.items()}
    if isinstance(value, str):
        return f"{value}?"
    if isinstance(value, Plot):
        return replace(value, axes=_changed(value.axes))
    if isinstance(value, Table):
        columns = [replace(column, values=_changed(column.values)) for column in value.columns]
        return replace(value, columns=tuple(columns))
    if isinstance(value, set | frozenset):
        return type(value)(map(_changed, value))
    if isinstance(value, bool | int | float | complex | np.generic):
        return type(value)(_other_numbers(np.asarray(value))[()])
    return value


def _other_numbers(array: np.ndarray) -> np.ndarray:
    if array.dtype.kind == "b":
        return ~array
    if array.dtype.kind in "iu":
        return array + 1
    with np.errstate(all="ignore"):
        return np.where(np.isfinite(array), -1.5 * array - 0.75, 0.5)
