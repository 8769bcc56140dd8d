"""A course of another subject: built, verified and graded by the commands."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.verify import accept_reviews, verify_course
from course import catalog
from course.catalog import Course
from course.files import CatalogError
from course.notebooks import build

from ..another import write_another_course
from ..conftest import Command, Graded

READERS = {
    "open": "return float(open(path).read().split()[1].split(',')[1])",
    "pathlib": """
    from pathlib import Path
    assert Path(path).is_file() and sorted(os.listdir('data')) == ['heights.csv', 'weights.npz']
    return float(Path(path).read_text().split()[1].split(',')[1])""",
    "loadtxt": "return float(np.loadtxt(path, delimiter=',', skiprows=1, usecols=1)[0])",
    "genfromtxt": "return float(np.genfromtxt('./' + path, delimiter=',')[1, 1])",
    "csv": """
    import csv
    with open(path, newline='') as file:
        return float(list(csv.DictReader(file))[0]['height'])""",
    "bytes": "return float(open(path, 'rb').read().split()[1].split(b',')[1])",
    "another folder": "return np.load('data/weights.npz')['kg'].sum() - 6.38",
    "write": "open(path, 'w')",
    "stranger": "open('data/none.csv')",
}
"""Ways to read the first height, in a function that must give the mean."""


def notebook(body: str) -> nbformat.NotebookNode:
    source = f"import os\nimport numpy as np\ndef column_mean(path):\n    {body.strip()}\n"
    meta = {"convalida": {"unit": "statistics", "language": "en", "course": ""}}
    made: nbformat.NotebookNode = new_notebook(cells=[new_code_cell(source)], metadata=meta)
    return made


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("another")
    write_another_course(root)
    return catalog.load(root)


@pytest.fixture(scope="module")
def built(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built")
    build(course, out)
    return out


@pytest.fixture(scope="module")
def graded(
    course: Course, built: Path, convalida: Command, tmp_path_factory: pytest.TempPathFactory
) -> Graded:
    folder = tmp_path_factory.mktemp("class")
    shutil.copytree(built / "es" / "solved" / "statistics", folder / "ana")
    for name, body in READERS.items():
        (folder / name).mkdir()
        nbformat.write(notebook(body), folder / name / "statistics.ipynb")
    results = folder.with_name("results")
    done = convalida("grade", folder, "--course", course.root, "--out", results)
    records = [json.loads(path.read_text(encoding="utf-8")) for path in results.glob("*/*.json")]
    return Graded(done, results, {record["student"]: record for record in records})


@pytest.mark.parametrize("version", ["source", "release", "solved"])
def test_data_lie_beside_the_notebook(course: Course, built: Path, version: str) -> None:
    folder = built / "es" / version / "statistics"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {"statistics.ipynb", "data/heights.csv", "data/weights.npz"}
    for name, path in course.units["statistics"].data.items():
        assert (folder / name).read_bytes() == path.read_bytes()


def test_nbgrader_is_given_the_data_as_well(
    course: Course, built: Path, convalida: Command, tmp_path: Path
) -> None:
    shutil.copyfile(built / "es" / "nbgrader_config.py", tmp_path / "nbgrader_config.py")
    command = ["build", "--nbgrader", tmp_path, "--course", course.root, "--language", "es"]
    assert [convalida(*command).returncode for _ in range(2)] == [0, 0]
    folder = tmp_path / "source" / "statistics"
    found = {path.name for path in folder.rglob("*.*")}
    assert found == {"statistics.ipynb", "heights.csv", "weights.npz"}
    (folder / "data" / "heights.csv").write_text("mine")
    done = convalida(*command)
    assert done.returncode == 2
    assert str(folder / "data" / "heights.csv") in done.stderr
    assert (folder / "data" / "heights.csv").read_text() == "mine"


def test_a_folder_handed_in_with_its_data_is_one_notebook(graded: Graded) -> None:
    assert graded.done.returncode == 0
    assert graded.records.keys() == {"ana", *READERS}
    assert graded.row("ana", "column_mean")["verdict"] == "passed"


@pytest.mark.parametrize("reader", READERS)
def test_an_answer_reads_the_data_of_its_unit_and_nothing_else(graded: Graded, reader: str) -> None:
    row = graded.row(reader, "column_mean")
    if reader in ("write", "stranger"):
        assert row["counterexample"]["got"]["raised"] == "PermissionError"
    else:
        assert row["counterexample"]["got"] == pytest.approx(1.62)
    assert row["score"] == 0


def test_a_folder_among_the_data_is_named(course: Course, tmp_path: Path) -> None:
    shutil.copytree(course.root, tmp_path / "course")
    folder = tmp_path / "course" / "course" / "units" / "statistics" / "data" / "more"
    folder.mkdir()
    with pytest.raises(CatalogError, match=re.escape(f"{folder}: is no file")):
        catalog.load(tmp_path / "course")


def test_verify_has_nothing_to_say(course: Course) -> None:
    accept_reviews(course, tuple(course.units))
    assert [str(p) for p in verify_course(course, tuple(course.units)).problems] == []
