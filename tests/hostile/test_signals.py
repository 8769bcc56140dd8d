"""A grader that is told to stop, and a second one beside it: both end at once and leave nothing."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from ..processes import below, gone
from .cases.model import HONEST
from .classroom import finish
from .notebooks import write
from .running import FOR_EVER, Start, contents, until

SECONDS = 30
"""A hard ceiling on commands that are told to stop; in `slow_course` a call may take longer."""


@pytest.fixture
def slow_course(small_course: Path, root: Path) -> Path:
    """The same course, with calls that may take minutes."""
    folder = root / "course_slow"
    if not folder.exists():
        folder.mkdir()
        for part in ("exercises", "solutions"):
            (folder / part).symlink_to(small_course / part)
        (folder / "course").mkdir()
        for part in ("locale", "templates", "units"):
            (folder / "course" / part).symlink_to(small_course / "course" / part)
        text = (small_course / "course" / "course.toml").read_text("utf-8")
        (folder / "course" / "course.toml").write_text(text.replace("seconds = ", "seconds = 30"))
    return folder


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_it_at_once(
    root: Path, slow_course: Path, number: signal.Signals, running: Start
) -> None:
    """While a student's function loops, which may take minutes here."""
    folder, out = root / f"submitted_{number.name}", root / f"results_{number.name}"
    write(folder, "ana", "padding", (HONEST, FOR_EVER))
    write(folder, "ben", "padding", (HONEST, FOR_EVER))
    process = running(slow_course, folder, out, "--jobs", "2")
    until(process, lambda: len(below(process.pid)) >= 8)
    before = below(process.pid)
    os.killpg(process.pid, number)
    _, stderr = process.communicate(timeout=SECONDS)
    assert gone(before)
    assert "Traceback" not in stderr
    if number == signal.SIGINT:
        assert process.returncode == 1
        assert "run the same command again to go on" in stderr
    assert contents(out) == {}


def test_a_second_grader_is_refused(root: Path, slow_course: Path, running: Start) -> None:
    folder, out = root / "submitted_second", root / "results_second"
    write(folder, "ana", "padding", (HONEST, FOR_EVER))
    first = running(slow_course, folder, out, "--jobs", "1")
    until(first, lambda: len(below(first.pid)) >= 4)
    second = finish(running(slow_course, folder, out, "--jobs", "1"), out)
    before = below(first.pid)
    os.killpg(first.pid, signal.SIGINT)
    first.communicate(timeout=SECONDS)
    assert second.code == 1
    assert "another run is writing" in second.stderr
    assert gone(before)
