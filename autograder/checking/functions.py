"""Answers from functions of this process: references, mistakes, oracles. Trusted code only."""

from __future__ import annotations

import linecache
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from autograder.checking.authors.inputs import fresh
from autograder.checking.tensors import as_received, is_unchanged, own
from autograder.sandbox import Answer, ArrayFacts, Handle, Outcome, Raised, Undefined
from autograder.sandbox.inside.tensors import vjp

SETUP = "set-up"
"""The file of what the course gives, in an exception."""

LIBRARIES = sys.stdlib_module_names | {"numpy", "torch"}


@dataclass(frozen=True)
class Local(Handle):
    """An instance of a class of this process."""

    instance: Any = field(default=None, repr=False, compare=False)


class Functions:
    """Functions by name; classes among them give instances."""

    def __init__(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        self.functions = functions

    def call(self, function: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Outcome:
        if function not in self.functions:
            return Undefined()
        return self._with_handle(_run(self.functions[function], args, kwargs))

    def call_method(
        self, instance: Local, method: str, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> Outcome:
        def ask(*own_args: Any, **own_kwargs: Any) -> Any:
            return getattr(instance.instance, method)(*own_args, **own_kwargs)

        return self._copied(_run(ask, args, kwargs))

    def get(self, instance: Local, attribute: str) -> Outcome:
        return self._copied(_run(lambda: getattr(instance.instance, attribute), (), {}))

    def vjp(self, function: str, args: Sequence[Any], dy: Any) -> Outcome:
        if function not in self.functions:
            return Undefined()

        def ask(*own_args: Any) -> Any:
            return vjp(self.functions[function], list(own_args), {}, fresh(dy))

        return _run(ask, args, {})

    def is_instance(self, value: Any) -> bool:
        return isinstance(value, Local)

    def _with_handle(self, outcome: Outcome) -> Outcome:
        """With a handle in the place of an instance of one of the classes."""
        if not isinstance(outcome, Answer) or type(outcome.value) not in self.functions.values():
            return outcome
        made = outcome.value
        return replace(outcome, value=Local(id(made), type(made).__name__, id(self), made))

    def _copied(self, outcome: Outcome) -> Outcome:
        """An answer that a later call of the same object cannot change."""
        if not isinstance(outcome, Answer):
            return outcome
        return self._with_handle(replace(outcome, value=fresh(outcome.value)))


def _run(
    function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> Answer | Raised:
    own_args = [own(each) for each in args]
    own_kwargs = {name: own(each) for name, each in kwargs.items()}
    try:
        value = as_received(function(*own_args, **own_kwargs))
    except Exception as error:
        return _raised(error)
    pairs = [*zip(map(str, range(len(args))), args, own_args, strict=True)]
    pairs += [(name, kwargs[name], own_kwargs[name]) for name in kwargs]
    changed = tuple(name for name, before, now in pairs if not is_unchanged(before, now))
    arguments = [*own_args, *own_kwargs.values()]
    return Answer(value, changed, tuple(_facts(value, arguments)))


def _raised(error: Exception) -> Raised:
    """Without a line, which belongs to no cell: the place is the last function not of a library."""
    bases = tuple(t.__name__ for t in type(error).__mro__ if t.__module__ == "builtins")
    file = source = function = None
    for frame, line in traceback.walk_tb(error.__traceback__):
        module = frame.f_globals.get("__name__", "").split(".")
        if module[0] not in LIBRARIES:
            source = linecache.getline(frame.f_code.co_filename, line).strip()
            file = SETUP if "given" in module else frame.f_code.co_filename
            function = frame.f_code.co_name
    name = type(error).__name__
    return Raised(name, bases, str(error), source=source, filename=file, function=function)


def _facts(value: Any, arguments: Sequence[Any]) -> list[ArrayFacts]:
    if isinstance(value, np.ndarray):
        shares = any(isinstance(a, np.ndarray) and np.shares_memory(value, a) for a in arguments)
        return [ArrayFacts(value.flags.writeable, shares)]
    if isinstance(value, tuple | list):
        return [facts for each in value for facts in _facts(each, arguments)]
    if isinstance(value, dict):
        return [facts for each in value.values() for facts in _facts(each, arguments)]
    return []
