"""A side that is asked once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.checking.subject import Side
from autograder.sandbox import Outcome


class Remembered:
    """A side that answers the n-th call of a case as it did the first time."""

    def __init__(self, side: Side, outcomes: list[Outcome]) -> None:
        self._side = side
        self._outcomes = outcomes
        self._position = 0

    def call(self, function: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Outcome:
        return self._recall(lambda: self._side.call(function, args, kwargs))

    def call_method(
        self, instance: Any, method: str, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> Outcome:
        return self._recall(lambda: self._side.call_method(instance, method, args, kwargs))

    def get(self, instance: Any, attribute: str) -> Outcome:
        return self._recall(lambda: self._side.get(instance, attribute))

    def vjp(self, function: str, args: Sequence[Any], dy: Any) -> Outcome:
        return self._recall(lambda: self._side.vjp(function, args, dy))

    def is_instance(self, value: Any) -> bool:
        return self._side.is_instance(value)

    def _recall(self, ask: Any) -> Outcome:
        if self._position == len(self._outcomes):
            self._outcomes.append(ask())
        self._position += 1
        return self._outcomes[self._position - 1]
