"""No visible example is a hidden case: whoever answers what is shown has not seen what is asked."""

from __future__ import annotations

import inspect
import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stdout
from typing import Any

import numpy as np
import pytest
import torch

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from autograder.sandbox import Tensor
from course import catalog
from course.data import beside_data

from .survivors import Notebook, notebooks

COURSE = catalog.load()

Asked = tuple[Any, ...]


def bytes_of(value: Any) -> Any:
    """What tells one argument from another."""
    match value:
        case Tensor():
            return bytes_of(value.array)
        case torch.Tensor():
            return bytes_of(value.detach().numpy())
        case np.ndarray():
            return value.shape, value.tobytes()
        case dict():
            return tuple((key, bytes_of(each)) for key, each in value.items())
        case tuple() | list():
            return tuple(map(bytes_of, value))
        case int() | float() | None:
            return value
    return type(value).__name__


def asked(function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Asked:
    bound = inspect.signature(function).bind(*args, **kwargs)
    bound.apply_defaults()
    return tuple(map(bytes_of, bound.arguments.values()))


def shown(book: Notebook, function: Callable[..., Any]) -> set[Asked]:
    """What the examples ask of the function that they are about."""
    found = set()

    def compare(called: Callable[..., Any], *args: Any, **options: Any) -> None:
        given = {name: v for name, v in options.items() if name not in {"expected", "raises"}}
        if called is function:
            found.add(asked(function, args, given))

    with redirect_stdout(io.StringIO()), beside_data(book.unit):
        exec(book.examples, {**book.names, "compare": compare})
    return found


@pytest.mark.parametrize("unit", COURSE.units)
def test_no_example_is_a_hidden_case(unit: str) -> None:
    key = AnswerKey(COURSE, collect(COURSE, COURSE.units[unit], 0))
    compared = 0
    for book in notebooks(COURSE, key.unit):
        function = key.solutions.functions[book.function]
        if isinstance(function, type):
            continue
        examples = shown(book, function)
        compared += len(examples)
        with beside_data(key.unit):
            calls = [call for case in key.right(book.function).values() for call in case]
        hidden = {asked(function, c.args, c.kwargs) for c in calls if c.name == book.function}
        assert not examples & hidden
    assert compared
