"""Written questions: a text cell in the notebook, points that count, graded by a person."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from nbgrader.preprocessors import ClearSolutions
from traitlets.config import Config

from autograder.sentences import sentences
from course import catalog
from course.files import CatalogError
from course.notebooks import notebook
from tests.edits import replace
from tests.tiny import write_tiny_course

TEXT = """
    <% block title %>Why twice?<% endblock %>
    <% block statement %>Why is `quadruple` not `double`?<% endblock %>
    """
NAME = "why"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny course with a question of 2 points before its exercise."""
    root = tmp_path / "course"
    write_tiny_course(root)
    folder = root / "exercises" / "tiny" / NAME
    folder.mkdir()
    (folder / "exercise.toml").write_text("manual = true\npoints = 2\n")
    (folder / "en.md").write_text(dedent(TEXT).lstrip())
    replace("course/course.toml", '["times"]', f'["{NAME}", "times"]')(root)
    return root


def test_it_counts_in_the_unit_and_stands_where_the_course_puts_it(root: Path) -> None:
    course = catalog.load(root)
    unit = course.units["tiny"]
    assert (unit.max_score, unit.points_of(NAME), unit.points_of("double")) == (6.0, 2.0, 1.0)
    assert list(unit.functions) == ["double", "quadruple"]
    made = notebook(course, unit, course.sentences("en"), "release")
    ids = [cell.id for cell in made.cells]
    assert ids.index(f"{NAME}-statement") + 1 == ids.index(NAME) < ids.index("times-statement")


@pytest.mark.parametrize("version", ["source", "release", "solved"])
def test_its_cell_is_one_that_nbgrader_grades_by_hand(root: Path, version: Any) -> None:
    course = catalog.load(root)
    made = notebook(course, course.units["tiny"], course.sentences("en"), version)
    (cell,) = (cell for cell in made.cells if cell.id == NAME)
    assert cell.cell_type == "markdown"
    assert dict(cell.metadata["nbgrader"]) == {
        "schema_version": 3, "grade": True, "solution": True, "locked": False, "task": False,
        "grade_id": NAME, "points": 2.0,
    }  # fmt: skip
    stub = sentences("en", course)("your_answer_here")
    assert cell.source == stub
    clear = ClearSolutions(config=Config({"ClearSolutions": {"text_stub": stub}}))
    cleared, _ = clear.preprocess(made, {})
    assert [each.source for each in cleared.cells if each.id == NAME] == [stub]


def test_a_course_with_a_question_passes_its_own_gate(
    root: Path, convalida: Callable[..., Any]
) -> None:
    done = convalida("verify", "--course", root)
    assert "why" not in done.stderr
    (root / "exercises" / "tiny" / NAME / "en.md").write_text(
        "<% block title %>Why?<% endblock %>\n<% block hint_line %>x<% endblock %>\n"
    )
    done = convalida("verify", "--course", root)
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if "why/en.md" in line]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("manual = false\npoints = 2\n", "manual_is_true"),
        ("manual = true\n", "key_missing"),
        ("manual = true\npoints = 0\n", "number_wanted"),
        ("manual = true\npoints = 1\nfunctions = 1\n", "key_unknown"),
    ],
)
def test_a_question_that_is_none_is_said(root: Path, text: str, message: str) -> None:
    (root / "exercises" / "tiny" / NAME / "exercise.toml").write_text(text)
    with pytest.raises(CatalogError) as refused:
        catalog.load(root)
    assert refused.value.problem.message.id == message


def table(results: Path) -> Mapping[str, Mapping[str, str]]:
    with (results / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


@pytest.mark.slow
def test_it_waits_for_a_person_and_then_counts(
    root: Path, tmp_path: Path, convalida: Callable[..., Any], plain_notebook: Callable[..., Any]
) -> None:
    results = tmp_path / "results"
    (tmp_path / "in").mkdir()
    books = {
        "ana": plain_notebook("def double(x):\n    return x + x"),
        "eva": plain_notebook("def double(x):\n    return 2 * x"),
    }
    for student, book in books.items():
        (tmp_path / "in" / f"{student}.ipynb").write_text(json.dumps(book))
    grade = ("grade", tmp_path / "in", "--course", root, "--out", results, "--jobs", 1)
    done = convalida(*grade)
    assert done.returncode == 1
    assert sentences("en")("to_grade_by_hand", count=2) in done.stderr
    row = table(results)["ana"]
    assert (row["score"], row["max_score"], row[NAME]) == ("1.0", "6.0", "")
    page = (results / "tiny" / "ana.html").read_text()
    assert "Why twice?" in page
    mark: tuple[object, ...] = ("mark", "ana", "tiny", NAME, "1.5", "--because", "well put")
    assert convalida(*mark, "--course", root, "--out", results).returncode == 1  # eva's waits
    assert table(results)["ana"]["total"] == "2.5"
    assert "well put" in (results / "tiny" / "ana.html").read_text()
    done = convalida(*mark[:4], "7", *mark[5:], "--course", root, "--out", results)
    assert done.returncode == 2  # more than its points
    done = convalida(*grade, "--force")
    assert table(results)["ana"]["total"] == "2.5"
    mark = (
        "mark",
        "eva",
        "tiny",
        NAME,
        "2",
        "--because",
        "yes",
        "--course",
        root,
        "--out",
        results,
    )
    assert convalida(*mark).returncode == 0
    assert convalida(*grade).returncode == 0
