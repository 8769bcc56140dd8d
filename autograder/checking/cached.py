"""An answerer that is asked once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from autograder.checking.proxy import Answerer
from autograder.sandbox import Outcome


class CachedAnswers:
    """An answerer that answers the n-th call of a case as it did the first time."""

    def __init__(self, answerer: Answerer, outcomes: list[Outcome]) -> None:
        self._answerer = answerer
        self._outcomes = outcomes
        self._position = 0

    def call(self, function: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Outcome:
        return self._recall(lambda: self._answerer.call(function, args, kwargs))

    def call_method(
        self, instance: Any, method: str, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> Outcome:
        return self._recall(lambda: self._answerer.call_method(instance, method, args, kwargs))

    def get(self, instance: Any, attribute: str) -> Outcome:
        return self._recall(lambda: self._answerer.get(instance, attribute))

    def vjp(self, function: str, args: Sequence[Any], dy: Any) -> Outcome:
        return self._recall(lambda: self._answerer.vjp(function, args, dy))

    def is_instance(self, value: Any) -> bool:
        return self._answerer.is_instance(value)

    def _recall(self, ask: Any) -> Outcome:
        if self._position == len(self._outcomes):
            self._outcomes.append(ask())
        self._position += 1
        return self._outcomes[self._position - 1]
