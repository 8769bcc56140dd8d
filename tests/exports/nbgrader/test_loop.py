"""A unit's whole way through the real nbgrader, as docs/nbgrader.md has it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook

from .conftest import UNIT, Command, Grade, comments, contents, grades

pytestmark = pytest.mark.slow

STUDENTS = ("ana", "bruno", "carla")


@pytest.fixture
def student(
    tmp_path: Path, nbgrader: Command, answer: Callable[..., Any]
) -> Callable[[str, Mapping[str, str]], None]:
    """Fetches what was released, unless that is done, fills it in and submits it."""

    def work(name: str, written: Mapping[str, str]) -> None:
        home = tmp_path / name
        if not home.exists():
            home.mkdir()
            config = (tmp_path / "course101" / "nbgrader_config.py").read_text()
            (home / "nbgrader_config.py").write_text(config.replace("/cache", f"/cache-{name}"))
            nbgrader("fetch_assignment", UNIT, cwd=home)
        path = home / UNIT / f"{UNIT}.ipynb"
        nbformat.write(answer(path, written), path)
        nbgrader("submit", UNIT, "--student", name, cwd=home)

    return work


def test_from_quickstart_to_feedback(
    tmp_path: Path,
    quickstart: Callable[[Path], Path],
    nbgrader: Command,
    convalida: Command,
    small_course: Path,
    student: Callable[[str, Mapping[str, str]], None],
    answers: Mapping[str, Mapping[str, str]],
) -> None:
    folder = quickstart(tmp_path)
    theirs = contents(folder)

    def ours(*arguments: object) -> None:
        done = convalida(*arguments, "--course", small_course, cwd=folder)
        assert done.returncode == 0, done.stderr

    ours("build", "--nbgrader", ".", "--unit", UNIT)
    with_ours = contents(folder)
    assert with_ours.pop(f"source/{UNIT}/{UNIT}.ipynb")
    assert with_ours == theirs
    said = nbgrader("validate", f"source/{UNIT}/{UNIT}.ipynb", cwd=folder).stdout
    assert said == "Success! Your notebook passes all the tests.\n"
    nbgrader("generate_assignment", UNIT, cwd=folder)
    nbgrader("release_assignment", UNIT, cwd=folder)

    for name in STUDENTS:
        student(name, answers[name])
    nbgrader("collect", UNIT, cwd=folder)
    ours("grade", "--nbgrader", ".")
    first = grades(folder)
    assert first["ana", "pad2d_examples"] == Grade(4.0, None, None, False)
    assert first["ana", "pad2d_backward_examples"] == Grade(4.0, None, None, False)
    assert first["bruno", "pad2d_examples"] == Grade(3.5, None, None, False)
    assert first["carla", "pad2d_backward_examples"] == Grade(0.0, None, None, False)
    assert comments(folder)["bruno", "pad2d"][0] == (
        "to correct: The border is always 0: `value` is never used."
    )

    with Gradebook(f"sqlite:///{folder}/gradebook.db", "course101") as gradebook:
        grade = gradebook.find_grade("pad2d_examples", UNIT, UNIT, "bruno")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 2.0, 0.25, False
        comment = gradebook.find_comment("pad2d", UNIT, UNIT, "bruno")
        comment.manual_comment = "See me: <b>half</b> of it is there."
        gradebook.db.commit()

    ours("grade", "--nbgrader", ".", "--force")
    assert grades(folder)["bruno", "pad2d_examples"] == Grade(3.5, 2.0, 0.25, False)
    raises = "def pad2d_backward(dy, pads):\n    1 / 0"
    student("bruno", {**answers["bruno"], "pad2d_backward": raises})
    nbgrader("collect", UNIT, "--update", cwd=folder)
    ours("grade", "--nbgrader", ".")
    after = grades(folder)
    assert after["bruno", "pad2d_examples"] == Grade(3.5, 2.0, 0.25, True)
    assert after["bruno", "pad2d_backward_examples"] == Grade(0.0, None, None, False)
    assert {key: grade for key, grade in after.items() if key[0] != "bruno"} == {
        key: grade for key, grade in first.items() if key[0] != "bruno"
    }

    nbgrader("export", cwd=folder)
    with (folder / "grades.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert {name: float(row["score"]) for name, row in rows.items()} == {
        "ana": 8.0,
        "bruno": 2.25,
        "carla": 4.0,
    }
    nbgrader("release_feedback", UNIT, cwd=folder)
    for name in STUDENTS:
        nbgrader("fetch_feedback", UNIT, "--student", name, cwd=tmp_path / name)
    ana, bruno = (
        [path.read_text() for path in (tmp_path / name / UNIT / "feedback").glob("*/*.html")]
        for name in ("ana", "bruno")
    )
    assert ana == [(folder / "results" / UNIT / "ana.html").read_text()]
    (page,) = bruno
    assert "In the gradebook this unit counts 2.25 of 8 points" in page
    assert "pad2d: 2 of 4 points." in page
    assert "pad2d: See me: &lt;b&gt;half&lt;/b&gt; of it is there." in page
    assert "En el libro de calificaciones esta unidad cuenta 2.25 de 8 puntos" in page
