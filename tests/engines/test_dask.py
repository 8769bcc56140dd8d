"""A class that a cluster grades: the same records, whatever happens to its workers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from ..processes import below, gone
from .clusters import Cluster, scheduler

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = "DASK_DISTRIBUTED__COMM__TIMEOUTS__"
RIGHT = "def double(x):\n    return x + x\n\ndef quadruple(x):\n    return double(double(x))\n"
CELLS = {
    "right": RIGHT,
    "one_more": RIGHT.replace("x + x", "x + 1"),
    "raises": RIGHT.replace("return x + x", "raise ValueError(x)"),
    "exits": RIGHT.replace("return double(double(x))", "import os; os._exit(0)"),
    "empty": "# nothing",
}

Run = subprocess.CompletedProcess[str]
Told = Callable[..., str]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with scheduler(tmp_path_factory.mktemp("cluster")) as found:
        yield found


@pytest.fixture(scope="module")
def notebook(plain_notebook: Callable[..., Any]) -> Callable[[str], str]:
    return lambda source: json.dumps(plain_notebook(source))


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


@pytest.fixture(scope="module")
def of_many(
    many: Path, grading: Callable[..., list[str]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """What this machine makes of them."""
    results = tmp_path_factory.mktemp("here") / "results"
    assert run(grading(many, results, "local")).returncode == 0
    return files(results)


def run(command: list[str], **environment: str) -> Run:
    known = {**os.environ, "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run(command, env=known, capture_output=True, encoding="utf-8", timeout=300)


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
