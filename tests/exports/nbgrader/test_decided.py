"""What people decided in the results folder reaches nbgrader's gradebook."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import nbgrader.api
import pytest
from nbgrader.api import Gradebook

from .conftest import UNIT, Command, Grade, grades

pytestmark = pytest.mark.slow

ADJUSTMENTS = (
    "student,unit,exercise,points,delta,bonus,reason,who,when\n"
    "bruno,padding,pad2d,3,,,half of the idea,eva,\n"
    "carla,padding,pad2d_backward,,1.5,,said it aloud,eva,\n"
    "ana,padding,pad2d,,1,yes,found an error in the text,eva,\n"
)
DEADLINES = "[late]\npercent_a_day = 10\n[units.padding]\ndue = 2025-03-01T15:00:00Z\n"


@pytest.fixture
def export(classroom: Path, convalida: Command, small_course: Path) -> Command:
    def run(*options: object) -> subprocess.CompletedProcess[str]:
        results = classroom / "results"
        target = ("--to", "nbgrader", "--course", small_course)
        return convalida("export", results, *target, *options)

    return run


def penalties(folder: Path) -> dict[str, float | None]:
    with Gradebook(f"sqlite:///{folder}/gradebook.db", "course101") as gradebook:
        works = gradebook.db.query(nbgrader.api.SubmittedNotebook).all()
        return {work.assignment.student.id: work.late_submission_penalty for work in works}


def test_corrections_and_the_late_rule_reach_the_gradebook(
    classroom: Path,
    enter: Command,
    export: Command,
    sentence: Callable[..., object],
) -> None:
    results = classroom / "results"
    (results / "adjustments.csv").write_text(ADJUSTMENTS)
    (results / "deadlines.toml").write_text(DEADLINES)
    assert enter("--yes").returncode == 1
    first = grades(classroom)
    assert first["bruno", "pad2d_examples"] == Grade(3.0, None, None, False)
    assert first["carla", "pad2d_backward_examples"] == Grade(1.5, None, None, False)
    assert first["ana", "pad2d_examples"] == Grade(4.0, None, None, False)
    assert penalties(classroom) == {"ana": 0.9, "bruno": 0.7, "carla": 0.55}

    with Gradebook(f"sqlite:///{classroom}/gradebook.db", "course101") as gradebook:
        for grade in gradebook.db.query(nbgrader.api.Grade):
            grade.auto_score = 0.0
        gradebook.find_grade("pad2d_examples", UNIT, UNIT, "bruno").manual_score = 2.5
        gradebook.db.commit()
    done = export("--gradebook", classroom)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [str(classroom / "gradebook.db")]
    bonus = sentence("en", "nbgrader_bonus", student="ana", points="1", exercise="pad2d")
    assert bonus.search(done.stderr)  # type: ignore[attr-defined]
    after = grades(classroom)
    assert after.pop(("bruno", "pad2d_examples")) == Grade(3.0, 2.5, None, True)
    del first["bruno", "pad2d_examples"]
    assert after == first


def test_one_unit_of_a_folder_and_where_its_gradebook_is(
    classroom: Path, export: Command, sentence: Callable[..., object]
) -> None:
    done = export()
    assert done.returncode == 2
    assert sentence("en", "nbgrader_needs_directory").search(done.stderr)  # type: ignore[attr-defined]
    done = export("--gradebook", classroom, "--unit", UNIT)
    assert (done.returncode, done.stderr) == (0, "")
    assert grades(classroom)["bruno", "pad2d_examples"] == Grade(3.5, None, None, False)
