"""Functions that a child may call during a request, held by a confined process of their own.

The arguments are the student's choice, so the functions run where nothing else is: a process of
the sandbox that gets each function as bytecode, with what it leans on and no more.
"""

from __future__ import annotations

import builtins
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import cloudpickle

from .channel import DeadlinePassed
from .inside.arrays import Malformed
from .limits import Limits
from .outcomes import Answer, Died, Outcome, Raised
from .requests import argument_names, encoded
from .values import Values

if TYPE_CHECKING:
    from .child import Child

Function = Callable[..., Any]


class BadFunction(Exception):
    """A function that a check lends leans on something that cannot go into the sandbox."""


@dataclass
class Lending:
    """Numbered functions: kept ones (stand-ins) for a child's life, lent ones for one call."""

    values: Values
    limits: Limits
    spawn: Callable[[], Child] | None
    known: set[int] = field(default_factory=set)
    last: int = 0
    calls: int = 0
    bytes: int = 0
    holder: Child | None = None

    def keep(self, function: Function) -> int:
        """A number for a function, for as long as the child lives; raises BadFunction."""
        if self.holder is None:
            if self.spawn is None:
                raise TypeError("a process that holds functions cannot be lent any")
            self.holder = self.spawn()
        self.last += 1
        _define(self.holder, self.last, function)
        self.known.add(self.last)
        return self.last

    @contextmanager
    def lent(self) -> Iterator[Callable[[Function], int]]:
        """Numbers that are forgotten at the end of the block; the counts start again."""
        before = set(self.known)
        self.calls = self.bytes = 0
        try:
            yield self.keep
        finally:
            self.known = before

    def answer(self, body: list[Any], size: int, deadline: float) -> list[Any]:
        """What a function says to the frame of `size` bytes; an error as type and text.

        Raises Malformed for a bad request and DeadlinePassed when the function takes too long.
        """
        if len(body) != 3 or type(body[0]) is not int:
            raise Malformed("callback")
        self.calls += 1
        self.bytes += size
        if self.calls > self.limits.callback_calls or self.bytes > self.limits.callback_bytes:
            raise Malformed("too many callbacks")
        args, _ = self.values.decode(body[1])
        kwargs, _ = self.values.decode(body[2])
        if type(args) is not list or type(kwargs) is not dict:
            raise Malformed("callback")
        if self.holder is None or body[0] not in self.known:
            return ["error", "ReferenceError", "this function belonged to an earlier call"]
        try:
            outcome = _ask(self.holder, body[0], args, kwargs, deadline - time.monotonic())
            if isinstance(outcome, Answer):
                return ["value", self.values.encode(outcome.value)]
        except (TypeError, ValueError) as error:  # a value that cannot go in
            return ["error", "TypeError", str(error)]
        if isinstance(outcome, Raised):
            return ["error", _builtin(outcome), outcome.text[:200]]
        if isinstance(outcome, Died) and outcome.reason == "timeout":
            raise DeadlinePassed
        return ["error", "RuntimeError", "this function has come to an end"]

    def close(self) -> None:
        if self.holder is not None:
            self.holder.close()


def _define(holder: Child, number: int, function: Function) -> None:
    """Make `function` the answer to `number`: its bytecode and what it leans on.

    Raises BadFunction if the sandbox does not have all of that.
    """
    try:
        pickled = cloudpickle.dumps(function)
    except Exception as error:  # whatever an object's own __reduce__ raises
        raise BadFunction(f"{type(error).__name__}: {error}") from error
    outcome = holder.request(holder.limits.load_seconds, "define", number, pickled)
    if isinstance(outcome, Raised):
        raise BadFunction(f"{outcome.type}: {outcome.text}")


def _ask(
    holder: Child, number: int, args: Sequence[Any], kwargs: Mapping[str, Any], seconds: float
) -> Outcome:
    arguments = encoded(args, kwargs, holder.limits.frame_bytes)
    return holder.request(seconds, "ask", number, *arguments, names=argument_names(args, kwargs))


def _builtin(raised: Raised) -> str:
    return next((name for name in raised.bases if hasattr(builtins, name)), "RuntimeError")
