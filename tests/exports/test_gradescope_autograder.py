"""The zip for Gradescope, unpacked into a tree like theirs and run there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.exports.gradescope_autograder import _files, pinned
from tests.exports.platforms import gradescope_takes

pytestmark = pytest.mark.slow
METADATA = {"id": 7, "users": [{"name": "Mira Novák", "email": "mira@uni.edu", "id": 3}]}


@pytest.fixture(scope="module")
def zipped(
    convalida: Callable[..., Any], tiny_course: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    out = tmp_path_factory.mktemp("zip")
    done = convalida(
        *("export", "results", "--to", "gradescope-autograder", "--unit", "tiny"),
        *("--course", tiny_course, "--out", out),
    )
    assert (done.returncode, done.stderr) == (0, "")
    return Path(done.stdout.strip())


@pytest.fixture
def machine(zipped: Path, tmp_path: Path) -> Path:
    """/autograder as its documentation lists it; what setup.sh installs is this environment."""
    root = tmp_path / "autograder"
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(root / "source")
        modes = {i.filename: i.external_attr >> 16 for i in archive.infolist()}
    assert modes["setup.sh"] & 0o111
    assert modes["run_autograder"] & 0o111
    shutil.copy(root / "source" / "run_autograder", root / "run_autograder")
    python = root / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (root / "submission").mkdir()
    (root / "results").mkdir()
    (root / "submission_metadata.json").write_text(json.dumps(METADATA))
    return root


def run(machine: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", machine / "run_autograder"],
        capture_output=True,
        encoding="utf-8",
        cwd=machine,
        env={"PATH": os.environ["PATH"], "HOME": str(machine), **environment},
        timeout=300,
    )


def hand_in(machine: Path, book: Any) -> None:
    (machine / "submission" / "tiny.ipynb").write_text(json.dumps(book), encoding="utf-8")


def test_what_is_in_the_zip_lies_at_its_root_and_holds_nothing_of_this_machine(
    zipped: Path,
) -> None:
    with zipfile.ZipFile(zipped) as archive:
        names = archive.namelist()
        assert {"setup.sh", "run_autograder", "requirements.txt"} <= set(names)
        assert not [name for name in names if "__pycache__" in name or name.startswith("/")]
        assert "course/exercises/tiny/times/checks.py" in names
        assert "code/autograder/exports/on_gradescope.py" in names
        assert not [n for n in names if str(zipped.parent).encode() in archive.read(n)]


def test_the_data_of_a_unit_goes_along_and_what_is_hidden_stays(tmp_path: Path) -> None:
    data = tmp_path / "course" / "units" / "tiny" / "data"
    data.mkdir(parents=True)
    for name in ("heights.csv", "images.npz", "_draft.csv", ".cache"):
        (data / name).write_bytes(b"1")
    (data.parent / "notes.odt").write_bytes(b"1")
    assert [path.name for path in _files(tmp_path)] == ["heights.csv", "images.npz"]


def test_it_needs_the_versions_that_are_here() -> None:
    lines = pinned("convalida")
    assert all(line.count("==") == 1 for line in lines)
    names = {line.partition("==")[0].lower() for line in lines}
    assert {"numpy", "torch", "click", "msgpack", "jinja2", "markupsafe"} <= names


def test_a_submission_is_graded_as_gradescope_wants_it(
    machine: Path, plain_notebook: Callable[..., Any]
) -> None:
    hand_in(
        machine,
        plain_notebook("def double(x):\n    return x + x", "def quadruple(x):\n    return x + x"),
    )
    done = run(machine)
    assert done.returncode == 0, done.stderr
    results = json.loads((machine / "results" / "results.json").read_text("utf-8"))
    assert gradescope_takes(results) == 2.0
    assert [test["status"] for test in results["tests"]] == ["passed", "failed", "passed"]
    assert "About mistake_only_twice" in results["tests"][1]["output"]


def test_no_notebook_is_said_and_scores_nothing(machine: Path) -> None:
    (machine / "submission" / "essay.pdf").write_bytes(b"%PDF-")
    assert run(machine).returncode == 0
    results = json.loads((machine / "results" / "results.json").read_text("utf-8"))
    assert results["score"] == 0
    assert results["output"]


def test_where_the_isolation_is_not_there_nothing_is_graded_and_it_is_said(
    machine: Path, plain_notebook: Callable[..., Any], tmp_path: Path
) -> None:
    hand_in(machine, plain_notebook("def double(x):\n    return x + x"))
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ("bash", "sh", "dirname"):
        (tools / tool).symlink_to(shutil.which(tool) or "")
    done = run(machine, PATH=str(tools))
    assert done.returncode == 3
    assert not (machine / "results" / "results.json").exists()
    assert "bubblewrap" in done.stdout
