"""A side whose functions are a student's, each call in a sandboxed child."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.checking.functions import SETUP
from autograder.sandbox import Child, Died, Handle, Limits, Outcome, Raised, Zygote
from autograder.submissions import Chunk

TORCH_SETUP = "import torch\nimport torch.nn.functional as F\n\n"
"""What the notebook's set-up cell imports for its examples: an answer may lean on it."""


class Student:
    """The definitions of one submission.

    A function that ends its process (deadline, memory, crash) is not called again; the others
    go on in a new child. `failed` holds the chunks that could not be loaded, and why. After
    `ends_at`, a monotonic time, nothing is called: every outcome is a timeout.
    """

    def __init__(
        self,
        zygote: Zygote,
        setup: str,
        chunks: Sequence[Chunk],
        limits: Limits,
        stand_ins: Mapping[str, Callable[..., Any]] | None = None,
        ends_at: float | None = None,
    ) -> None:
        self.failed: dict[Chunk, Raised | Died] = {}
        self._fatal: dict[Chunk, Died] = {}
        self._zygote = zygote
        self._setup = TORCH_SETUP + setup if "torch" in zygote.preload else setup
        self._chunks = chunks
        self._stand_ins = stand_ins or {}
        self.ends_at = ends_at or time.monotonic() + limits.submission_seconds
        self._dead: dict[str, Died] = {}
        self._child: Child | None = None
        self._owner = ""

    def call(self, function: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Outcome:
        self._owner = function
        return self._ask(lambda child: child.call(function, *args, **kwargs))

    def call_method(
        self, instance: Handle, method: str, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> Outcome:
        return self._ask(lambda child: child.call_method(instance, method, *args, **kwargs))

    def get(self, instance: Handle, attribute: str) -> Outcome:
        return self._ask(lambda child: child.get(instance, attribute))

    def vjp(self, function: str, args: Sequence[Any], dy: Any) -> Outcome:
        self._owner = function
        return self._ask(lambda child: child.vjp(function, args, dy))

    def is_instance(self, value: Any) -> bool:
        return isinstance(value, Handle)

    def close(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None

    def _ask(self, request: Callable[[Child], Outcome]) -> Outcome:
        if self._owner in self._dead:
            return self._dead[self._owner]
        while self._child is None:
            if time.monotonic() > self.ends_at:
                return Died("timeout", "submission")
            self._load()
        if time.monotonic() > self.ends_at:
            return Died("timeout", "submission")
        outcome = request(self._child)
        if isinstance(outcome, Died):
            self._dead[self._owner] = outcome
            self.close()
        return outcome

    def _load(self) -> None:
        """Try for a child that holds the set-up and every chunk that can be loaded.

        A chunk that ends the child is left out the next time; one that raises is tried once more
        after the others: cells may be out of order.
        """
        child = self._child = self._zygote.spawn()
        child.load(self._setup, filename=SETUP)
        pending = [chunk for chunk in self._chunks if chunk not in self._fatal]
        raised: dict[Chunk, Raised] = {}
        for _ in range(2):
            raised = {}
            for chunk in pending:
                if time.monotonic() > self.ends_at:
                    break
                outcome = child.load(chunk.source, filename=f"cell {chunk.cell}", line=chunk.line)
                if isinstance(outcome, Died):
                    self._fatal[chunk] = outcome
                    self.failed = {**raised, **self._fatal}
                    self.close()
                    return
                if isinstance(outcome, Raised):
                    raised[chunk] = outcome
            pending = self._worth_another_try(raised)
        self.failed = {**raised, **self._fatal}
        for name, function in self._stand_ins.items():
            child.stand_in(name, function)

    def _worth_another_try(self, raised: Mapping[Chunk, Raised]) -> list[Chunk]:
        """Those of `raised` that bind no name which a later chunk has bound."""
        last = {
            name: place
            for place, chunk in enumerate(self._chunks)
            if chunk not in raised and chunk not in self._fatal
            for name in chunk.defines
        }
        return [
            chunk
            for place, chunk in enumerate(self._chunks)
            if chunk in raised and all(last.get(name, -1) < place for name in chunk.defines)
        ]
