"""A course of another subject: built, verified and graded by the commands."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from autograder.feedback.example import example_of
from autograder.results import Record
from autograder.sentences import sentences
from autograder.verify import accept_reviews, verify_course
from course import catalog
from course.catalog import Course
from course.files import CatalogError
from course.notebooks import build

from ..another import write_another_course
from ..conftest import ROOT, Command, Graded

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


ANSWERS: dict[str, tuple[str, str, str, str]] = {
    # student: (unit, function, source, what the record says: an id of its messages or diagnoses)
    "case": ("sorting", "headline", "def headline(text): return ' '.join(text.split()).upper()",
        "right_but_for_case"),
    "spaces": ("sorting", "headline", "def headline(text): return text.title().replace(' ', '')",
        "right_but_for_spaces"),
    "number": ("sorting", "headline", "def headline(text): return 3", "wrong_type"),
    "reversed": ("sorting", "merge", "def merge(a, b): return sorted(a + b)[::-1]",
        "list_reversed"),
    "order": ("sorting", "merge", "def merge(a, b): return sorted(b) + sorted(a)",
        "right_in_another_order"),
    "set": ("sorting", "merge", "def merge(a, b): return set(a + b)", "a_set_for_a_list"),
    "short": ("sorting", "merge", "def merge(a, b): return sorted(a + b)[1:]",
        "first_member_missing"),
    "long": ("sorting", "merge", "def merge(a, b): return sorted(a + b) + [99]",
        "one_member_too_many"),
    "keys": ("sorting", "count_words", "def count_words(text): return {'q': 1}", "other_keys"),
    "liar": ("sorting", "lengths", """
class Liar(dict):
    def __eq__(self, other): return True
def lengths(words): return Liar(a=Liar())
""", "wrong_type"),
    "counter": ("sorting", "count_words", """
from collections import Counter
def count_words(text): return Counter(text.lower().split())
""", ""),
    "half": ("sorting", "extremes",
        "def extremes(numbers): return {'smallest': min(numbers), 'largest': 99}", "wrong_part"),
    "rows": ("tables", "totals", """
def totals(table): return table.groupby('city', as_index=False)['kg'].sum().iloc[::-1]
""", "rows_in_another_order"),
    "columns": ("tables", "totals", """
def totals(table):
    return table.groupby('city', as_index=False)['kg'].sum().rename(columns={'kg': 'mass'})
""", "other_columns"),
    "kind": ("tables", "totals", """
def totals(table):
    return table.groupby('city', as_index=False)['kg'].sum().astype({'kg': int})
""", "wrong_column_kind"),
    "objects": ("tables", "totals", """
class Frame(pd.DataFrame):
    def __eq__(self, other): return True
def totals(table): return Frame({'city': [object()]})
""", "not_data"),
    "wide": ("tables", "totals", "def totals(table): return pd.DataFrame([[0.0] * 100_000])",
        "not_data"),
    "no plot": ("statistics", "plot_means", "def plot_means(groups): return 1", "wrong_type"),
    "title": ("statistics", "plot_means", """
def plot_means(groups):
    figure, axes = plt.subplots()
    for i, values in enumerate(groups.values()):
        axes.plot([i, i + 1], [sum(values) / len(values)] * 2)
    axes.set(title='Something', ylabel='mean')
    return axes
""", "plot_title"),
}  # fmt: skip


def reader(body: str) -> str:
    return f"import os\nimport numpy as np\ndef column_mean(path):\n    {body.strip()}\n"


def notebook(unit: str, source: str) -> nbformat.NotebookNode:
    meta = {"convalida": {"unit": unit, "language": "en", "course": ""}}
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
    answers = {name: ("statistics", reader(body)) for name, body in READERS.items()}
    answers |= {name: (unit, source) for name, (unit, _, source, _) in ANSWERS.items()}
    for name, (unit, source) in answers.items():
        (folder / name).mkdir()
        nbformat.write(notebook(unit, source), folder / name / f"{unit}.ipynb")
    results = folder.with_name("results")
    done = convalida("grade", folder, "--course", course.root, "--out", results, "--jobs", 2)
    records = [json.loads(path.read_text(encoding="utf-8")) for path in results.glob("*/*.json")]
    return Graded(done, results, {record["student"]: record for record in records})


@pytest.mark.parametrize("version", ["source", "release", "solved"])
def test_data_lie_beside_the_notebook(course: Course, built: Path, version: str) -> None:
    folder = built / "es" / version / "statistics"
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {"statistics.ipynb", "data/heights.csv", "data/weights.npz"}
    for name, path in course.units["statistics"].data.items():
        assert (folder / name).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("unit", ["sorting", "tables", "statistics"])
def test_the_notebook_runs_beside_its_data_without_pytorch(built: Path, unit: str) -> None:
    path = built / "es" / "solved" / unit / f"{unit}.ipynb"
    book = nbformat.read(path, as_version=4)
    assert "torch" not in "".join(cell.source for cell in book.cells)
    NotebookClient(book, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    said = [out.get("text", "") for cell in book.cells for out in cell.get("outputs", ())]
    examples = sum("compare(" in cell.source and "def " not in cell.source for cell in book.cells)
    assert "".join(said).count("✓") >= examples > 0


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
    assert graded.records.keys() == {"ana", *READERS, *ANSWERS}
    assert graded.row("ana", "column_mean")["verdict"] == "passed"


@pytest.mark.parametrize("reader", READERS)
def test_an_answer_reads_the_data_of_its_unit_and_nothing_else(graded: Graded, reader: str) -> None:
    row = graded.row(reader, "column_mean")
    if reader in ("write", "stranger"):
        assert row["counterexample"]["got"]["raised"] == "PermissionError"
    else:
        assert row["counterexample"]["got"] == pytest.approx(1.62)
    assert row["score"] == 0


@pytest.mark.parametrize("student", ANSWERS)
def test_what_is_wrong_is_said_and_shown(graded: Graded, student: str) -> None:
    _, function, _, said = ANSWERS[student]
    row = graded.row(student, function)
    told = {message["id"] for message in (*row["messages"], *row["diagnoses"])}
    if not said:
        assert row["verdict"] == "passed"
        return
    assert said in told
    assert row["mistake"] is None
    assert row["counterexample"] is not None
    assert row["score"] == (0.5 if student == "half" else 0)
    page = graded.page(student).read_text(encoding="utf-8")
    assert "<mark>" in page or said in ("not_data", "first_member_missing")


def test_parts_of_a_check_are_in_the_record_and_on_the_page(graded: Graded, course: Course) -> None:
    (check,) = graded.row("half", "extremes")["checks"]
    smallest, largest = ("finds_the_smallest", 0.5, 0.5), ("finds_the_largest", 0.0, 1.5)
    assert [tuple(part.values()) for part in check["parts"]] == [smallest, largest]
    assert "parts" not in graded.row("case", "headline")["checks"][0]
    page = graded.page("half").read_text(encoding="utf-8")
    assert "0.5 / 0.5" in page
    assert "0 / 1.5" in page
    schema = json.loads((ROOT / "docs" / "record.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(graded.records["half"], schema)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_example_says_what_is_missing_and_what_differs_first(
    graded: Graded, course: Course, language: str
) -> None:
    t = sentences(language, course)

    def sentence(student: str, function: str) -> str:
        record = Record.from_json(json.dumps(graded.records[student]))
        row = next(row for row in record.exercises if row.name == function)
        assert row.counterexample is not None
        return example_of(row.counterexample, t).sentence

    assert "'q'" in sentence("keys", "count_words")
    assert "'mass'" in sentence("columns", "totals")
    assert "['largest']" in sentence("half", "extremes")
    assert t("cell_of_index", row=0) in sentence("rows", "totals")
    assert "0" in sentence("short", "merge")


def test_a_folder_among_the_data_is_named(course: Course, tmp_path: Path) -> None:
    shutil.copytree(course.root, tmp_path / "course")
    folder = tmp_path / "course" / "course" / "units" / "statistics" / "data" / "more"
    folder.mkdir()
    with pytest.raises(CatalogError, match=re.escape(f"{folder}: is no file")):
        catalog.load(tmp_path / "course")


def test_verify_has_nothing_to_say(course: Course) -> None:
    accept_reviews(course, tuple(course.units))
    assert [str(p) for p in verify_course(course, tuple(course.units)).problems] == []
