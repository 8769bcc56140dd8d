"""What a command costs with every process that it started, also those that it left behind.

python -m benchmarks.measure SECONDS ANSWER COMMAND…

The measuring process is a child subreaper (Linux): processes whose parents have ended become its
children, as those of bubblewrap do, and it waits for them all before it reads what they used.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
PR_SET_CHILD_SUBREAPER = 36
SAMPLE_SECONDS = 0.2
KILLED = "killed at the limit"


@dataclass(frozen=True)
class Cost:
    """Of one command: on the clock, on all processors, in memory; and how it ended.

    `cpu` is user and system time of all processes. `peak` is the largest sum of their
    proportional set sizes: what several processes share counts once.
    """

    seconds: float
    cpu: float
    peak: int
    status: int
    said: str

    @property
    def was_killed(self) -> bool:
        return self.said.endswith(KILLED)


class CommandFailed(Exception):
    """A command of the benchmark ended with an error."""


def cost(
    command: Sequence[str],
    *,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    limit: float = 3600,
    may_fail: bool = False,
) -> Cost:
    """Runs `command`, kills it after `limit` seconds. Raises CommandFailed unless it may fail."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "cost.json"
        measuring = [sys.executable, "-m", "benchmarks.measure", str(limit), str(answer)]
        paths = f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
        told = {**os.environ, **(env or {}), "BENCHMARK_CWD": str(cwd), "PYTHONPATH": paths}
        subprocess.run([*measuring, *command], cwd=ROOT, env=told, check=True)
        found = Cost(**json.loads(answer.read_text()))
    if (found.status or found.was_killed) and not may_fail:
        raise CommandFailed(f"{' '.join(command)}: {found.status}\n{found.said}")
    return found


def measured(command: Sequence[str], cwd: str, limit: float) -> Cost:
    """In a process of its own, whose only children are those of the command."""
    if ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "no child subreaper: Linux is needed")
    watch = _Watch(limit)
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        watch.start()
        seconds = 0.0
        while True:
            try:
                pid, status = os.wait()
            except ChildProcessError:
                break
            if pid == process.pid:
                seconds = time.perf_counter() - start
                process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop.set()
        watch.join()
        output.seek(0)
        said = output.read().decode("utf-8", "replace")[-2000:]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    said += KILLED if watch.killed else ""
    return Cost(seconds, used.ru_utime + used.ru_stime, watch.peak, process.returncode, said)


class _Watch(threading.Thread):
    """Looks at the memory of all descendants now and then, and ends them at the limit."""

    def __init__(self, limit: float) -> None:
        super().__init__(daemon=True)
        self.ends_at = time.monotonic() + limit
        self.stop = threading.Event()
        self.peak = 0
        self.killed = False

    def run(self) -> None:
        while not self.stop.wait(SAMPLE_SECONDS):
            descendants = psutil.Process().children(recursive=True)
            self.peak = max(self.peak, sum(map(_bytes, descendants)))
            if time.monotonic() > self.ends_at:
                self.killed = True
                for process in descendants:
                    _end(process)


def _bytes(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except (psutil.NoSuchProcess, psutil.AccessDenied):  # it has ended meanwhile
        return 0


def _end(process: psutil.Process) -> None:
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return


if __name__ == "__main__":
    limit, answer, *command = sys.argv[1:]
    found = measured(command, os.environ.pop("BENCHMARK_CWD"), float(limit))
    Path(answer).write_text(json.dumps(asdict(found)))
