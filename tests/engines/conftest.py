"""A cluster of this machine, a class for it, and the command that grades there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .clusters import Cluster, scheduler

RIGHT = "def double(x):\n    return x + x\n\ndef quadruple(x):\n    return double(double(x))\n"
CELLS = {
    "right": RIGHT,
    "one_more": RIGHT.replace("x + x", "x + 1"),
    "raises": RIGHT.replace("return x + x", "raise ValueError(x)"),
    "exits": RIGHT.replace("return double(double(x))", "import os; os._exit(0)"),
    "empty": "# nothing",
}


TIMEOUT = "DASK_DISTRIBUTED__COMM__TIMEOUTS__"
Run = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with scheduler(tmp_path_factory.mktemp("cluster")) as found:
        yield found


@pytest.fixture(scope="module")
def notebook(plain_notebook: Callable[..., Any]) -> Callable[[str], str]:
    return lambda source: json.dumps(plain_notebook(source))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, notebook: Callable[[str], str]) -> Path:
    """No two alike: what is defined alike is graded once."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(40):
        source = CELLS["one_more" if number % 2 else "right"]
        source = source.replace("return double", f"number = {number}\n    return double")
        (folder / f"s{number:02d}.ipynb").write_text(notebook(source), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def grading(tiny_course: Path, cluster: Cluster) -> Callable[..., list[str]]:
    """The command that grades a folder, on the cluster or here."""

    def command(folder: Path, results: Path, engine: str = "") -> list[str]:
        return [
            *(str(Path(sys.executable).with_name("convalida")), "grade", str(folder)),
            *("--course", str(tiny_course), "--unit", "tiny", "--out", str(results)),
            *("--engine", engine or f"dask://{cluster.address}", "--jobs", "2"),
        ]

    return command


def run(command: list[str], **environment: str) -> Run:
    known = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run(command, env=known, capture_output=True, encoding="utf-8", timeout=300)
