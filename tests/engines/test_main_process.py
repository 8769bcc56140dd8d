"""The process that runs the command finds files and writes bytes, and is the same for everybody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ..hostile.cases import floods, lookalikes
from ..hostile.cases.model import HONEST

COMMAND = """
import json, resource, sys
from autograder.cli import main
try:
    main(sys.argv[1:])
finally:
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps([largest, sorted(sys.modules)]), file=sys.__stdout__)
"""


@pytest.fixture(scope="module")
def graded(
    small_course: Path,
    plain_notebook: Callable[..., Any],
    solutions: Mapping[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[list[tuple[str, ...]]], tuple[int, list[str]]]:
    """Grades notebooks of these cells; the largest size of the main process, and its modules."""

    def run(notebooks: list[tuple[str, ...]]) -> tuple[int, list[str]]:
        folder = tmp_path_factory.mktemp("class")
        for number, cells in enumerate(notebooks):
            book = json.dumps(plain_notebook(*cells))
            (folder / f"s{number:02d}_padding.ipynb").write_text(book, encoding="utf-8")
        options = ["--course", str(small_course), "--out", str(folder / "results"), "--jobs", "1"]
        done = subprocess.run(
            [sys.executable, "-c", COMMAND, "grade", str(folder), *options],
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            encoding="utf-8",
        )
        assert len(list((folder / "results").glob("*/*.json"))) == len(notebooks), done.stderr
        size, modules = json.loads(done.stdout.splitlines()[-1])
        return size, modules

    return run


@pytest.mark.slow
def test_it_imports_no_numpy_and_no_solution_and_does_not_grow_with_what_is_handed_in(
    graded: Callable[..., tuple[int, list[str]]], solutions: Mapping[str, str]
) -> None:
    cases = [case for case in (*lookalikes.CASES, *floods.CASES) if "timeout" not in str(case.gets)]
    plain, modules = graded([tuple(solutions.values()) for _ in cases])
    hostile, _ = graded([(HONEST, case.source, *case.cells) for case in cases])
    assert [name for name in modules if name.startswith(("numpy", "torch", "solutions"))] == []
    assert 0.8 < hostile / plain < 1.2
