"""An answerer whose functions are a student's, each call in a sandboxed child."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from autograder.checking.functions import SETUP
from autograder.sandbox import (
    Child,
    Died,
    Handle,
    Limits,
    Outcome,
    Raised,
    Request,
    Undefined,
    Zygote,
)
from autograder.submissions import Chunk

SKIP_SECONDS = 0.1
"""For an answer that nobody needs: a function that takes longer is asked one call at a time."""

TOO_LATE = Died("timeout", "submission")
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
        self._there = {name for chunk in chunks for name in chunk.needed_by} | {*self._stand_ins}
        self._forbidden = forbidden or {}
        self.ends_at = ends_at or time.monotonic() + limits.submission_seconds
        self._dead: dict[str, Died] = {}
        self._child: Child | None = None
        self._held: list[str] = []
        self._loaded: set[Chunk] = set()
        self._called = False
        self._ahead: deque[Request] = deque()
        self._sent = False
        self._one_by_one = False
        self._checked = ""
        self._owner = ""

    def check(self, function: str) -> None:
        """What comes now are the checks of `function`, in a child of its own."""
        self.close()
        self._checked = function

    def send_ahead(self, requests: Iterable[Request]) -> None:
        """What will be asked, in this order: `next_sent` gives the outcomes one by one.

        A child is sent all of it at once. Another call in between is asked of a child of its own.
        """
        self._unsend()
        self._ahead, self._sent, self._one_by_one = deque(requests), False, False

    def next_sent(self) -> Outcome:
        """The outcome of the next call that was sent ahead."""
        self._owner = self._ahead[0].function
        outcome = self._answered(self._take)
        self._ahead.popleft()
        return outcome

    def skip_sent(self, count: int) -> None:
        """Passes over calls that nobody asks any more: what comes of them does not count."""
        for _ in range(count):
            self._ahead.popleft()
            child = self._child if self._sent else None
            if child is not None and isinstance(child.take(SKIP_SECONDS), Died):
                self._one_by_one = True
                self.close()

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
        self._sent = False

    def _unsend(self) -> None:
        """A child that still has calls before it can be asked nothing else."""
        if self._sent and self._ahead:
            self.close()

    def _take(self, child: Child) -> Outcome:
        if self._one_by_one:
            child.post(self._ahead[0])
        elif not self._sent:
            for request in self._ahead:
                child.post(request)
            self._sent = True
        return child.take()

    def _ask(self, request: Callable[[Child], Outcome]) -> Outcome:
        self._unsend()
        return self._answered(request)

    def _answered(self, request: Callable[[Child], Outcome]) -> Outcome:
        if self._owner in self._dead:
            return self._dead[self._owner]
        if self._owner == (self._checked or self._owner) and self._owner not in self._there:
            return Undefined()  # a child would load nothing for it
        child = self._ready()
        while child is None and time.monotonic() <= self.ends_at:
            child = self._ready()
        if child is None or time.monotonic() > self.ends_at:
            self.close()
            return TOO_LATE
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
                own = [name for name in chunk.defines if name in chunk.needed_by]
                child.post_load(chunk.source, f"cell {chunk.cell}", chunk.line, own)
            for chunk in pending:
                late = time.monotonic() > self.ends_at
                outcome = TOO_LATE if late else child.take()
                if isinstance(outcome, Died):
                    if not self._called and not late:
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
