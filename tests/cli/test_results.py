"""What `convalida grade` leaves behind: the table, the records, the pages."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

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
    assert files - {"report.html"} == pages | {"scores.csv", ".readings.sqlite"}


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
