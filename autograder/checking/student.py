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

    A child holds what the function under check needs, and more once another is called. A
    function that ends its process (deadline, memory, crash) is not called again; the others go
    on in a new child. After `ends_at`, a monotonic time, nothing is called: every outcome is a
    timeout.

    `failed` holds, for a function under check, the chunks that could not be loaded for it, and
    why: only what was loaded before any call, for a text could carry a hidden input out.
    """

    def __init__(
        self,
        zygote: Zygote,
        setup: str,
        chunks: Sequence[Chunk],
        limits: Limits,
        stand_ins: Mapping[str, Callable[..., Any]] | None = None,
        forbidden: Mapping[str, Sequence[str]] | None = None,
        ends_at: float | None = None,
    ) -> None:
        self.failed: dict[str, dict[Chunk, Raised | Died]] = {}
        self._fatal: dict[Chunk, Died] = {}
        self._zygote = zygote
        self._setup = TORCH_SETUP + setup if "torch" in zygote.preload else setup
        self._chunks = chunks
        self._stand_ins = stand_ins or {}
        self._forbidden = forbidden or {}
        self.ends_at = ends_at or time.monotonic() + limits.submission_seconds
        self._dead: dict[str, Died] = {}
        self._child: Child | None = None
        self._held: list[str] = []
        self._loaded: set[Chunk] = set()
        self._called = False
        self._checked = ""
        self._owner = ""

    def check(self, function: str) -> None:
        """What comes now are the checks of `function`, in a child of its own."""
        self.close()
        self._checked = function

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
        child = self._ready()
        while child is None and time.monotonic() <= self.ends_at:
            child = self._ready()
        if child is None or time.monotonic() > self.ends_at:
            return Died("timeout", "submission")
        self._called = True
        outcome = request(child)
        if isinstance(outcome, Died):
            self._dead[self._owner] = outcome
            self.close()
        return outcome

    def _ready(self) -> Child | None:
        """A child that holds all that can be loaded, or None if it died on the way."""
        if self._child is None:
            self._child = self._zygote.spawn()
            if names := self._forbidden.get(self._checked or self._owner):
                self._child.forbid(names)
            self._child.load(self._setup, filename=SETUP)
            self._held, self._loaded, self._called = [], set(), False
        for function in (self._checked or self._owner, self._owner):
            if self._child is not None and function not in self._held:
                self._load(self._child, function)
        return self._child

    def _load(self, child: Child, function: str) -> None:
        """Load what `function` needs, each chunk once.

        A chunk that ends the child is left out the next time; one that raises is tried once more
        after the others: cells may be out of order.
        """
        chunks = [c for c in self._chunks if function in c.needed_by and c not in self._loaded]
        pending = [chunk for chunk in chunks if chunk not in self._fatal]
        raised: dict[Chunk, Raised] = {}
        for _ in range(2):
            raised = {}
            for chunk in pending:
                if time.monotonic() > self.ends_at:
                    break
                outcome = self._run(child, chunk)
                if isinstance(outcome, Died):
                    if not self._called:
                        self._fatal[chunk] = outcome
                    self._note(function, raised)
                    self.close()
                    return
                if isinstance(outcome, Raised):
                    raised[chunk] = outcome
            pending = self._worth_another_try(chunks, raised)
        self._note(function, raised)
        self._loaded.update(chunks)
        self._held.append(function)
        for name, stand_in in self._stand_ins.items():
            child.stand_in(name, stand_in)

    def _run(self, child: Child, chunk: Chunk) -> Outcome:
        own = [name for name in chunk.defines if name in chunk.needed_by]
        return child.load(chunk.source, f"cell {chunk.cell}", chunk.line, own)

    def _note(self, function: str, raised: Mapping[Chunk, Raised]) -> None:
        if not self._called:
            fatal = {c: why for c, why in self._fatal.items() if function in c.needed_by}
            self.failed[function] = {**raised, **fatal}

    def _worth_another_try(
        self, chunks: Sequence[Chunk], raised: Mapping[Chunk, Raised]
    ) -> list[Chunk]:
        """Those of `raised` that bind no name which a later chunk has bound."""
        last = {
            name: place
            for place, chunk in enumerate(chunks)
            if chunk not in raised and chunk not in self._fatal
            for name in chunk.defines
        }
        return [
            chunk
            for place, chunk in enumerate(chunks)
            if chunk in raised and all(last.get(name, -1) < place for name in chunk.defines)
        ]
