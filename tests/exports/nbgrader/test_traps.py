"""What is wrong with a course directory is said in one line; the gradebook stays as it was."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import nbformat
import pytest

from .conftest import UNIT, Command, Grade, change, comments, contents, grade_id, grades, hand_in

pytestmark = pytest.mark.slow

Sentence = Callable[..., re.Pattern[str]]

ORDER = "{nbgrader_step}/{assignment_id}/{student_id}"

HOLD = """
import sqlite3, sys
gradebook = sqlite3.connect(sys.argv[1], isolation_level=None)
gradebook.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""

CRASH = """
import os, signal, sys
from pathlib import Path
from autograder.exports.nbgrader.database import opened, transaction
from autograder.exports.nbgrader.directory import Directory
from autograder.exports.nbgrader.master import read_master
from autograder.exports.nbgrader.scores import CellScore, Scores, write_scores
from course import catalog

root, folder = map(Path, sys.argv[1:])
unit = catalog.load(root).units["padding"]
with opened(Directory.read(folder)) as gradebook:
    with transaction(gradebook):
        master = read_master(gradebook, unit)
        write_scores(gradebook, "ana", master, Scores({"pad2d": CellScore(99.0, "a")}))
    with transaction(gradebook):
        write_scores(gradebook, "ana", master, Scores({"pad2d": CellScore(1.0, "b")}))
        write_scores(gradebook, "new", master, Scores({"pad2d": CellScore(1.0, "b")}))
        gradebook.db.flush()
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def refused(
    classroom: Path, enter: Command, sentence: Sentence
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command says one line, of this message, and changes nothing in the course directory."""

    def run(code: int, message: str, *options: object, **known: object) -> Any:
        before = contents(classroom)
        done = enter(*options)
        assert done.returncode == code, done.stderr
        wanted = sentence("en", message, **known)
        assert len(list(filter(wanted.search, done.stderr.splitlines()))) == 1, done.stderr
        assert "Traceback" not in done.stderr
        assert contents(classroom) == before
        return done

    return run


def test_a_locked_gradebook(refused: Callable[..., Any], classroom: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(classroom / "gradebook.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        done = refused(2, "nbgrader_locked")
        holder.communicate()
    assert done.stderr.startswith(f"{classroom / 'gradebook.db'}: ")


@pytest.mark.parametrize(
    ("version", "message"),
    [("724cde206c17", "nbgrader_schema_old"), ("0123456789ab", "nbgrader_schema_unknown")],
)
def test_a_gradebook_of_another_version(
    refused: Callable[..., Any], classroom: Path, version: str, message: str
) -> None:
    change(classroom, f"update alembic_version set version_num = '{version}'")
    refused(2, message, theirs=version)


def test_no_gradebook(refused: Callable[..., Any], classroom: Path) -> None:
    (classroom / "gradebook.db").unlink()
    refused(2, "nbgrader_no_gradebook")


def test_a_file_that_is_no_database(refused: Callable[..., Any], classroom: Path) -> None:
    (classroom / "gradebook.db").write_bytes(b"not a database, but long enough to be one " * 40)
    refused(2, "nbgrader_not_opened", cause="file is not a database")


def test_a_database_without_its_driver(refused: Callable[..., Any], classroom: Path) -> None:
    with (classroom / "nbgrader_config.py").open("a") as file:
        file.write('c.CourseDirectory.db_url = "mysql://me:secret@nowhere/grades"\n')
    assert "secret" not in refused(2, "nbgrader_not_opened").stderr


def test_a_configuration_that_cannot_be_read(refused: Callable[..., Any], classroom: Path) -> None:
    with (classroom / "nbgrader_config.py").open("a") as file:
        file.write("c.CourseDirectory.course_id = nobody\n")
    refused(2, "nbgrader_config_wrong")


def test_a_folder_that_is_no_course(
    tmp_path: Path, convalida: Command, small_course: Path, sentence: Sentence
) -> None:
    for command in ("grade", "build"):
        done = convalida(command, "--nbgrader", tmp_path, "--course", small_course)
        assert done.returncode == 2
        assert sentence("en", "nbgrader_no_course").search(done.stderr)
        assert list(tmp_path.iterdir()) == []


def test_points_that_are_not_those_of_the_course(
    refused: Callable[..., Any], classroom: Path
) -> None:
    change(classroom, "update grade_cells set max_score = 1.5 where max_score = 4.0")
    refused(2, "nbgrader_points_differ", "--unit", UNIT, theirs="1.5", ours="4")
    refused(1, "nbgrader_points_differ", theirs="1.5", ours="4")


def test_an_assignment_that_does_not_match(refused: Callable[..., Any], classroom: Path) -> None:
    change(classroom, "update source_cell set name = 'other' where name = 'pad2d_backward'")
    refused(1, "nbgrader_cell_missing", cell="pad2d_backward")
    change(classroom, "update notebook set name = 'other'")
    refused(2, "nbgrader_no_assignment", unit=UNIT)


def test_an_assignment_of_another_name_among_others_that_are_not_ours(
    classroom: Path, enter: Command
) -> None:
    change(classroom, "update assignment set name = 'week3'")
    for student in (classroom / "submitted").iterdir():
        (student / UNIT).rename(student / "week3")
        (student / "ps1").mkdir()
        (student / "ps1" / "problem1.ipynb").write_text("{")
    assert enter().returncode == 0
    assert (classroom / "autograded" / "ana" / "week3" / f"{UNIT}.ipynb").is_file()
    assert grades(classroom)["ana", "pad2d_examples"].auto == 4.0


def test_a_student_whom_the_gradebook_does_not_know(
    classroom: Path, enter: Command, sentence: Sentence, tmp_path: Path
) -> None:
    """What nbgrader collected makes its students known; what comes from elsewhere does not."""
    release = classroom / "release" / UNIT / f"{UNIT}.ipynb"
    (tmp_path / "elsewhere").mkdir()
    shutil.copy(release, tmp_path / "elsewhere" / "zoe.ipynb")
    done = enter(tmp_path / "elsewhere", classroom / "submitted")
    assert done.returncode == 1
    assert sentence("en", "nbgrader_student_unknown", student="zoe").search(done.stderr)
    assert {student for student, _ in grades(classroom)} == {"ana", "bruno", "carla"}

    with (classroom / "nbgrader_config.py").open("a") as file:
        file.write("c.Autograde.create_student = False\n")
    hand_in(classroom, "dora", nbformat.read(release, as_version=4))
    done = enter()
    assert done.returncode == 1
    assert sentence("en", "nbgrader_student_unknown", student="dora").search(done.stderr)


def test_damaged_and_repeated_cells_cost_nobody_else(
    classroom: Path, enter: Command, sentence: Sentence
) -> None:
    path = classroom / "submitted" / "ana" / UNIT / f"{UNIT}.ipynb"
    book = json.loads(path.read_text())
    (cell,) = [c for c in book["cells"] if grade_id(c) == "pad2d"]
    locked = [c for c in book["cells"] if c["metadata"].get("nbgrader", {}).get("locked")]
    locked[-1]["source"] = "cheat()"
    wrong = {**cell, "id": "other", "source": "def pad2d(): pass"}
    book["cells"].insert(book["cells"].index(cell), wrong)
    book["cells"][0]["metadata"]["nbgrader"] = {"schema_version": 1, "grade_id": 7}
    book["cells"][1]["metadata"]["nbgrader"] = []
    path.write_text(json.dumps(book))
    (classroom / "submitted" / "bruno" / UNIT / f"{UNIT}.ipynb").write_text("{")

    assert enter().returncode == 1
    assert grades(classroom)["ana", "pad2d_examples"] == Grade(4.0, None, None, False)
    assert grades(classroom)["bruno", "pad2d_examples"] == Grade(0.0, None, None, True)
    assert grades(classroom)["carla", "pad2d_examples"] == Grade(4.0, None, None, False)
    made = json.loads((classroom / "autograded" / "ana" / UNIT / f"{UNIT}.ipynb").read_text())
    known = [name for c in made["cells"] if (name := grade_id(c)) is not None]
    released = json.loads((classroom / "release" / UNIT / f"{UNIT}.ipynb").read_text())
    assert sorted(known) == sorted(filter(None, map(grade_id, released["cells"])))
    assert "cheat()" not in {c["source"] for c in made["cells"]}
    instead = json.loads((classroom / "autograded" / "bruno" / UNIT / f"{UNIT}.ipynb").read_text())
    assert sentence("en", "nbgrader_not_shown").search(instead["cells"][0]["source"])


def test_one_student_whose_folder_is_in_the_way(
    classroom: Path, enter: Command, sentence: Sentence
) -> None:
    (classroom / "feedback").mkdir()
    (classroom / "feedback" / "bruno").write_text("a file")
    done = enter()
    assert done.returncode == 1
    assert sentence("en", "nbgrader_not_written", student="bruno").search(done.stderr)
    assert {student for student, _ in grades(classroom)} == {"ana", "carla"}
    assert (classroom / "feedback" / "carla" / UNIT / f"{UNIT}.html").is_file()


def test_a_crash_in_the_middle_of_a_student(classroom: Path, small_course: Path) -> None:
    command = [sys.executable, "-c", CRASH, str(small_course), str(classroom)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert {student for student, _ in grades(classroom)} == {"ana"}
    assert grades(classroom)["ana", "pad2d_examples"].auto == 4.0
    assert comments(classroom)["ana", "pad2d"] == ("a", None)
    with closing(sqlite3.connect(classroom / "gradebook.db")) as gradebook:
        assert gradebook.execute("pragma integrity_check").fetchone() == ("ok",)
        assert gradebook.execute("select id from student").fetchall() == [("ana",)]


def test_another_database_and_another_order_of_folders(classroom: Path, enter: Command) -> None:
    for student in ("ana", "bruno", "carla"):
        (classroom / "submitted" / UNIT).mkdir(exist_ok=True)
        (classroom / "submitted" / student / UNIT).rename(classroom / "submitted" / UNIT / student)
        (classroom / "submitted" / student).rmdir()
    with (classroom / "nbgrader_config.py").open("a") as file:
        file.write('c.CourseDirectory.db_url = "sqlite:///data/grades.db"\n')
        file.write(f"c.CourseDirectory.directory_structure = {ORDER!r}\n")
    (classroom / "data").mkdir()
    os.replace(classroom / "gradebook.db", classroom / "data" / "grades.db")
    assert enter().returncode == 0
    assert not (classroom / "gradebook.db").exists()
    assert (classroom / "feedback" / UNIT / "ana" / f"{UNIT}.html").is_file()
    (classroom / "data" / "grades.db").rename(classroom / "gradebook.db")
    assert grades(classroom)["ana", "pad2d_examples"].auto == 4.0
