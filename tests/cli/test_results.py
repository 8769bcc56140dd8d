"""What `convalida grade` leaves behind: the table, the records, the pages; and a second run."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.results import Message, Record
from autograder.results.folder import ResultsFolder, inert
from course.catalog import Course

COLUMNS = ["student", "unit", "language", "status", "score", "max_score", "pad2d", "pad2d_backward"]
FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "=cmd|'/c calc'!A1",
    "\t=1",
    "\r=1",
    "＝1+1",
    " =1",
    "＠A1",
)

RECORD = {
    *("schema", "student", "unit", "language", "status", "isolation", "course_version"),
    *("notebook_sha256", "score", "max_score", "exercises"),
}
EXERCISE = {
    *("name", "score", "max_score", "verdict", "mistake", "checks", "counterexample", "messages"),
}
CHECK = {"name", "points", "max_points", "outcome"}


@pytest.fixture(scope="module")
def books(
    small_built: Path, answer: Callable[..., Any], solutions: Mapping[str, str]
) -> dict[str, Any]:
    """Three students; the name of one would be a formula in a spreadsheet."""
    wrong = solutions["pad2d"].replace("value, dtype", "0.0, dtype")
    assert wrong != solutions["pad2d"]
    spanish, english = (
        small_built / language / "release" / "padding" / "padding.ipynb"
        for language in ("es", "en")
    )
    return {
        "josé, maría": answer(spanish, solutions),
        "=1+1": answer(english, {**solutions, "pad2d": wrong}),
        "zoë": answer(english, {"pad2d": solutions["pad2d"]}),
    }


@pytest.fixture(scope="module")
def graded(grade: Callable[..., Any], small_course: Path, books: dict[str, Any]) -> Any:
    return grade(small_course, books)


@dataclass(frozen=True)
class Again:
    """Runs the command once more on a copy of the class and its results."""

    handed_in: Path
    results: Path
    command: Callable[..., Any]

    def __call__(self, *options: object) -> tuple[Any, Path, Path]:
        done = self.command("grade", self.handed_in, "--out", self.results, *options)
        return done, self.handed_in, self.results


@pytest.fixture
def again(graded: Any, tmp_path: Path, convalida: Callable[..., Any], small_course: Path) -> Again:
    folder = tmp_path / "class"
    shutil.copytree(graded.results.parent, folder)

    def command(*arguments: object) -> Any:
        return convalida(*arguments, "--course", small_course)

    return Again(folder / "handed-in", folder / "results", command)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_nobody_is_needed_for_wrong_answers(graded: Any) -> None:
    assert graded.done.returncode == 0
    assert "ipynb" not in graded.done.stderr


def test_the_table_has_a_row_for_each_student_and_a_column_for_each_function(graded: Any) -> None:
    with (graded.results / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == COLUMNS
    assert [row[0] for row in rows[1:]] == ["'=1+1", "josé, maría", "zoë"]
    for row in rows[1:]:
        record = graded.records[row[0].removeprefix("'")]
        scores = [each["score"] for each in record["exercises"]]
        assert row[1:4] == ["padding", record["language"], "graded"]
        assert list(map(float, row[4:])) == [record["score"], record["max_score"], *scores]
    assert 0 < graded.records["=1+1"]["score"] < graded.records["josé, maría"]["score"] == 8.0
    assert graded.row("zoë", "pad2d_backward")["score"] == 0.0


def test_every_cell_of_the_table_is_quoted_and_utf8(graded: Any) -> None:
    raw = (graded.results / "scores.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    text = raw.decode("utf-8-sig")
    assert text.endswith("\n")
    assert "\r" not in text
    for line in text.splitlines():
        assert re.fullmatch(r'"[^"]*"(,"[^"]*")*', line)


@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_is_a_formula(graded: Any, name: str, course: Course, tmp_path: Path) -> None:
    assert inert(name).startswith("'")
    record = Record(**{**_record(graded, "zoë"), "student": name, "exercises": (), "messages": ()})
    with ResultsFolder(tmp_path, course) as folder:
        folder.record_path("padding", "somebody").parent.mkdir()
        folder.record_path("padding", "somebody").write_text(record.to_json(), encoding="utf-8")
        table = folder.write_table()
    with table.open(encoding="utf-8-sig", newline="") as file:
        (row,) = list(csv.reader(file))[1:]
    assert row[0] == "'" + name


def test_a_notebook_that_the_operator_may_not_read_has_a_blank_score(
    graded: Any, course: Course, tmp_path: Path
) -> None:
    told = (Message("cannot_open", {"path": "x", "cause": "Permission denied"}),)
    known = {**_record(graded, "zoë"), "exercises": (), "status": "unreadable", "score": 0.0}
    with ResultsFolder(tmp_path, course) as folder:
        path = folder.record_path("padding", "zoë")
        path.parent.mkdir()
        path.write_text(Record(**{**known, "messages": told}).to_json(), encoding="utf-8")
        table = folder.write_table()
    with table.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["status"], row["score"]) == ("unreadable", "")


def _record(graded: Any, student: str) -> dict[str, Any]:
    return dict(graded.records[student])


def test_ordinary_names_stay_as_they_are() -> None:
    for name in ("ana", "josé, maría", 'o"neil', "2nd", "a=b", "名前", ""):
        assert inert(name) == name


def test_a_record_has_the_keys_that_other_tools_rely_on(graded: Any) -> None:
    for student, record in graded.records.items():
        assert record.keys() >= RECORD
        assert record["schema"] == 1
        assert record["student"] == student
        assert record["isolation"] == "full"
        assert re.fullmatch(r"[0-9a-f]{64}", record["notebook_sha256"])
        assert [row["name"] for row in record["exercises"]] == ["pad2d", "pad2d_backward"]
        for row in record["exercises"]:
            assert row.keys() >= EXERCISE
            assert row["score"] <= row["max_score"]
            for check in row["checks"]:
                assert check.keys() == CHECK
                assert check["outcome"] in {"passed", "failed"}
            for message in row["messages"]:
                assert message.keys() == {"id", "args"}
        assert record["score"] == sum(row["score"] for row in record["exercises"])
        assert record["max_score"] == sum(row["max_score"] for row in record["exercises"])


def test_a_record_is_read_back_as_it_was_written(graded: Any) -> None:
    for path in graded.results.glob("padding/*.json"):
        text = path.read_text(encoding="utf-8")
        assert Record.from_json(text).to_json() == text
        assert "NaN" not in text
        assert "Infinity" not in text


def test_the_wrong_answer_is_explained(graded: Any) -> None:
    row = graded.row("=1+1", "pad2d")
    assert (row["verdict"], row["mistake"]) == ("failed", "value_ignored")
    assert {c["name"] for c in row["checks"] if c["outcome"] == "failed"} == {"border_value"}
    assert row["counterexample"].keys() == {"arguments", "expected", "got"}


def test_there_is_a_page_beside_each_record_and_nothing_else(graded: Any) -> None:
    files = {path.relative_to(graded.results).as_posix() for path in graded.results.rglob("*.*")}
    pages = {f"padding/{student}{end}" for student in graded.records for end in (".json", ".html")}
    assert files - {"report.html"} == pages | {"scores.csv"}


def test_a_second_run_keeps_what_is_graded(again: Again) -> None:
    before = contents(again.results)
    stamps = {path: path.stat().st_mtime_ns for path in again.results.glob("padding/*")}
    done, _, results = again("--table")
    assert done.returncode == 0
    assert contents(results) == before
    assert {path: path.stat().st_mtime_ns for path in results.glob("padding/*")} == stamps
    assert "3 " in next(line for line in done.stderr.splitlines() if "--force" in line)
    assert "zoë" in done.stdout


def test_force_grades_again_and_comes_to_the_same(again: Again) -> None:
    before = contents(again.results)
    stamps = {path: path.stat().st_mtime_ns for path in again.results.glob("padding/*")}
    done, _, results = again("--force")
    assert done.returncode == 0
    assert contents(results) == before
    now = {path: path.stat().st_mtime_ns for path in results.glob("padding/*")}
    assert all(now[path] != stamps[path] for path in stamps)
    assert "--force" not in done.stderr


def test_a_page_is_made_again_from_its_record_when_a_text_changes(
    again: Again, small_course: Path, tmp_path: Path, convalida: Callable[..., Any]
) -> None:
    other = tmp_path / "course"
    shutil.copytree(small_course, other)
    text = other / "exercises" / "padding" / "pad2d" / "en.md"
    title = "<% block title %>"
    text.write_text(
        text.read_text("utf-8").replace(title, title + "Quite another title: "), "utf-8"
    )
    before = contents(again.results)
    done = convalida(
        *("grade", again.handed_in, "--course", other, "--out", again.results, "--jobs", 1)
    )
    assert done.returncode == 0
    after = contents(again.results)
    assert any(line.startswith("3 ") and "--force" in line for line in done.stderr.splitlines())
    assert "Quite another title" in after["padding/zoë.html"].decode()
    assert {n: d for n, d in after.items() if not n.endswith("html")} == {
        n: d for n, d in before.items() if not n.endswith("html")
    }


def test_what_changed_or_is_damaged_is_graded_again(again: Again, books: dict[str, Any]) -> None:
    nbformat.write(books["josé, maría"], again.handed_in / "zoë.ipynb")
    (again.results / "padding" / "=1+1.json").write_text('{"schema": 1, "stu', encoding="utf-8")
    (again.results / "padding" / "josé, maría.html").write_text("mine")
    done, _, results = again()
    assert done.returncode == 0
    read = {p.stem: json.loads(p.read_text("utf-8")) for p in results.glob("padding/*.json")}
    assert read["zoë"]["score"] == read["josé, maría"]["score"]
    assert read["=1+1"]["exercises"][0]["mistake"] == "value_ignored"
    assert "josé, maría" in (results / "padding" / "josé, maría.html").read_text("utf-8")
    assert any(line.startswith("1 ") and "--force" in line for line in done.stderr.splitlines())


def test_another_seed_asks_other_questions_and_comes_to_the_same_verdicts(
    graded: Any, again: Again
) -> None:
    done, _, results = again("--seed", "7")
    assert done.returncode == 0
    assert "--force" not in done.stderr
    for student, before in graded.records.items():
        now = json.loads((results / "padding" / f"{student}.json").read_text("utf-8"))
        assert (before["seed"], now["seed"]) == (0, 7)
        for mine, theirs in zip(now["exercises"], before["exercises"], strict=True):
            for key in ("score", "verdict", "mistake", "checks"):
                assert mine[key] == theirs[key], key


def test_a_page_that_is_gone_is_made_again(again: Again) -> None:
    before = contents(again.results)
    (again.results / "padding" / "zoë.html").unlink()
    done, _, results = again()
    assert done.returncode == 0
    assert any(line.startswith("3 ") and "--force" in line for line in done.stderr.splitlines())
    assert contents(results) == before


def test_without_isolation_every_record_says_so(again: Again) -> None:
    done, _, results = again("--isolation", "none")
    assert done.returncode == 0
    assert "--isolation none" in done.stderr.splitlines()[0]
    for path in results.glob("padding/*.json"):
        assert json.loads(path.read_text("utf-8"))["isolation"] == "none"
        page = path.with_suffix(".html").read_text("utf-8")
        assert page.partition("<footer>")[2].partition("</footer>")[0].count('class="alert"') == 1


def test_results_that_cannot_be_written_are_one_line(
    convalida: Callable[..., Any], graded: Any, small_course: Path, tmp_path: Path
) -> None:
    (tmp_path / "results").write_text("a file")
    handed_in = graded.results.parent / "handed-in"
    done = convalida("grade", handed_in, "--course", small_course, "--out", tmp_path / "results")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert str(tmp_path / "results") in line
    assert (tmp_path / "results").read_text() == "a file"
