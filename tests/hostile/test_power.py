"""Power cuts, interruptions, two graders at once: nothing is lost, and nothing is left."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ..processes import below, gone
from .cases.model import HONEST, PAD2D, SIGNATURE
from .classroom import Who, finish, start
from .notebooks import HONEST_OF, write

WRONG = SIGNATURE + "    return right(x, 0, value)\n"
FOR_EVER = SIGNATURE + "    while True: pass\n"
LOOK_EVERY = 20
"""Milliseconds."""

ON_A_SMALL_DISK = (
    *("unshare", "--user", "--map-current-user", "--mount", "--keep-caps"),
    *("sh", "-c"),
    'mount -t tmpfs -o size=$ROOM small $OUT && { "$0" "$@"; code=$?; }; '
    "cp -r $OUT $SAVED; exit $code",
    sys.executable,
)

SECONDS = 30
"""A hard ceiling on commands that are told to stop; in `slow_course` a call may take longer."""


@pytest.fixture(scope="module")
def submitted(root: Path) -> Path:
    """A small class of two units."""
    folder = root / "submitted_power"
    for number in range(6):
        pad2d = WRONG if number % 2 else PAD2D
        write(folder, f"s{number}", "padding", (HONEST, f"{pad2d}# {number}\n"))
        write(folder, f"s{number}", "trial", HONEST_OF["trial"])
    return folder


@pytest.fixture(scope="module")
def undisturbed(root: Path, small_course: Path, submitted: Path) -> dict[str, bytes]:
    """The results of a run that nobody touches."""
    return whole(small_course, submitted, root / "results_undisturbed")


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def running() -> Iterator[Start]:
    """Starts commands that do not outlive the test, and heed signals even if the tests may not."""
    handlers: dict[int, Any] = {
        signal.SIGINT: signal.default_int_handler,
        signal.SIGHUP: signal.SIG_DFL,
    }
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: Any) -> subprocess.Popen[str]:
        started.append(start(*arguments))
        return started[-1]

    yield run
    for process in started:
        with process:
            process.kill()
    for number, handler in before.items():
        signal.signal(number, handler)


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


def whole(course: Path, submitted: Path, out: Path, *options: str) -> dict[str, bytes]:
    """Runs the command to its end; what it left, byte by byte."""
    run = finish(start(course, submitted, out, "--jobs", "2", *options), out)
    assert run.code == 0, run.stderr
    return contents(out)


def contents(out: Path) -> dict[str, bytes]:
    files = (path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def until(process: subprocess.Popen[str], happened: Callable[[], bool]) -> None:
    """Waits until something has happened, or the process has ended."""
    end = os.pidfd_open(process.pid)
    poll = select.poll()
    poll.register(end, select.POLLIN)
    while not happened() and not poll.poll(LOOK_EVERY):
        pass
    os.close(end)


def records(out: Path) -> int:
    return len(list(out.glob("*/*.json")))


def commands(pids: frozenset[int]) -> dict[int, str]:
    found = {}
    for pid in pids:
        path = Path(f"/proc/{pid}/comm")
        found[pid] = path.read_text().strip() if path.exists() else ""
    return found


@pytest.mark.parametrize("finished", [None, 0, 1, 5])
def test_a_killed_grader_loses_nothing(
    root: Path, small_course: Path, submitted: Path, undisturbed: dict[str, bytes],
    finished: int | None, running: Start,
) -> None:  # fmt: skip
    """Killed as soon as it has a process below it, and when so many records are written."""
    out = root / f"results_killed_{finished}"
    process = running(small_course, submitted, out, "--jobs", "2")
    if finished is None:
        until(process, lambda: bool(below(process.pid)))
    else:
        until(process, lambda: out.exists() and records(out) >= finished)
    lost = below(process.pid)
    process.kill()
    process.communicate()
    assert gone(lost)
    kept = contents(out) if out.exists() else {}
    for name, data in kept.items():
        assert name.endswith(".part") or data == undisturbed[name], name
    assert whole(small_course, submitted, out) == undisturbed


@pytest.mark.parametrize("who", ["worker", "zygote"])
def test_what_is_killed_is_replaced(
    root: Path, small_course: Path, submitted: Path, undisturbed: dict[str, bytes],
    who: str, running: Start,
) -> None:  # fmt: skip
    """The submission that a worker was at is tried again; a zygote takes nothing with it."""
    out = root / f"results_{who}"
    process = running(small_course, submitted, out, "--jobs", "1")
    until(process, lambda: records(out) >= 1)
    before = below(process.pid)
    zygotes = [pid for pid, name in commands(before).items() if name == "bwrap"]
    for pid in zygotes if who == "zygote" else [min(before - set(zygotes))]:
        os.kill(pid, signal.SIGKILL)
    run = finish(process, out)
    assert "Traceback" not in run.stderr
    assert gone(before)
    assert run.code == 0, run.stderr
    assert contents(out) == undisturbed


def test_a_killed_process_of_one_submission_is_said_and_graded_again(
    root: Path, small_course: Path, running: Start
) -> None:
    folder, out = root / "submitted_one", root / "results_one"
    write(folder, "ana", "padding", (HONEST, FOR_EVER))
    process = running(small_course, folder, out, "--jobs", "1")

    def graders() -> list[int]:
        """The worker, and the fork that asks the student's code in a child of the zygote."""
        boxes = [pid for pid, name in commands(below(process.pid)).items() if name == "bwrap"]
        boxed = frozenset().union(*map(below, boxes))
        found = commands(below(process.pid))
        asked = sum(found.get(pid, "bwrap") != "bwrap" for pid in boxed) >= 2
        ours = sorted(pid for pid, name in found.items() if name != "bwrap" and pid not in boxed)
        return ours if asked else []

    seen: list[int] = []

    def at_work() -> bool:
        seen[:] = graders()
        return len(seen) == 2

    until(process, at_work)
    os.kill(seen[1], signal.SIGKILL)
    run = finish(process, out)
    assert run.code == 1
    assert "ana" in run.stderr
    assert "run the same command again" in run.stderr
    assert whole(small_course, folder, out) == whole(small_course, folder, root / "results_again")


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


def test_a_full_disk_is_said(
    root: Path, small_course: Path, submitted: Path, undisturbed: dict[str, bytes]
) -> None:
    """A real file system that has room for some of the records and pages, not for all."""
    room = sum(map(len, undisturbed.values())) // 2
    out, saved = root / "results_full", root / "results_full_saved"
    out.mkdir()
    run = finish(
        start(
            small_course, submitted, out, "--jobs", "2", as_=Who(python=ON_A_SMALL_DISK),
            ROOM=str(room), OUT=str(out), SAVED=str(saved),
        ),
        saved,
    )  # fmt: skip
    if run.stderr.startswith(("unshare:", "mount:")):
        pytest.skip(f"no file system of one's own here: {run.stderr}")
    assert run.code == 1
    assert "No space left on device" in run.stderr
    assert "run the same command again to go on" in run.stderr
    assert "Traceback" not in run.stderr
    kept = contents(saved)
    assert 0 < len(kept) < len(undisturbed)
    for name, data in kept.items():
        assert data == undisturbed[name], name
    assert whole(small_course, submitted, saved) == undisturbed
