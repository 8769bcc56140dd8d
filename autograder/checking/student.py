"""A side whose functions are a student's, each call in a sandboxed child."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.checking.subject import Outcome, Undefined
from autograder.sandbox import Child, Died, Handle, Limits, Raised, Zygote
from autograder.submissions import Chunk


class Student:
    """The definitions of one submission.

    A function that ends its process (deadline, memory, crash) is not called again; the others
    go on in a new child. `failed` holds the chunks that could not be loaded, and why.
    """

    def __init__(
        self,
        zygote: Zygote,
        setup: str,
        chunks: Sequence[Chunk],
        limits: Limits,
        stand_ins: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        self.failed: dict[Chunk, Raised | Died] = {}
        self._fatal: dict[Chunk, Died] = {}
        self._zygote = zygote
        self._setup = setup
        self._chunks = chunks
        self._stand_ins = stand_ins or {}
        self._ends_at = time.monotonic() + limits.submission_seconds
        self._dead: dict[str, Died] = {}
        self._child: Child | None = None
        self._owner = ""

    def call(self, function: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Outcome:
        self._owner = function
        return self._ask(
            lambda child: (
                child.call(function, *args, **kwargs) if child.defined([function]) else Undefined()
            )
        )

    def call_method(
        self, instance: Handle, method: str, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> Outcome:
        return self._ask(lambda child: child.call_method(instance, method, *args, **kwargs))

    def get(self, instance: Handle, attribute: str) -> Outcome:
        return self._ask(lambda child: child.get(instance, attribute))

    def vjp(self, function: str, args: Sequence[Any], dy: Any) -> Outcome:
        self._owner = function
        return self._ask(
            lambda child: (
                child.vjp(function, args, dy) if child.defined([function]) else Undefined()
            )
        )

    def is_instance(self, value: Any) -> bool:
        return isinstance(value, Handle)

    def close(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None

    def _ask(self, request: Callable[[Child], Outcome]) -> Outcome:
        if self._owner in self._dead:
            return self._dead[self._owner]
        if time.monotonic() > self._ends_at:
            return Died("timeout", "submission")
        outcome = request(self._ready_child())
        if isinstance(outcome, Died):
            self._dead[self._owner] = outcome
            self.close()
        return outcome

    def _ready_child(self) -> Child:
        if self._child is None:
            self._child = self._load()
        return self._child

    def _load(self) -> Child:
        """A child that holds the set-up and every chunk that can be loaded.

        A chunk that raises is tried once more after the others: cells may be out of order.
        """
        child = self._zygote.spawn()
        child.load(self._setup, filename="set-up")
        pending = [chunk for chunk in self._chunks if chunk not in self._fatal]
        raised: dict[Chunk, Raised] = {}
        for _ in range(2):
            raised = {}
            for chunk in pending:
                outcome = self._load_chunk(child, chunk)
                if isinstance(outcome, Died):
                    self._fatal[chunk] = outcome
                    child.close()
                    return self._load()
                if isinstance(outcome, Raised):
                    raised[chunk] = outcome
            pending = [chunk for chunk in raised if not self._is_redefined(chunk, raised)]
        self.failed = {**raised, **self._fatal}
        for name, function in self._stand_ins.items():
            child.stand_in(name, function)
        return child

    def _load_chunk(self, child: Child, chunk: Chunk) -> Outcome:
        if time.monotonic() > self._ends_at:
            return Died("timeout", "submission")
        return child.load(chunk.source, filename=f"cell {chunk.cell}", line=chunk.line)

    def _is_redefined(self, chunk: Chunk, raised: Mapping[Chunk, Raised]) -> bool:
        later = self._chunks[self._chunks.index(chunk) + 1 :]
        return any(set(chunk.defines) & set(c.defines) for c in later if c not in raised)
