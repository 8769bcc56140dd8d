"""Power cuts, and a disk that is full: nothing is lost, and nothing is left."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from ..processes import below, gone, parent
from .cases.model import HONEST, PAD2D, SIGNATURE
from .classroom import Who, finish, start
from .notebooks import HONEST_OF, write
from .running import FOR_EVER, Start, commands, contents, records, until, whole

WRONG = SIGNATURE + "    return right(x, 0, value)\n"
ON_A_SMALL_DISK = (
    *("unshare", "--user", "--map-current-user", "--mount", "--keep-caps"),
    *("sh", "-c"),
    'mount -t tmpfs -o size=$ROOM small $OUT && { "$0" "$@"; code=$?; }; '
    "cp -r $OUT $SAVED; exit $code",
    sys.executable,
)


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


@pytest.mark.parametrize("who", ["server", "worker", "zygote"])
def test_what_is_killed_is_replaced(
    root: Path, small_course: Path, submitted: Path, undisturbed: dict[str, bytes],
    who: str, running: Start,
) -> None:  # fmt: skip
    """What a worker was at is tried again, and a server's workers; a zygote takes nothing along."""
    out = root / f"results_{who}"
    process = running(small_course, submitted, out, "--jobs", "1")
    until(process, lambda: records(out) >= 1)
    before = below(process.pid)
    zygotes = [pid for pid, name in commands(before).items() if name == "bwrap"]
    workers = {parent(pid) for pid in zygotes} & before - set(zygotes)
    killed = {"zygote": zygotes, "worker": workers, "server": [min(before)]}[who]
    assert killed
    for pid in killed:
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
        """The forks of workers, while one of them asks the student's code in a zygote's child."""
        boxes = [pid for pid, name in commands(below(process.pid)).items() if name == "bwrap"]
        boxed = frozenset().union(*map(below, boxes))
        found = commands(below(process.pid))
        asked = sum(found.get(pid, "bwrap") != "bwrap" for pid in boxed) >= 2
        workers = {parent(pid) for pid in boxes}
        ours = [pid for pid, name in found.items() if name != "bwrap" and parent(pid) in workers]
        return ours if asked else []

    seen: list[int] = []

    def at_work() -> bool:
        seen[:] = graders()
        return len(seen) == 1

    until(process, at_work)
    os.kill(seen[0], signal.SIGKILL)
    run = finish(process, out)
    assert run.code == 1
    assert "ana" in run.stderr
    assert "run the same command again" in run.stderr
    again = whole(small_course, folder, out)
    kept = {name: data for name, data in again.items() if not name.startswith("previous/")}
    assert kept == whole(small_course, folder, root / "results_again")


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
