"""Optional challenges: points on top of a unit's, from the notebook to the gradebook."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.attention import damage
from autograder.feedback.view import View, languages_of
from autograder.report.figures import figures_of
from autograder.results.record import Record
from autograder.results.totals import total_of
from course import catalog
from course.files import CatalogError
from tests.conftest import Command, CopyCourse, Graded
from tests.edits import replace as edit

CHALLENGE = "max_pool_nd"
ASKED = "adaptive_avg_pool2d"
WRONG = "def max_pool_nd(x, kernel, stride=None):\n    return x.copy()\n"
LOOP = """
def max_pool_nd(x, kernel, stride=None):
    axes = x.ndim - 2
    kernel = (kernel,) * axes if isinstance(kernel, int) else kernel
    stride = kernel if stride is None else stride
    stride = (stride,) * axes if isinstance(stride, int) else stride
    sizes = [(x.shape[2 + i] - kernel[i]) // stride[i] + 1 for i in range(axes)]
    if min(sizes) < 1:
        raise ValueError
    y = np.zeros((*x.shape[:2], *sizes), x.dtype)
    for cell in np.ndindex(*sizes):
        place = [slice(c * s, c * s + k) for c, s, k in zip(cell, stride, kernel)]
        window = x[(slice(None), slice(None), *place)]
        y[(slice(None), slice(None), *cell)] = window.max(axis=tuple(range(2, x.ndim)))
    return y
"""


@pytest.fixture(scope="module")
def root(copy_course: CopyCourse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = copy_course(tmp_path_factory.mktemp("challenges") / "course", pooling=[ASKED, CHALLENGE])
    edit("course/course.toml", "call_seconds = 1.0", "call_seconds = 3.0")(made)
    return made


@pytest.fixture(scope="module")
def graded(
    root: Path,
    convalida: Command,
    answer: Callable[[Path, Mapping[str, str]], Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> Graded:
    """`all` did all, `loops` with a loop, `left` left it, `wrong` tried, `lost` its cell."""
    here = tmp_path_factory.mktemp("graded")
    assert convalida("build", "--course", root, "--out", here / "built").returncode == 0
    solved = here / "built/en/solved/pooling/pooling.ipynb"
    release = nbformat.read(here / "built/en/release/pooling/pooling.ipynb", as_version=4)
    stub = next(cell.source for cell in release.cells if cell.id == CHALLENGE)
    books = {"all": {}, "loops": {CHALLENGE: LOOP}, "left": {CHALLENGE: stub}}
    books |= {"wrong": {CHALLENGE: WRONG}, "lost": {CHALLENGE: ""}}
    for student, cells in books.items():
        (here / "in" / student).mkdir(parents=True)
        nbformat.write(answer(solved, cells), here / "in" / student / "pooling.ipynb")
    done = convalida("grade", here / "in", "--course", root, "--out", here / "results")
    paths = (here / "results/pooling").glob("*.json")
    return Graded(
        done, here / "results", {path.stem: json.loads(path.read_text()) for path in paths}
    )


def record(graded: Graded, student: str) -> Record:
    return Record.from_json(json.dumps(graded.records[student]))


def test_they_add_and_never_take(graded: Graded) -> None:
    assert graded.done.returncode == 0, graded.done.stderr
    found = {
        student: (r["score"], r["max_score"], r["bonus"], r["total"], r["exercises"][1]["verdict"])
        for student, r in graded.records.items()
    }
    assert found == {
        "all": (3.0, 3.0, 1.5, 4.5, "passed"),
        "loops": (3.0, 3.0, 1.0, 4.0, "timeout"),
        "left": (3.0, 3.0, 0.0, None, "missing"),
        "wrong": (3.0, 3.0, 0.0, None, "failed"),
        "lost": (3.0, 3.0, 0.0, None, "missing"),
    }


def test_the_table_shows_them_apart(graded: Graded) -> None:
    with (graded.results / "scores.csv").open(encoding="utf-8-sig") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    columns = ("score", "max_score", ASKED, CHALLENGE, "bonus", "total")
    assert [rows["all"][name] for name in columns] == ["3.0", "3.0", "3.0", "1.5", "1.5", "4.5"]
    assert [rows["left"][name] for name in columns] == ["3.0", "3.0", "3.0", "0.0", "", "3.0"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_page_asks_for_none_of_them(graded: Graded, root: Path, language: str) -> None:
    course = catalog.load(root)
    for student in ("left", "lost"):
        view = View(record(graded, student), course, language)
        assert not view.steps
        assert view.advice == view.t("next_nothing")
        row = view.rows[1]
        assert (row.tone, row.verdict, row.points) == (
            "todo",
            view.t("verdict_optional"),
            "+0 / 1.5",
        )
        assert row.sentences == ()
        assert not damage(view.record, "")
    begun = View(record(graded, "wrong"), course, language)
    assert begun.advice == begun.t("next_challenge")
    view = View(record(graded, "all"), course, language)
    assert view.advice == view.t("next_nothing")
    assert (view.score, view.max_score) == ("4.5", "3")
    assert view.t("bonus_earned", points="1.5") in view.reckoning
    html = graded.page("all").read_text(encoding="utf-8")
    assert html.index(view.t("challenges_title")) < html.index(f'id="{language}-{CHALLENGE}"')
    assert languages_of(view.record, course)[0] == "en"


def test_the_report_counts_what_everybody_must_do(graded: Graded, root: Path) -> None:
    figures = figures_of((record(graded, name) for name in graded.records), catalog.load(root))
    assert {(row.right, row.asked) for row in figures.rows} == {(1, 1)}
    assert figures.units["pooling"].max_score == 3.0
    assert figures.items["pooling", ASKED].others == [0.0] * 5
    assert set(figures.items["pooling", CHALLENGE].others) == {3.0}


def test_gradebooks_keep_their_maximum(graded: Graded, root: Path, convalida: Command) -> None:
    out = graded.results.parent / "gradescope"
    done = convalida(
        *("export", graded.results, "--to", "gradescope", "--unit", "pooling"),
        *("--course", root, "--out", out),
    )
    assert done.returncode == 0, done.stderr
    told = [json.loads(path.read_text()) for path in out.rglob("*.json")]
    assert sorted(one["score"] for one in told) == [3.0, 3.0, 3.0, 4.0, 4.5]
    names = [sum(CHALLENGE in test["name"] for test in one["tests"]) for one in told]
    assert sorted(names) == [0, 0, 4, 4, 4], "who left it out reads nothing of it"


def test_a_record_that_says_otherwise_is_none(graded: Graded) -> None:
    given = record(graded, "all")
    assert total_of(replace(given, total=None)) == 4.5
    for bad in (replace(given, bonus=-1.0), replace(given, bonus="1")):  # type: ignore[arg-type]
        with pytest.raises(ValueError, match="not points"):
            Record.from_json(bad.to_json())


def test_bonus_is_true_or_left_out(root: Path, tmp_path: Path, copy_course: CopyCourse) -> None:
    other = copy_course(tmp_path / "course", pooling=[ASKED, CHALLENGE])
    edit(f"exercises/pooling/{CHALLENGE}/exercise.toml", "bonus = true", "bonus = 1")(other)
    with pytest.raises(CatalogError) as raised:
        catalog.load(other)
    assert raised.value.problem.message.id == "bonus_is_true"


def test_nbgrader_asks_no_points_for_them(graded: Graded) -> None:
    book = nbformat.read(
        graded.results.parent / "built/es/release/pooling/pooling.ipynb", as_version=4
    )
    points = {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points
        for cell in book.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }
    assert points == {f"{ASKED}_examples": 3.0, f"{CHALLENGE}_examples": 0}
