"""One process for one piece of work: what it gives is kept, however it ends."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.engines.bounded import Bounds, Ended, run_bounded

SMALL = Bounds(seconds=5.0, memory_bytes=2**26, answer_bytes=2**16)


def after_a_part(then: Callable[[], object]) -> Callable[[], Iterator[bytes]]:
    def work() -> Iterator[bytes]:
        yield b"first"
        then()
        yield b"second"

    return work


def test_every_part_comes_back() -> None:
    parts = (b"", b"+.-", bytes(range(256)) * 50)
    assert run_bounded(lambda: iter(parts), SMALL) == Ended("well", parts)


def test_it_is_another_process() -> None:
    ended = run_bounded(lambda: iter([str(os.getpid()).encode()]), SMALL)
    assert int(ended.parts[0]) != os.getpid()


def test_an_exception_is_told_and_what_came_before_is_kept() -> None:
    ended = run_bounded(after_a_part(lambda: 1 / 0), SMALL)
    assert (ended.how, ended.parts) == ("failed", (b"first",))
    assert ended.detail.splitlines()[-1].startswith("ZeroDivisionError")


@pytest.mark.parametrize(
    "then",
    [
        lambda: os._exit(0),
        lambda: os.kill(os.getpid(), signal.SIGKILL),
        lambda: time.sleep(10**6),
        lambda: exec("while True: pass"),
    ],
    ids=["exits", "is killed", "sleeps", "loops"],
)
def test_what_came_before_its_end_is_kept(then: Callable[[], object]) -> None:
    ended = run_bounded(after_a_part(then), Bounds(seconds=0.5))
    assert ended == Ended("died", (b"first",))


def test_memory_is_bounded() -> None:
    ended = run_bounded(after_a_part(lambda: bytearray(2**27)), SMALL)
    assert (ended.how, ended.parts) == ("failed", (b"first",))
    assert "MemoryError" in ended.detail


def test_output_is_bounded() -> None:
    ended = run_bounded(lambda: iter([b"first", b"x" * 2**17, b"second"]), SMALL)
    assert ended == Ended("died", (b"first",))


def test_a_traceback_is_bounded() -> None:
    def fail() -> None:
        raise ValueError("x" * 10**5)

    assert len(run_bounded(after_a_part(fail), SMALL).detail) <= 2000


def test_it_writes_no_file_and_says_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def write() -> None:
        print("loud")
        os.write(2, b"louder")
        (tmp_path / "left").write_text("something")

    ended = run_bounded(after_a_part(write), SMALL)
    assert (ended.how, ended.parts) == ("failed", (b"first",))
    assert capfd.readouterr() == ("", "")
    assert not (tmp_path / "left").exists() or not (tmp_path / "left").read_text()
