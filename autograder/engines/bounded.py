"""One piece of work in a process made for it: bounded in memory, time and output, dies alone.

Its answer comes in parts, each a frame of eight bytes of length and a payload: what was sent
before it died is not lost.
"""

from __future__ import annotations

import os
import resource
import select
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from autograder.sandbox.inside.limits import address_space, die_with_parent

LENGTH = 8
DETAIL = 2000
"""Characters of a traceback that are kept."""


@dataclass(frozen=True)
class Bounds:
    """Seconds by the wall clock, bytes of memory beyond what it starts with, bytes of answer."""

    seconds: float
    memory_bytes: int = 2**30
    answer_bytes: int = 8 * 2**20


@dataclass(frozen=True)
class Ended:
    """What came, and how it ended: `well`, with an exception (`failed`), or without a word.

    `detail` is the end of the traceback.
    """

    how: Literal["well", "failed", "died"]
    parts: tuple[bytes, ...] = ()
    detail: str = ""


Work = Callable[[], Iterator[bytes]]


def run_bounded(work: Work, bounds: Bounds) -> Ended:
    """What `work` yields in a fork of this process, which is gone afterwards.

    The fork shows nothing, writes no file, and ends with the process that it was forked from.
    """
    parent = os.getpid()
    readable, writeable = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(readable)
        _answer(work, bounds, writeable, parent)
    os.close(writeable)
    try:
        return _ended(list(_frames(_read_all(readable, bounds))))
    finally:
        os.close(readable)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _ended(frames: list[bytes]) -> Ended:
    parts = tuple(frame[1:] for frame in frames if frame[:1] == b"+")
    match frames[-1:]:
        case [b"."]:
            return Ended("well", parts)
        case [last] if last[:1] == b"-":
            return Ended("failed", parts, last[1:].decode("utf-8", "replace"))
    return Ended("died", parts)


def _read_all(pipe: int, bounds: Bounds) -> bytes:
    """What comes until the other end closes, until it is too late, or too much."""
    ends_at = time.monotonic() + bounds.seconds
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    answer = bytearray()
    while len(answer) <= bounds.answer_bytes:
        if not poll.poll(max(0.0, ends_at - time.monotonic()) * 1000):
            break
        part = os.read(pipe, 2**20)
        if not part:
            break
        answer += part
    return bytes(answer[: bounds.answer_bytes])


def _frames(data: bytes) -> Iterator[bytes]:
    """The frames that came whole."""
    while len(data) >= LENGTH:
        end = LENGTH + int.from_bytes(data[:LENGTH], "big")
        if len(data) < end:
            return
        yield data[LENGTH:end]
        data = data[end:]


def _answer(work: Work, bounds: Bounds, writeable: int, parent: int) -> None:
    """In the fork: each part, then how it ended, through the pipe; never returns."""
    try:
        die_with_parent()
        if os.getppid() != parent:
            return
        _be_silent()
        _limit(bounds)
        with os.fdopen(writeable, "wb") as pipe:

            def send(frame: bytes) -> None:
                pipe.write(len(frame).to_bytes(LENGTH, "big") + frame)
                pipe.flush()

            try:
                for part in work():
                    send(b"+" + part)
                send(b".")
            except Exception:
                send(b"-" + traceback.format_exc()[-DETAIL:].encode("utf-8", "replace"))
    finally:
        os._exit(0)


def _be_silent() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.close(null)


def _limit(bounds: Bounds) -> None:
    memory = address_space() + bounds.memory_bytes
    seconds = int(bounds.seconds) + 1
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
