"""Credit in parts: what a check asks, and what each part of it is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from autograder.checking.failures import CheckFailure


@dataclass(frozen=True)
class Part:
    """A part of a check: the share of its points, and whether it holds."""

    name: str
    share: float
    holds: bool


@dataclass
class Parts:
    """The parts of a case that is run; `calls` tells how many calls there have been."""

    calls: Callable[[], int]
    found: list[Part] = field(default_factory=list)
    failure: CheckFailure | None = None
    calls_before: int = 0
    """Calls until the first part that does not hold: the last of them is to blame."""

    def note(self, failure: CheckFailure) -> None:
        if self.failure is None:
            self.failure, self.calls_before = failure, self.calls()


_parts: ContextVar[Parts | None] = ContextVar("parts", default=None)


@contextmanager
def collecting(parts: Parts) -> Iterator[None]:
    """A part that does not hold is noted inside, and the check goes on after it."""
    token = _parts.set(parts)
    try:
        yield
    finally:
        _parts.reset(token)


@contextmanager
def part(name: str, share: float) -> Iterator[None]:
    """What a check asks inside is worth `share` (0 to 1) of its points, whatever else it asks.

    What all parts leave of the whole is for the rest of the check. The texts have a block
    `part_<name>`. Calls made inside belong to the part: none after it may build on their answers.
    """
    parts = _parts.get()
    if not 0 < share <= 1:
        raise ValueError(f"the share of part {name} must be above 0, and 1 at most")
    if parts is None:
        yield
        return
    try:
        yield
    except CheckFailure as failure:
        parts.note(failure)
        parts.found.append(Part(name, share, False))
    else:
        parts.found.append(Part(name, share, True))
