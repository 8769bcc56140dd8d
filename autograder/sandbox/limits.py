"""How much a submission may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Wall-clock seconds are held by the grader, the rest by the kernel inside.

    `submission_seconds` is what one child may spend in all its requests together.
    `memory_bytes` is address space beyond what the warm libraries take. `threads` is how many
    a child may start; none by default, so that nothing runs on after an answer.
    """

    call_seconds: float = 4.0
    load_seconds: float = 4.0
    submission_seconds: float = 40.0
    memory_bytes: int = 512 * 2**20
    frame_bytes: int = 16 * 2**20
    threads: int = 0
    callback_calls: int = 20_000
    callback_bytes: int = 64 * 2**20
