"""Two lines of nbgrader_config.py, and nbgrader's own autograding is done by us."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from .conftest import UNIT, Command, Grade, comments, grade_id, grades, hand_in

pytestmark = pytest.mark.slow

BUTTON = """
import sys
from nbgrader.apps import NbGrader
from nbgrader.apps.api import NbGraderAPI
from nbgrader.coursedir import CourseDirectory

app = NbGrader()
app.load_config_file()
api = NbGraderAPI(CourseDirectory(config=app.config), config=app.config)
print(api.autograde(*sys.argv[1:])["success"])
"""
"""What formgrader does when somebody presses its button."""

PAGE = Path(__file__).resolve().parents[3] / "docs" / "nbgrader.md"


@pytest.fixture
def configured(classroom: Path, small_course: Path) -> Path:
    """With the two lines of the docs, for the course of the tests."""
    (lines,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(list(filter(None, lines.splitlines()))) == 2
    with (classroom / "nbgrader_config.py").open("a") as file:
        file.write("\n" + lines.replace("(c)", f"(c, course={str(small_course)!r})"))
    return classroom


def test_our_units_are_graded_by_us_and_all_others_by_nbgrader(
    configured: Path, nbgrader: Command, tmp_path: Path
) -> None:
    """Two cells with one id, which end nbgrader's own run, cost nothing."""
    marker = tmp_path / "ran"
    release = configured / "release" / UNIT / f"{UNIT}.ipynb"
    hostile = nbformat.read(release, as_version=4)
    (cell,) = [c for c in hostile.cells if grade_id(c) == "pad2d"]
    cell.source = f"open({str(marker)!r}, 'w')\ndef pad2d(x, pads, value=0.0): return x"
    hostile.cells.append(nbformat.from_dict({**cell, "id": "other"}))
    hand_in(configured, "dora", hostile)
    nbgrader("generate_assignment", "ps1", cwd=configured)
    ps1 = configured / "submitted" / "ana" / "ps1"
    ps1.mkdir()
    source = (configured / "release" / "ps1" / "problem1.ipynb").read_text()
    solved = json.loads(source)
    for each in solved["cells"]:
        if grade_id(each) == "squares":
            each["source"] = "def squares(n):\n    return [i ** 2 for i in range(1, n + 1)]"
    (ps1 / "problem1.ipynb").write_text(json.dumps(solved))

    nbgrader("autograde", UNIT, cwd=configured)
    nbgrader("autograde", "ps1", cwd=configured)
    found = grades(configured)
    assert found["ana", "pad2d_examples"] == Grade(4.0, None, None, False)
    assert found["bruno", "pad2d_examples"] == Grade(3.5, None, None, False)
    assert found["dora", "pad2d_examples"].auto is not None
    assert found["dora", "pad2d_examples"].auto < 4.0
    assert found["ana", "correct_squares"] == Grade(1.0, None, None, False)
    assert comments(configured)["bruno", "pad2d"][0] is not None
    assert not marker.exists()
    assert (configured / "autograded" / "dora" / UNIT / f"{UNIT}.ipynb").is_file()

    with Gradebook(f"sqlite:///{configured}/gradebook.db", "course101") as gradebook:
        grade = gradebook.find_grade("pad2d_examples", UNIT, UNIT, "bruno")
        grade.manual_score, grade.needs_manual_grade = 4.0, False
        gradebook.db.commit()
    press = [sys.executable, "-W", "ignore", "-c", BUTTON, UNIT, "bruno"]
    pressed = subprocess.run(press, cwd=configured, capture_output=True, text=True)
    assert pressed.stdout == "True\n", pressed.stdout + pressed.stderr
    assert grades(configured)["bruno", "pad2d_examples"] == Grade(3.5, 4.0, None, True)
    nbgrader("generate_feedback", UNIT, cwd=configured)
    nbgrader("generate_feedback", "ps1", cwd=configured)
    bruno = (configured / "feedback" / "bruno" / UNIT / f"{UNIT}.html").read_text()
    assert "In the gradebook this unit counts 8 of 8 points" in bruno
    ana = configured / "feedback" / "ana" / UNIT / f"{UNIT}.html"
    assert ana.read_text() == (configured / "results" / UNIT / "ana.html").read_text()
    assert "squares" in (configured / "feedback" / "ana" / "ps1" / "problem1.html").read_text()
