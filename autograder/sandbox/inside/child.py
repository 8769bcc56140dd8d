"""The loop that a confined child runs: one request, one answer, a single thread."""

from __future__ import annotations

import builtins
import inspect
import os
import pickle
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

from . import forbidden, frames, generators, plots, tables, tensors
from .arrays import NotCrossable
from .codec import Encoder, plain_array
from .inputs import Inputs
from .limits import EXIT_MEMORY, Reserve
from .namespace import Namespace

OVERHEAD = 4096


def serve(frame_bytes: int) -> None:
    """Serve until the grader hangs up; never returns."""
    try:
        session = Session(frame_bytes)
        frames.send(["hello"])
        while True:
            session.answer(session.next_request())
    except EOFError:
        os._exit(0)
    except MemoryError:
        os._exit(EXIT_MEMORY)
    except BaseException:
        os._exit(70)


class Session:
    """A submission's namespace, its instances, and the request being served."""

    def __init__(self, frame_bytes: int) -> None:
        self.size = frame_bytes - OVERHEAD
        self.namespace = Namespace()
        self.instances: dict[int, Any] = {}
        self.functions: dict[int, Callable[..., Any]] = {}
        self.token = b""
        self.waiting: deque[list[Any]] = deque()

    def next_request(self) -> list[Any]:
        return self.waiting.popleft() if self.waiting else frames.receive()

    def next_reply(self) -> list[Any]:
        """What came of a callback; requests that were sent before it wait."""
        while True:
            message = frames.receive()
            if type(message[0]) is str:
                return message
            self.waiting.append(message)

    def answer(self, message: list[Any]) -> None:
        self.token, (operation, *rest) = message
        try:
            reply = getattr(self, f"do_{operation}")(*rest)
        except BaseException as error:
            with Reserve():
                frames.send([self.token, *self.namespace.describe(error)])
                del error
            return
        try:
            frames.send([self.token, *reply])
        except MemoryError:
            with Reserve():
                frames.send([self.token, "uncrossable", "value too large"])

    def do_load(self, source: str, filename: str, line: int, functions: list[str]) -> list[Any]:
        self.namespace.load(source, filename, line, functions)
        return self._answered(None, self._inputs())

    def do_stand_in(self, name: str, callback: int) -> list[Any]:
        self.namespace.names[name] = self._stub(callback)
        return self._answered(None, self._inputs())

    def do_define(self, number: int, pickled: bytes) -> list[Any]:
        self.functions[number] = pickle.loads(pickled)
        return self._answered(None, self._inputs())

    def do_ask(self, number: int, args: list[Any], kwargs: list[Any]) -> list[Any]:
        return self._run(self.functions[number], args, kwargs)

    def do_forbid(self, names: list[str]) -> list[Any]:
        for name in names:
            forbidden.forbid(name)
        return self._answered(None, self._inputs())

    def do_call(self, name: str, args: list[Any], kwargs: list[Any]) -> list[Any]:
        function = self.namespace.names.get(name)
        return self._run(function, args, kwargs) if callable(function) else ["undefined"]

    def do_method(self, handle: int, name: str, args: list[Any], kwargs: list[Any]) -> list[Any]:
        return self._run(getattr(self.instances[handle], name), args, kwargs)

    def do_get(self, handle: int, name: str) -> list[Any]:
        return self._answered(getattr(self.instances[handle], name), self._inputs())

    def do_vjp(self, name: str, args: list[Any], kwargs: list[Any], dy: Any) -> list[Any]:
        function = self.namespace.names.get(name)
        if not callable(function):
            return ["undefined"]
        weights = self._inputs().decode("dy", dy)
        return self._run(lambda *a, **k: tensors.vjp(function, list(a), k, weights), args, kwargs)

    def _inputs(self) -> Inputs:
        return Inputs(self.instances.__getitem__, self._stub)

    def _run(self, function: Callable[..., Any], args: list[Any], kwargs: list[Any]) -> list[Any]:
        inputs = self._inputs()
        values = [inputs.decode(str(i), wire) for i, wire in enumerate(args)]
        named = {key: inputs.decode(key, wire) for key, wire in kwargs}
        return self._answered(function(*values, **named), inputs)

    def _answered(self, value: Any, inputs: Inputs) -> list[Any]:
        facts: list[Any] = []
        encoder = self._encoder(_noting(facts, inputs))
        try:
            wire = encoder(value)
        except NotCrossable as error:
            return ["uncrossable", str(error)[:100]]
        return ["answer", wire, inputs.changed(), facts]

    def _encoder(self, array: Callable[[np.ndarray], list[Any]]) -> Encoder:
        encoder = Encoder(self.size, array, lambda v, depth: self._other(v, depth, encoder))
        return encoder

    def _other(self, value: Any, depth: int, encoder: Encoder) -> Any:
        """Wire form of what the codec does not know, by the value's real type."""
        kind = type(value)
        if tensors.is_tensor(value):
            return ["T", encoder(tensors.to_array(value)), bool(value.requires_grad)]
        if plots.is_plot(value):
            return ["P", encoder(list(plots.plot_of(value).axes), depth + 1)]
        if kind is np.random.Generator:
            return generators.generator_wire(value)
        if tables.is_table(value):
            return tables.table_wire(tables.table_of(value), encoder, depth)
        if kind.__module__ == "__main__" and not issubclass(kind, tuple):
            return ["h", self._keep(value), str(kind.__name__)[:100]]
        if issubclass(kind, tuple):
            return encoder(tuple(tuple.__iter__(value)), depth + 1)
        if issubclass(kind, dict):
            return encoder(dict(dict.items(value)), depth + 1)
        if issubclass(kind, str):
            return encoder(str.__str__(value), depth + 1)
        if issubclass(kind, set):
            return encoder(set(set.__iter__(value)), depth + 1)
        raise NotCrossable(str(kind.__name__))

    def _keep(self, value: Any) -> int:
        for number, instance in self.instances.items():
            if instance is value:
                return number
        number = len(self.instances)
        self.instances[number] = value
        return number

    def _stub(self, callback: int) -> Callable[..., Any]:
        def function(*args: Any, **kwargs: Any) -> Any:
            encoder = self._encoder(plain_array)
            try:
                sent = [encoder(list(args)), encoder(kwargs)]
            except NotCrossable as error:
                raise TypeError(f"cannot pass {error} to this function") from None
            frames.send([self.token, "callback", callback, *sent])
            kind, *rest = self.next_reply()
            if kind == "value":
                return self._inputs().decode("", rest[0])
            error_type = getattr(builtins, rest[0], RuntimeError)
            if not (inspect.isclass(error_type) and issubclass(error_type, Exception)):
                error_type = RuntimeError
            raise error_type(rest[1])

        return function


def _noting(facts: list[Any], inputs: Inputs) -> Callable[[np.ndarray], list[Any]]:
    """Encode an array and note, in order, whether it is writeable and shares memory."""

    def encode(array: np.ndarray) -> list[Any]:
        facts.append([bool(array.flags.writeable), inputs.shares(array)])
        return plain_array(array)

    return encode
