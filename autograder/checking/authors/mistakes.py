"""Wrong solutions that people really write: the register that `mistakes.py` files fill."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, TypeVar

Implementation = TypeVar("Implementation", bound=Callable[..., Any])

_MARK = "_mistake_in"


def mistake_in(function: str) -> Callable[[Implementation], Implementation]:
    """Marks a wrong implementation of `function`; its own name is the id of the mistake.

    The explanation is the block `mistake_<id>` of the exercise's texts.
    """

    def mark(implementation: Implementation) -> Implementation:
        setattr(implementation, _MARK, function)
        return implementation

    return mark


def mistaken(module: ModuleType) -> Mapping[str, str]:
    """Id -> the function that it is a mistake in, of all that a mistakes module marks."""
    marks = {name: getattr(value, _MARK, None) for name, value in vars(module).items()}
    return {name: mark for name, mark in marks.items() if isinstance(mark, str)}


def mistakes_of(module: ModuleType, function: str) -> Mapping[str, Callable[..., Any]]:
    """The mistakes in `function` that a mistakes module defines, by id, in their order there."""
    return {
        name: value
        for name, value in vars(module).items()
        if getattr(value, _MARK, None) == function
    }
