"""What `convalida build` writes is a course directory that nbgrader takes as it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import nbformat
import pytest

from course.catalog import Course

pytestmark = pytest.mark.slow

UNIT = "padding"
Nbgrader = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def directory(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One unit of the Spanish course, with a submission that is the solved notebook."""
    to = tmp_path_factory.mktemp("nbgrader")
    shutil.copy(built / "es" / "nbgrader_config.py", to)
    for version in ("source", "release", "solved"):
        shutil.copytree(built / "es" / version / UNIT, to / version / UNIT)
    shutil.copytree(to / "solved" / UNIT, to / "submitted" / "ana" / UNIT)
    return to


@pytest.fixture(scope="module")
def nbgrader(directory: Path) -> Nbgrader:
    """Runs nbgrader in the course directory; it must never say ERROR."""
    programs = str(Path(sys.executable).parent)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [f"{programs}/nbgrader", *arguments],
            cwd=directory,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
            timeout=300,
        )
        assert "| ERROR]" not in done.stderr, done.stderr
        assert "Traceback" not in done.stderr
        assert done.returncode == 0
        return done

    return run


@pytest.fixture(scope="module")
def generated(nbgrader: Nbgrader, directory: Path) -> Path:
    """The release, made once more by nbgrader from the source notebook."""
    release = directory / "release" / UNIT / f"{UNIT}.ipynb"
    made = nbgrader("generate_assignment", UNIT)  # as the guide for instructors says
    assert "Skipping existing assignment" not in made.stderr
    return release


def test_its_release_is_ours(generated: Path, built: Path) -> None:
    ours = nbformat.read(built / "es" / "release" / UNIT / f"{UNIT}.ipynb", as_version=4)
    theirs = nbformat.read(generated, as_version=4)
    assert [cell.id for cell in theirs.cells] == [cell.id for cell in ours.cells]
    for a, b in zip(theirs.cells, ours.cells, strict=True):
        assert a.source == b.source
        assert a.get("attachments") == b.get("attachments")
        if "nbgrader" in b.metadata:
            assert a.metadata.nbgrader.items() >= b.metadata.nbgrader.items()


def test_a_solved_notebook_passes_its_tests(nbgrader: Nbgrader) -> None:
    done = nbgrader("validate", f"solved/{UNIT}/{UNIT}.ipynb")
    assert done.stdout == "Success! Your notebook passes all the tests.\n"


def test_a_release_fails_all_of_them_and_says_why(
    nbgrader: Nbgrader, course: Course, built: Path
) -> None:
    release = built / "es" / "release" / UNIT / f"{UNIT}.ipynb"
    said = nbgrader("validate", str(release)).stdout
    functions = course.units[UNIT].asked
    assert said.startswith(f"VALIDATION FAILED ON {len(functions)} CELL(S)!")
    assert said.count("NotImplementedError: \n") == len(functions)


def test_a_solved_submission_gets_full_marks(
    nbgrader: Nbgrader, generated: Path, directory: Path, course: Course
) -> None:
    nbgrader("autograde", UNIT)
    with closing(sqlite3.connect(directory / "gradebook.db")) as gradebook:
        (score,) = gradebook.execute("select sum(auto_score) from grade").fetchone()
        (most,) = gradebook.execute("select sum(max_score) from grade_cells").fetchone()
    assert score == most == course.units[UNIT].max_score
