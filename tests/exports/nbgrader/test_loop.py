"""A unit's whole way through the real nbgrader, with the very commands of docs/nbgrader.md."""

from __future__ import annotations

import csv
import re
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook

from .conftest import UNIT, Command, Grade, comments, contents, grades

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
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


def commands(page: str) -> list[list[str]]:
    """The commands of a page of the docs, block by block, without what is said beside them."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [[line.partition("#")[0].strip() for line in block.splitlines()] for block in blocks]


def test_both_languages_have_the_same_commands() -> None:
    spanish = [[c.removesuffix(" --language es") for c in b] for b in commands("nbgrader.es.md")]
    assert spanish == commands("nbgrader.md")
    assert [len(block) for block in spanish] == [4, 2, 4]


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

    def run(command: str) -> str:
        program, *arguments = shlex.split(command)
        if program == "nbgrader":
            return nbgrader(*arguments, cwd=folder).stdout
        done = convalida(*arguments, "--course", small_course, cwd=folder)
        assert (program, done.returncode) == ("convalida", 0), done.stderr
        return done.stdout

    first_block, second_block, last_block = commands("nbgrader.md")
    build, validate, *release = first_block
    run(build)
    with_ours = contents(folder)
    assert with_ours.pop(f"source/{UNIT}/{UNIT}.ipynb")
    assert with_ours == theirs
    assert run(validate) == "Success! Your notebook passes all the tests.\n"
    for command in release:
        run(command)

    for name in STUDENTS:
        student(name, answers[name])
    for command in second_block:
        run(command)
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

    run(f"{second_block[-1]} --force")
    assert grades(folder)["bruno", "pad2d_examples"] == Grade(3.5, 2.0, 0.25, False)
    raises = "def pad2d_backward(dy, pads):\n    1 / 0"
    student("bruno", {**answers["bruno"], "pad2d_backward": raises})
    for command in last_block:
        run(command)
    after = grades(folder)
    assert after["bruno", "pad2d_examples"] == Grade(3.5, 2.0, 0.25, True)
    assert after["bruno", "pad2d_backward_examples"] == Grade(0.0, None, None, False)
    assert {key: grade for key, grade in after.items() if key[0] != "bruno"} == {
        key: grade for key, grade in first.items() if key[0] != "bruno"
    }

    with (folder / "grades.csv").open() as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    assert {name: float(row["score"]) for name, row in rows.items()} == {
        "ana": 8.0,
        "bruno": 2.25,
        "carla": 4.0,
    }
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
