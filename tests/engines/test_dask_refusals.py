"""What a cluster must be to grade anything; each refusal is one line."""

from __future__ import annotations

import shutil
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .clusters import Cluster
from .conftest import TIMEOUT, run

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """This project, but for one sentence of the grader."""
    ours = shutil.ignore_patterns("__pycache__")
    for part in ("autograder", "course", "exercises", "solutions"):
        shutil.copytree(ROOT / part, tmp_path / "changed" / part, ignore=ours)
    with (tmp_path / "changed/autograder/summary.py").open("a") as file:
        file.write("# changed\n")
    return tmp_path / "changed"


def test_a_worker_of_another_version_grades_nothing(
    cluster: Cluster, many: Path, grading: Callable[..., list[str]], changed: Path, tmp_path: Path
) -> None:
    with cluster.working("other", PYTHONPATH=str(changed)):
        alone = run(grading(many, tmp_path / "alone"))
        with cluster.working("same"):
            both = run(grading(many, tmp_path / "both"))
    first, last = alone.stderr.splitlines()
    assert alone.returncode == 2
    assert "worker other (" in first
    assert "it has convalida" in first
    assert last.startswith(cluster.address)
    assert not (tmp_path / "alone").exists()
    assert both.returncode == 1
    assert both.stderr.splitlines()[-1] == first
    assert len(list((tmp_path / "both").glob("tiny/*.json"))) == 40


def test_a_worker_that_cannot_confine_grades_nothing(
    cluster: Cluster, many: Path, grading: Callable[..., list[str]], tmp_path: Path
) -> None:
    with cluster.working("open", PATH=str(Path(sys.executable).parent)):
        done = run(grading(many, tmp_path / "results"), LC_ALL="es_ES.UTF-8")
    first, _ = done.stderr.splitlines()
    assert done.returncode == 3
    assert first.startswith("el trabajador open (")
    assert "apt-get install bubblewrap" in first
    assert not (tmp_path / "results").exists()


def test_where_no_scheduler_answers_one_line_says_so(
    many: Path, grading: Callable[..., list[str]], tmp_path: Path
) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{unused.getsockname()[1]}"
        command = grading(many, tmp_path / "results", f"dask://{address}")
        done = run(command, **{f"{TIMEOUT}CONNECT": "1s"})
    (line,) = done.stderr.splitlines()
    assert done.returncode == 2
    assert line.startswith(f"{address}: ")


def test_without_dask_one_line_says_what_to_install(
    many: Path, grading: Callable[..., list[str]], tmp_path: Path
) -> None:
    without = "import sys; sys.modules['distributed'] = None; import convalida; convalida.main()"
    arguments = grading(many, tmp_path / "results", "dask://127.0.0.1:1")[1:]
    done = run([sys.executable, "-c", without, *arguments])
    (line,) = done.stderr.splitlines()
    assert done.returncode == 2
    assert 'pip install "convalida[dask]"' in line
