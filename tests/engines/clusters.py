"""A real Dask cluster on this machine: a scheduler and workers, each a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

DASK = Path(sys.executable).with_name("dask")
LOCAL = ("--host", "127.0.0.1", "--no-dashboard")


@dataclass
class Cluster:
    """A scheduler; its workers end with the block that started them."""

    address: str
    folder: Path
    workers: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    @contextmanager
    def working(self, *names: str, **environment: str) -> Iterator[None]:
        """Workers of one thread, without a nanny that would start them again."""
        started = {name: self._start(name, environment) for name in names}
        self.workers |= started
        try:
            for name, process in started.items():
                _wait_for(process, "Registered to:", name)
            yield
        finally:
            for process in started.values():
                process.send_signal(signal.SIGCONT)
                process.terminate()
                process.communicate()

    def _start(self, name: str, environment: dict[str, str]) -> subprocess.Popen[str]:
        return _dask(
            *("worker", f"tcp://{self.address}", "--no-nanny", "--nthreads", "1", "--name", name),
            *("--local-directory", str(self.folder / "scratch"), *LOCAL),
            **environment,
        )


@contextmanager
def scheduler(folder: Path) -> Iterator[Cluster]:
    process = _dask("scheduler", "--port", "0", "--no-jupyter", *LOCAL)
    try:
        line = _wait_for(process, "Scheduler at:", "scheduler")
        yield Cluster(line.rpartition("//")[2].strip(), folder)
    finally:
        process.terminate()
        process.communicate()


def _dask(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [DASK, *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def _wait_for(process: subprocess.Popen[str], text: str, name: str) -> str:
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        if text in line:
            return line
        said.append(line)
    raise AssertionError(f"{name} ended: {''.join(said)}")
