"""The hidden cases of a unit as data that other graders can ask: calls, right answers, rules."""

from __future__ import annotations

import base64
import ctypes
import io
import pickle
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import Case, collect
from autograder.checking.functions import Functions
from autograder.checking.proxy import FunctionProxy, Proxy
from autograder.checking.running import Room, run
from autograder.sandbox import Answer, Outcome
from course.catalog import Course, Unit

SOURCE = Path(__file__).with_name("hidden.py").read_text(encoding="utf-8")

Part = tuple[int | None, str | None, int]
"""Which element of the answer is compared (None: all of it), accepted kinds of dtype, terms."""


class NotAskable(Exception):
    """A check compares something else than answers or parts of them: others cannot be asked it."""


@dataclass
class Question:
    """One call of a case, the right answer (or ValueError), what of it is compared, and whether it
    must leave its arguments alone.
    """

    function: str
    args: Sequence[Any]
    kwargs: Mapping[str, Any]
    expected: Any
    parts: list[Part] = field(default_factory=list)
    keeps: bool = False


@dataclass(frozen=True)
class Check:
    """A hidden check of one function: its cases, each with its points and questions."""

    function: str
    name: str
    cases: Sequence[tuple[str, float, Sequence[Question]]]

    @property
    def id(self) -> str:
        return f"{self.function}-{self.name}"

    @property
    def points(self) -> float:
        return round(sum(points for _, points, _ in self.cases), 6)

    def text(self) -> str:
        """As `hidden_cases` reads it."""
        plain = [
            (name, points, [tuple(vars(question).values()) for question in asked])
            for name, points, asked in self.cases
        ]
        file = io.BytesIO()
        _Pickler(file).dump(plain)
        return base64.b64encode(zlib.compress(file.getvalue())).decode()


def checks_of(course: Course, unit: Unit, seed: int = 0) -> list[Check]:
    """Every hidden check of `unit`. Raises NotAskable."""
    key = AnswerKey(course, collect(course, unit, seed))
    return [
        Check(
            function.name,
            check.name,
            [
                (case.name, case.points, _questions(key, case))
                for case in key.cases.all
                if (case.function, case.check) == (function.name, check.name)
            ],
        )
        for function in unit.functions.values()
        if not function.bonus
        for check in function.checks
    ]


def _questions(key: AnswerKey, case: Case) -> list[Question]:
    """What the case asks of the solutions, and how it compares what they answer."""
    side = _Noted(key.solutions.functions)

    def close(actual: Any, expected: Any, *, terms: int = 1, kinds: str | None = None) -> None:
        question, part = side.which(actual)
        question.parts.append((part, kinds, terms))

    def keeps(
        function: FunctionProxy, expected: Any, *args: Any, terms: int = 1, **kwargs: Any
    ) -> None:
        close(function(*args, **kwargs), expected, terms=terms)
        side.asked[-1].keeps = True

    def refuses(function: FunctionProxy, *args: Any, **kwargs: Any) -> None:
        function.outcome(*args, **kwargs)
        side.asked[-1].expected = ValueError

    ways = {"assert_close": close, "assert_refuses": refuses, "assert_keeps_arguments": keeps}
    names = case.test.__globals__
    with mock.patch.dict(names, {name: way for name, way in ways.items() if name in names}):
        reference = Proxy(key.solutions)
        done = run(case, key.cases.seed, Proxy(side), reference, Room())
    if done.failure is not None:
        raise NotAskable(case.name)
    return side.asked


class _Noted(Functions):
    """The solutions, and every question that they were asked."""

    def __init__(self, functions: Mapping[str, Any]) -> None:
        super().__init__(functions)
        self.asked: list[Question] = []

    def call(self, function: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Outcome:
        outcome = super().call(function, args, kwargs)
        expected = outcome.value if isinstance(outcome, Answer) else None
        self.asked.append(Question(function, args, kwargs, expected))
        return outcome

    def which(self, actual: Any) -> tuple[Question, int | None]:
        """The question whose answer, or element of it, is `actual`. Raises NotAskable."""
        for question in reversed(self.asked):
            if question.expected is actual:
                return question, None
            if isinstance(question.expected, tuple):
                for place, element in enumerate(question.expected):
                    if element is actual:
                        return question, place
        raise NotAskable(question.function)


class _Pickler(pickle.Pickler):
    """Arrays keep their layout in memory, gaps and negative strides too."""

    def reducer_override(self, value: Any) -> Any:
        if not isinstance(value, np.ndarray):
            return NotImplemented
        low, high = np.lib.array_utils.byte_bounds(value)
        span = bytearray(ctypes.string_at(low, high - low))
        offset = value.ctypes.data - low if value.size else 0
        return np.ndarray, (value.shape, value.dtype, span, offset, value.strides)
