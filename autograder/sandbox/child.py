"""The grader's side of a child: requests out, outcomes in, nothing believed."""

from __future__ import annotations

import math
import secrets
import socket
import time
from collections import deque
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from types import TracebackType
from typing import Any, Self

from .channel import Channel, Closed, DeadlinePassed
from .exits import Lifeline, SandboxLost
from .inside.arrays import Malformed
from .inside.codec import pack, unpack
from .lending import Lending
from .limits import Limits
from .outcomes import Died, Handle, Outcome, Raised
from .patience import Patience
from .replies import SourceLines, read_reply
from .requests import TOKEN, Request, Waiting, argument_names, body_of, frame_of
from .values import Values

START_SECONDS = 30.0
TOO_LONG = Raised("ValueError", ("ValueError", "Exception"), "this source is too long to load")


class Child:
    """A submission's process: its definitions, and calls to them.

    After `Died` every request returns the same `Died`; ask the zygote for another child. `spawn`
    gives the process that answers for the functions that this one is lent.
    """

    def __init__(
        self,
        data: socket.socket,
        lifeline: Lifeline,
        limits: Limits,
        seconds: float | None = None,
        spawn: Callable[[], Child] | None = None,
    ) -> None:
        self.limits = limits
        self.seconds_left = limits.submission_seconds if seconds is None else seconds
        self._channel = Channel(data, limits.frame_bytes)
        self._lifeline = lifeline
        self._values = Values(secrets.randbits(62), limits.frame_bytes)
        self._lending = Lending(self._values, limits, spawn)
        self._sources = SourceLines()
        self._died: Died | None = None
        self._busy = False
        self._waiting: deque[Waiting] = deque()
        self._started = False
        self._patience = Patience(0)

    @property
    def alive(self) -> bool:
        """False once a request has returned `Died`, or after `close`."""
        return self._died is None

    def load(
        self,
        source: str,
        filename: str = "<notebook>",
        line: int = 1,
        functions: Sequence[str] = (),
    ) -> Outcome:
        """Run one chunk of definitions in the namespace; its first line is number `line`.

        `functions` that it replaces by something that cannot be called stay what they were.
        """
        self.post_load(source, filename, line, functions)
        return self.take()

    def post_load(
        self, source: str, filename: str, line: int = 1, functions: Sequence[str] = ()
    ) -> None:
        """A `load` whose outcome `take` gives, in its turn."""
        source = source.encode("utf-8", "replace").decode()
        if len(source.encode()) > self.limits.frame_bytes // 2:
            self._waiting.append(Waiting(b"", frozenset(), 0.0, TOO_LONG))
            return
        self._sources.add(source, filename, line)
        body = body_of("load", source, filename, line, list(functions))
        self._post(body, self.limits.load_seconds)

    def post(self, request: Request) -> None:
        """A call whose outcome `take` gives, in its turn."""
        self._post(request.body, self.limits.call_seconds, request.names)

    def take(self, at_most: float = math.inf) -> Outcome:
        """The outcome of the first request that was posted and not taken yet.

        It has its time from here on, and what the machine keeps it waiting beside, but no more than
        `at_most` seconds; the requests behind it wait in the child. Raises SandboxLost if the child
        never started.
        """
        waiting = self._waiting.popleft()
        if self._died is not None:
            return self._died
        if waiting.outcome is not None:
            return waiting.outcome
        if not self._started:
            self._start()
        self._busy = True
        began = time.monotonic()
        try:
            most = min(self.seconds_left, at_most)
            ends_at = began + min(waiting.seconds, most)
            outcome = self._receive(waiting, ends_at, began + most)
        finally:
            self._busy = False
            self.seconds_left -= time.monotonic() - began
        if isinstance(outcome, Died):
            self._died = outcome
        return outcome

    def call(self, function: str, /, *args: Any, **kwargs: Any) -> Outcome:
        """Call a function, or make an instance of a class, of the namespace."""
        return self._call("call", [function], args, kwargs)

    def call_method(self, handle: Handle, method: str, /, *args: Any, **kwargs: Any) -> Outcome:
        """Call a method of an instance that a call has returned."""
        return self._call("method", [self._values.number(handle), method], args, kwargs)

    def get(self, handle: Handle, attribute: str) -> Outcome:
        """The value of an instance's attribute."""
        number = self._values.number(handle)
        return self.request(self.limits.call_seconds, "get", number, attribute)

    def vjp(
        self, function: str, args: Sequence[Any], dy: Any, kwargs: dict[str, Any] | None = None
    ) -> Outcome:
        """(y, gradients of sum(dy * y) by argument or None), arguments being `Tensor`s."""
        weights = self._values.encode(dy)
        return self._call("vjp", [function], args, kwargs or {}, weights)

    def stand_in(self, name: str, function: Callable[..., Any]) -> None:
        """From here on `name` is answered by `function`, in a process of its own."""
        number = self._lending.keep(function)
        self.request(self.limits.call_seconds, "stand_in", name, number)

    def forbid(self, names: Sequence[str]) -> None:
        """Take functions away: from here on they raise PermissionError. To be asked first.

        `names` are dotted: a PyTorch operator ("torch.convolution" stands for every convolution,
        its gradients included) or a Python function. Raises ValueError for anything else.
        """
        outcome = self.request(self.limits.load_seconds, "forbid", list(names))
        if isinstance(outcome, Raised):
            raise ValueError(outcome.text)

    def close(self) -> None:
        """End the child, without waiting for it."""
        if self._died is None:
            self._died = Died("crashed", "closed")
        self._lending.close()
        self._lifeline.kill()
        self._lifeline.line.close()
        self._channel.end.close()

    def _call(
        self,
        operation: str,
        what: list[Any],
        args: Sequence[Any],
        kwargs: dict[str, Any],
        *extra: Any,
    ) -> Outcome:
        with self._lending.lent() as lend:
            positional = [self._values.encode(arg, lend) for arg in args]
            named = [[key, self._values.encode(arg, lend)] for key, arg in kwargs.items()]
            names = argument_names(args, kwargs)
            seconds = self.limits.call_seconds
            return self.request(seconds, operation, *what, positional, named, *extra, names=names)

    def request(
        self, seconds: float, operation: str, *body: Any, names: AbstractSet[str] = frozenset()
    ) -> Outcome:
        """What comes of one operation of the child's, nothing else being under way."""
        if self._waiting:
            raise RuntimeError("outcomes of this child wait to be taken")
        self._post(body_of(operation, *body), seconds, names)
        return self.take()

    def _post(self, body: bytes, seconds: float, names: AbstractSet[str] = frozenset()) -> None:
        """Raises ValueError for what is beyond the limit of a frame."""
        if len(body) > self.limits.frame_bytes:
            raise ValueError(f"arguments of {len(body)} bytes are beyond the limit of a frame")
        if self._busy:
            raise RuntimeError("this child is waiting for a callback's value")
        token = secrets.token_bytes(TOKEN)
        self._channel.post(frame_of(token, body))
        self._waiting.append(Waiting(token, names, seconds))

    def _receive(self, waiting: Waiting, deadline: float, at_the_latest: float) -> Outcome:
        try:
            while True:
                received = self._channel.receive(deadline)
                message = unpack(received)
                if len(message) < 2 or message[0] != waiting.token:
                    raise Malformed("token")
                if message[1] != "callback":
                    return self._finish(read_reply(message[1:], self._values, waiting.names))
                reply = self._lending.answer(message[2:], len(received), deadline)
                self._channel.post(pack(reply))
        except DeadlinePassed:
            if more := self._patience.more(at_the_latest - deadline):
                return self._receive(waiting, deadline + more, at_the_latest)
            self._lifeline.end_now()
            return Died("timeout", "wall clock")
        except Malformed:
            self._lifeline.end_now()
            return Died("crashed", "protocol")
        except Closed:
            return self._lifeline.ending()

    def _finish(self, outcome: Outcome) -> Outcome:
        return self._sources.complete(outcome) if isinstance(outcome, Raised) else outcome

    def _start(self) -> None:
        self._started = True
        try:
            hello = unpack(self._channel.receive(time.monotonic() + START_SECONDS))
            if hello != ["hello"]:
                raise Malformed("hello")
            self._patience = Patience(self._channel.sender)
        except (DeadlinePassed, Closed, Malformed) as error:
            self.close()
            raise SandboxLost(f"the child did not start: {type(error).__name__}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
