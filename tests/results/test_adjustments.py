"""Corrections by people: whatever a spreadsheet makes of the table, beside the automatic score."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.results import Record
from autograder.results.adjustments import FILE, read_adjustments
from autograder.results.folder import ResultsFolder
from autograder.results.marks import Decided
from autograder.results.sheets import SheetError
from autograder.results.totals import points_of, total_of
from course import catalog
from course.model import Course
from tests.feedback.records import record

COURSE = catalog.load()
ANA = replace(record(COURSE, "pooling", max_pool2d={"score": 1.0}), id="00417", email="ana@uni.edu")
HEAD = "student,unit,exercise,points,delta,bonus,reason,who,when\n"

# How the same line arrives: "Ana has 1.5 points for max_pool2d".
SAVED = {
    "by hand": HEAD.encode() + b"ana,pooling,max_pool2d,1.5,,,right idea,eva,\n",
    "Excel in Spain": (
        "﻿student;unit;exercise;points;delta;bonus;reason;who;when\r\n"
        "ana;pooling;max_pool2d;1,5;;;right idea;eva;\r\n"
    ).encode(),
    "cp1252": (
        "estudiante;unidad;ejercicio;puntos;motivo;quién\nana;pooling;max_pool2d;1,5;señal;eva\n"
    ).encode("cp1252"),
    "UTF-16 with tabs": (
        "student\tunit\texercise\tpoints\treason\nana\tpooling\tmax_pool2d\t1,5\tright idea\n"
    ).encode("utf-16"),
    "columns in another order, blank rows": (
        b"reason,points,exercise,unit,student\n,,,,\nright idea,1.5,max_pool2d,pooling,ana\n\n"
    ),
    "an id that has lost its zeros": (
        HEAD.encode() + b"417,pooling,max_pool2d,1.5,,,right idea,eva,\n"
    ),
    "an e-mail, in capitals": (
        HEAD.encode() + b"ANA@uni.edu,pooling,max_pool2d,1.5,,,right idea,eva,\n"
    ),
}


def applied(folder: Path, *lines: str, to: Record = ANA) -> tuple[Record, list[str]]:
    """A record with lines of adjustments.csv laid on it, and what is said of the lines."""
    if lines:
        (folder / FILE).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    marks = Decided.read(folder, COURSE).matched([to])
    return marks.applied(to), [note.message.id for note in marks.notes]


@pytest.mark.parametrize("how", SAVED)
def test_a_line_means_the_same_however_it_was_saved(tmp_path: Path, how: str) -> None:
    (tmp_path / FILE).write_bytes(SAVED[how])
    marked, notes = applied(tmp_path)
    assert notes == []
    assert points_of(marked)["max_pool2d"] == 1.5
    assert (marked.score, marked.total) == (ANA.score, ANA.score + 0.5)


@pytest.mark.parametrize(
    ("points", "delta", "bonus", "expected"),
    [
        ("0", "", "", 0.0),
        ("", "+0.5", "", 1.5),
        ("", "-0,5", "", 0.5),
        ("", "-9", "", 0.0),
        ("", "9", "", 5.0),
        ("", "9", "sí", 10.0),
        ("9", "", "yes", 9.0),
    ],
)
def test_points_and_differences_stay_within_the_exercise_unless_it_is_a_bonus(
    tmp_path: Path, points: str, delta: str, bonus: str, expected: float
) -> None:
    line = f'ana,pooling,max_pool2d,"{points}","{delta}",{bonus},because,eva,'
    marked, notes = applied(tmp_path, line)
    assert notes == []
    assert points_of(marked)["max_pool2d"] == expected
    assert marked.exercises == ANA.exercises
    assert total_of(marked) == ANA.score - 1.0 + expected


# line: (what is said, part of the line's place)
REFUSED = {
    "ana,pooling,max_pool2d,99,,,why,eva,": "adjustment_above_maximum",
    "ana,pooling,max_pool2d,much,,,why,eva,": "sheet_not_a_number",
    "ana,pooling,max_pool2d,nan,,,why,eva,": "sheet_not_a_number",
    "ana,pooling,max_pool2d,-1,,,why,eva,": "sheet_not_a_number",
    "ana,pooling,max_pool2d,1,1,,why,eva,": "adjustment_points_or_delta",
    "ana,pooling,max_pool2d,,,,why,eva,": "adjustment_points_or_delta",
    "ana,pooling,max_pool2d,1,,perhaps,why,eva,": "sheet_not_yes",
    "ana,pooling,max_pool2d,1,,,,eva,": "sheet_cell_empty",
    ",pooling,max_pool2d,1,,,why,eva,": "sheet_cell_empty",
}


@pytest.mark.parametrize("line", REFUSED)
def test_a_line_that_says_nothing_certain_is_refused_with_its_place(
    tmp_path: Path, line: str
) -> None:
    with pytest.raises(SheetError) as refused:
        applied(tmp_path, "ana,pooling,avg_pool2d,0.5,,,fine,eva,", line)
    assert refused.value.problem.message.id == REFUSED[line]
    assert refused.value.problem.place == f"{tmp_path / FILE}:3"
    assert refused.value.exit_code == 2


def test_two_lines_for_one_exercise_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as refused:
        applied(tmp_path, "ana,pooling,max_pool2d,1,,,x,,", "Ana,pooling,max_pool2d,2,,,y,,")
    assert refused.value.problem.message.id == "adjustment_twice"
    assert refused.value.problem.message.args["other"] == f"{tmp_path / FILE}:2"


def test_two_lines_for_one_person_under_two_names_are_named(tmp_path: Path) -> None:
    lines = ("ana,pooling,max_pool2d,1.5,,,x,,", "00417,pooling,max_pool2d,0,,,y,,")
    marked, notes = applied(tmp_path, *lines)
    assert notes == ["adjustment_same_person"]
    assert points_of(marked)["max_pool2d"] == 1.5


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("zoë,pooling,max_pool2d,1,,,x,,", "adjustment_matches_nobody"),
        ("anna,pooling,max_pool2d,1,,,x,,", "adjustment_matches_nobody_but"),
        ("ana,padding,pad2d,1,,,x,,", "adjustment_no_record"),
        ("ana,sculpture,pad2d,1,,,x,,", "adjustment_no_record"),
        ("ana,pooling,max_pool,1,,,x,,", "adjustment_no_exercise"),
    ],
)
def test_a_line_that_matches_nobody_is_named_and_the_others_hold(
    tmp_path: Path, line: str, said: str
) -> None:
    marked, notes = applied(tmp_path, line, "ana,pooling,max_pool2d,1.5,,,right,,")
    assert notes == [said]
    assert marked.total == ANA.score + 0.5


@pytest.mark.parametrize("text", ["", "name,points\nana,1\n", '"student,unit\n'])
def test_a_table_without_its_columns_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    if not text:
        assert read_adjustments(tmp_path, COURSE) == []
        return
    with pytest.raises(SheetError) as refused:
        read_adjustments(tmp_path, COURSE)
    assert refused.value.problem.message.id == "sheet_columns"


def test_somebody_who_handed_in_nothing_can_be_given_points(tmp_path: Path) -> None:
    rows = tuple(replace(r, score=0.0, verdict="missing") for r in ANA.exercises)
    absent = replace(ANA, status="absent", score=0.0, exercises=rows)
    marked, notes = applied(tmp_path, "ana,pooling,max_pool2d,1.5,,,on paper,,", to=absent)
    assert (notes, marked.total) == ([], 1.5)


def test_the_table_has_the_automatic_score_the_adjustment_and_the_total(tmp_path: Path) -> None:
    marked, _ = applied(tmp_path, "ana,pooling,max_pool2d,1.5,,,right,,")
    luis = replace(ANA, student="luis", id=None)
    with ResultsFolder(tmp_path, COURSE) as folder:
        for one in (marked, luis):
            folder.keep(one, one.to_json().encode(), b"")
        table = folder.write_table()
    with table.open(encoding="utf-8-sig", newline="") as file:
        first, second = csv.DictReader(file)
    assert float(first["score"]) == ANA.score
    assert (first["adjustment"], float(first["total"])) == ("0.5", ANA.score + 0.5)
    assert (second["adjustment"], float(second["total"])) == ("", ANA.score)


def test_a_record_with_everything_upon_it_is_read_back(tmp_path: Path, course: Course) -> None:
    marked, _ = applied(tmp_path, "ana,pooling,max_pool2d,1.5,,,right,,")
    assert Record.from_json(marked.to_json()) == marked
    with pytest.raises(ValueError, match="points of a layer"):
        Record.from_json(marked.to_json().replace('"points": 1.5', '"points": "1.5"'))
