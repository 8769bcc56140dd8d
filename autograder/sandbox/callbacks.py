"""Functions of the grader's that a child may call during a request."""

from __future__ import annotations

import builtins
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from .channel import DeadlinePassed
from .inside.arrays import Malformed
from .limits import Limits
from .values import Values, clean


class _TooLate(BaseException):
    """Raised by the alarm inside a callback that outlives the call's deadline."""


@dataclass
class Callbacks:
    """Numbered functions: kept ones (stand-ins) for a child's life, lent ones for one call."""

    values: Values
    limits: Limits
    functions: dict[int, Callable[..., Any]] = field(default_factory=dict)
    last: int = 0
    calls: int = 0
    bytes: int = 0

    def keep(self, function: Callable[..., Any]) -> int:
        """A number for a function, for as long as the child lives."""
        self.last += 1
        self.functions[self.last] = function
        return self.last

    @contextmanager
    def lent(self) -> Iterator[Callable[[Callable[..., Any]], int]]:
        """Numbers that are forgotten at the end of the block; the counts start again."""
        before = dict(self.functions)
        self.calls = self.bytes = 0
        try:
            yield self.keep
        finally:
            self.functions = before

    def answer(self, body: list[Any], size: int, deadline: float) -> list[Any]:
        """Call what a frame of `size` bytes asks for; an error goes back as type and text.

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
        function = self.functions.get(body[0])
        if function is None:
            return ["error", "ReferenceError", "this function belonged to an earlier call"]
        try:
            with _alarm(deadline):
                value = function(*args, **kwargs)
            return ["value", self.values.encode(value)]
        except _TooLate:
            raise DeadlinePassed from None
        except Exception as error:
            return ["error", _builtin(type(error)), clean(str(error), 200)]


@contextmanager
def _alarm(deadline: float) -> Iterator[None]:
    """Stop Python code at the deadline; only a main thread can be stopped like this."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_: int, __: FrameType | None) -> None:
        raise _TooLate

    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise DeadlinePassed
    before = signal.signal(signal.SIGALRM, stop)
    timer = signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *timer)
        signal.signal(signal.SIGALRM, before)


def _builtin(kind: type[BaseException]) -> str:
    names = (base.__name__ for base in kind.__mro__ if base.__module__ == "builtins")
    name = next(names)
    return name if hasattr(builtins, name) else "RuntimeError"
