"""A right answer that writes into the arrays that it was given: it must lose a check, not all."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np


def changes_arguments(reference: Callable[..., Any]) -> Callable[..., Any]:
    """The reference, which adds 1 to each array of numbers that it was given, when it is done.

    A class writes into what its constructor was given.
    """
    if isinstance(reference, type):
        return _class_that_changes(reference)

    @functools.wraps(reference)
    def wrong(*args: Any, **kwargs: Any) -> Any:
        answer = reference(*args, **kwargs)
        _change([*args, *kwargs.values()])
        return answer

    return wrong


def _class_that_changes(reference: type) -> Callable[..., Any]:
    def method(name: str) -> Callable[..., Any]:
        own = getattr(reference, name)

        def wrong(self: Any, *args: Any, **kwargs: Any) -> Any:
            answer = own(self, *args, **kwargs)
            _change([*args, *kwargs.values()])
            return answer

        return wrong

    names = [name for name in vars(reference) if callable(vars(reference)[name])]
    made: type[Any] = type(reference.__name__, (reference,), {name: method(name) for name in names})
    return made


def _change(values: list[Any]) -> None:
    for array in _arrays(values):
        array += 1


def _arrays(value: Any) -> Iterator[Any]:
    if isinstance(value, np.ndarray):
        if value.flags.writeable and value.dtype.kind in "iuf":
            yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _arrays(each)
    elif isinstance(value, dict):
        yield from _arrays(list(value.values()))
