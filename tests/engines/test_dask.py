"""A class that a cluster grades: the same records, whatever happens to its workers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ..processes import below, gone
from .clusters import Cluster
from .conftest import CELLS, RIGHT, TIMEOUT, run

Told = Callable[..., str]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory, notebook: Callable[[str], str]) -> Path:
    """Of each kind, one in an archive, one in another encoding with outputs, one that is none."""
    folder = tmp_path_factory.mktemp("class") / "handed-in"
    folder.mkdir()
    for name, source in CELLS.items():
        (folder / f"{name}.ipynb").write_text(notebook(source), encoding="utf-8")
    (folder / "broken.ipynb").write_text("{", encoding="utf-8")
    book = json.loads(notebook(f"# señor\n{RIGHT}"))
    book["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": ["x"] * 99}]
    text = json.dumps(book, ensure_ascii=False)
    (folder / "latin.ipynb").write_bytes(text.encode("latin-1"))
    with zipfile.ZipFile(folder / "zipped.zip", "w") as archive:
        archive.writestr("my work/tiny.ipynb", notebook(RIGHT))
    return folder


@pytest.fixture(scope="module")
def of_many(
    many: Path, grading: Callable[..., list[str]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """What this machine makes of them."""
    results = tmp_path_factory.mktemp("here") / "results"
    assert run(grading(many, results, "local")).returncode == 0
    return files(results)


def begin(command: list[str], **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command,
        env={**os.environ, "LC_ALL": "C.UTF-8", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def files(results: Path) -> dict[str, bytes]:
    """All that a run leaves, but for its lock."""
    found = (path for path in results.rglob("*") if path.is_file())
    return {
        str(path.relative_to(results)): path.read_bytes()
        for path in found
        if path.suffix in (".json", ".html", ".csv")
    }


def without_rates(said: str) -> list[str]:
    return [line for line in said.splitlines() if " a second" not in line]


def until_some_are_graded(results: Path, process: subprocess.Popen[str]) -> None:
    while not list(results.glob("tiny/*.json")):
        assert process.poll() is None, process.communicate()
        os.sched_yield()


def test_the_same_records_as_here(
    cluster: Cluster, handed_in: Path, grading: Callable[..., list[str]], tmp_path: Path
) -> None:
    here = run(grading(handed_in, tmp_path / "here", "local"))
    assert here.returncode == 1, here.stderr
    with cluster.working("one", "two"):
        there = run(grading(handed_in, tmp_path / "there"))
    assert without_rates(there.stderr.replace("there", "here")) == without_rates(here.stderr)
    assert files(tmp_path / "there") == files(tmp_path / "here")
    assert len(list((tmp_path / "there").glob("tiny/*.json"))) == len(CELLS) + 3


def test_what_a_killed_worker_was_at_is_done_by_others(
    cluster: Cluster,
    many: Path,
    of_many: Mapping[str, bytes],
    grading: Callable[..., list[str]],
    tmp_path: Path,
) -> None:
    with cluster.working("stays", "dies"):
        process = begin(grading(many, tmp_path / "results"))
        until_some_are_graded(tmp_path / "results", process)
        beside = below(cluster.workers["dies"].pid)
        cluster.workers["dies"].kill()
        said = process.communicate()[1]
        assert beside
        assert gone(beside)
    assert process.returncode == 1
    assert said.splitlines()[-1].startswith("worker dies (")
    assert "was lost" in said
    assert files(tmp_path / "results") == of_many


def test_a_worker_that_hangs_is_named_and_its_work_done_by_others(
    cluster: Cluster,
    many: Path,
    of_many: Mapping[str, bytes],
    grading: Callable[..., list[str]],
    tmp_path: Path,
) -> None:
    with cluster.working("stays", "hangs"):
        process = begin(grading(many, tmp_path / "results"), **{f"{TIMEOUT}TCP": "12s"})
        until_some_are_graded(tmp_path / "results", process)
        cluster.workers["hangs"].send_signal(signal.SIGSTOP)
        said = process.communicate()[1]
    assert process.returncode == 1
    assert said.splitlines()[-1].startswith("worker hangs (")
    assert "does not answer" in said
    assert files(tmp_path / "results") == of_many


def test_ctrl_c_keeps_what_is_graded_and_the_next_run_does_the_rest(
    cluster: Cluster,
    many: Path,
    of_many: Mapping[str, bytes],
    grading: Callable[..., list[str]],
    tmp_path: Path,
) -> None:
    results = tmp_path / "results"
    with cluster.working("one"):
        process = begin(grading(many, results))
        until_some_are_graded(results, process)
        beside = below(cluster.workers["one"].pid)
        process.send_signal(signal.SIGINT)
        said = process.communicate()[1]
        assert (process.returncode, len(said.splitlines())) == (1, 1), said
        assert gone(beside)
        kept = len(list(results.glob("tiny/*.json")))
        assert 0 < kept < 40
        done = run(grading(many, results))
    assert done.returncode == 0, done.stderr
    assert f"{kept} " in done.stderr
    assert files(results) == of_many
