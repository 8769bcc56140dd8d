"""Gradescope's results.json, a workbook, Parquet tables and JSON: every number from its record."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pyarrow.parquet as pq
import pytest

from autograder.exports.needs import needed
from autograder.sentences import sentences
from autograder.submissions import WrongUsage
from course.model import Course
from tests.exports.platforms import gradescope_takes

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "record.schema.json").read_text("utf-8"))

Export = Callable[..., Any]


def test_gradescope_takes_each_result(
    write: Export, totals: Mapping[str, float], course: Course
) -> None:
    done = write("gradescope")
    read = {path.parent.name: json.loads(path.read_text("utf-8")) for path in done.paths}
    assert {who: gradescope_takes(each) for who, each in read.items()} == {
        who: total for who, total in totals.items() if who != "ivo"
    }
    ana = read["ana"]
    checks = [c for f in course.units["pooling"].asked.values() for c in f.checks]
    assert len(ana["tests"]) == len(checks)
    assert sum(test["max_score"] for test in ana["tests"]) == sum(c.points for c in checks)
    assert {test["status"] for test in ana["tests"]} == {"passed", "failed"}
    spanish = sentences("es", course)
    assert spanish("status_absent") in read["=eva"]["output"]
    assert spanish("automatic_score", score="18") in ana["output"]
    assert "right idea" in next(t["output"] for t in ana["tests"] if t["status"] == "failed")


def test_the_workbook_has_numbers_as_numbers_and_names_as_texts(
    write: Export, totals: Mapping[str, float]
) -> None:
    (path,) = write("excel", units=()).paths
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["padding", "pooling", "adjustments"]
    header, *rows = [[cell.value for cell in row] for row in book["pooling"].rows]
    by_student = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    for student, total in totals.items():
        assert by_student[student]["total"] == (None if student == "ivo" else total)
    assert by_student["ana"]["max_pool2d"] == 3.5
    assert by_student["ana"]["id"] == "40217"
    cell = next(c for c in book["pooling"]["A"] if c.value == "=eva")
    assert cell.data_type == "s"
    decided = [[cell.value for cell in row] for row in book["adjustments"].rows]
    assert [row[0] for row in decided] == ["student", "ana", "bo"]


def test_the_tables_have_a_row_for_each_hand_in_and_check(
    write: Export, totals: Mapping[str, float], course: Course
) -> None:
    scores, checks = (pq.read_table(path).to_pylist() for path in write("parquet").paths)
    assert {row["student"]: row["total"] for row in scores} == {**totals, "ivo": None}
    assert {row["student"]: row["penalty"] for row in scores if row["penalty"]}.keys() == {"ana"}
    asked = sum(len(f.checks) for f in course.units["pooling"].asked.values())
    assert len(checks) == 5 * asked
    ana = {row["exercise"]: row["exercise_points"] for row in checks if row["student"] == "ana"}
    assert ana["max_pool2d"] == 3.5


def test_the_json_holds_each_record_as_its_schema_says(
    write: Export, totals: Mapping[str, float]
) -> None:
    (path,) = write("json", units=()).paths
    each = json.loads(path.read_text("utf-8"))
    assert len(each) == 6
    for one in each:
        jsonschema.validate(one["record"], SCHEMA, format_checker=jsonschema.FormatChecker())
        if one["record"]["unit"] == "pooling" and one["record"]["student"] != "ivo":
            assert one["total"] == totals[one["record"]["student"]]


@pytest.mark.parametrize(
    ("key", "value"),
    [("score", "7"), ("status", "fine"), ("handed_in_from", "somebody"), ("corrections", [{}])],
)
def test_the_schema_refuses_what_is_no_record(results: Path, key: str, value: Any) -> None:
    record = json.loads((results / "pooling" / "ana.json").read_text("utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**record, key: value}, SCHEMA)


def test_the_schema_names_every_key_of_a_record(results: Path) -> None:
    record = json.loads((results / "pooling" / "ana.json").read_text("utf-8"))
    assert set(SCHEMA["properties"]) == set(record)
    assert set(SCHEMA["$defs"]["exercise"]["properties"]) == set(record["exercises"][0])


def test_a_library_that_is_not_there_is_said() -> None:
    with pytest.raises(WrongUsage) as refused:
        needed("no_such_library_here", "excel")
    assert refused.value.message.id == "export_needs"
    assert refused.value.message.args == {"package": "no_such_library_here", "extra": "excel"}
