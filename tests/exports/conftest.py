"""A class of five with records, pages, and what people decided about three of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.exports import Given, Written, export
from autograder.feedback.page import student_page
from autograder.results import Message, Record
from autograder.results.folder import ResultsFolder
from autograder.results.marks import Decided
from autograder.submissions.roster import Roster
from course.model import Course
from tests.feedback.records import record

ADJUSTMENTS = (
    "student,unit,exercise,points,delta,bonus,reason,who,when\n"
    "ana,pooling,max_pool2d,,0.5,,right idea,eva,\n"
    "bo,pooling,max_pool2d,7,,yes,found an error in the text,eva,\n"
)
DEADLINES = "[late]\npercent_a_day = 10\n[units.pooling]\ndue = 2025-03-02T12:00:00Z\n"
FILE = "hw.zip!{}_40{}_88{}_pooling-1.ipynb"

Export = Callable[..., Written]


@pytest.fixture(scope="session")
def results(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """ana late, bo with a bonus, zoë all right, `=eva` absent, ivo whom nobody could read."""
    path = tmp_path_factory.mktemp("class") / "results"
    most = course.units["pooling"].max_score
    first = record(course, "pooling", "es", max_pool2d={"score": 3.0})
    rows = tuple(replace(row, score=0.0, verdict="missing") for row in first.exercises)
    nothing = replace(first, exercises=rows, score=0.0)
    right = record(course, "pooling")
    class_ = [
        _called(first, "ana", "217", handed_in="2025-03-03T12:00:00Z", handed_in_from="platform"),
        _called(first, "bo", "218"),
        _called(right, "zoë", "219"),
        _called(replace(nothing, status="absent", file=""), "=eva", "220"),
        _called(
            replace(
                nothing,
                status="unreadable",
                messages=(Message("cannot_open", {"path": "x", "cause": "denied"}),),
            ),
            "ivo",
            "221",
        ),
        replace(_called(record(course, "padding"), "zoë", "219"), file="padding.ipynb"),
    ]
    assert right.score == most
    path.mkdir()
    (path / "adjustments.csv").write_text(ADJUSTMENTS)
    (path / "deadlines.toml").write_text(DEADLINES)
    marks = Decided.read(path, course).matched(class_)
    with ResultsFolder(path, course) as folder:
        for one in map(marks.applied, class_):
            page = student_page(one, course).html.encode()
            folder.keep(one, one.to_json().encode(), page)
    return path


def _called(made: Record, student: str, number: str, **facts: Any) -> Record:
    return replace(
        made,
        student=student,
        id=f"40{number}",
        email=f"{number}@uni.edu",
        file="" if made.status == "absent" else FILE.format("novakmira", number, number),
        **facts,
    )


@pytest.fixture
def write(course: Course, results: Path, tmp_path: Path) -> Export:
    """Exports the class: `write("canvas", gradebook="Student,ID,…")`."""

    def run(
        to: str,
        *,
        gradebook: str | bytes | None = None,
        units: tuple[str, ...] = ("pooling",),
        assignment: str | None = None,
        roster: Roster | None = None,
    ) -> Written:
        path = tmp_path / "gradebook.csv"
        if gradebook is not None:
            path.write_bytes(gradebook if isinstance(gradebook, bytes) else gradebook.encode())
        book = None if gradebook is None else path
        given = Given(course, results, tmp_path / "out", units, book, roster, assignment)
        return export(to, given)

    return run


@pytest.fixture(scope="session")
def totals(results: Path) -> Mapping[str, float]:
    """What the records of the unit come to."""
    found = {}
    for path in results.glob("pooling/*.json"):
        one = Record.from_json(path.read_bytes())
        found[one.student] = one.score if one.total is None else one.total
    return found
