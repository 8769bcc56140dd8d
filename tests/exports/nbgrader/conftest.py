"""A course of nbgrader's own making, with one of our units in it, and what people do there."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.submissions.readings import FILE as READINGS

from ...cli.conftest import sentence as sentence

PROGRAMS = Path(sys.executable).parent
UNIT = "padding"

CONFIG = """
c.Exchange.root = "{exchange}"
c.Exchange.cache = "{cache}"
c.ExchangeCollect.check_owner = False
"""

GRADES = """
select s.student_id, b.name, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade
from grade g join base_cell b on b.id = g.cell_id
join submitted_notebook n on n.id = g.notebook_id
join submitted_assignment s on s.id = n.assignment_id order by 1, 2
"""

COMMENTS = """
select s.student_id, b.name, c.auto_comment, c.manual_comment
from comment c join base_cell b on b.id = c.cell_id
join submitted_notebook n on n.id = c.notebook_id
join submitted_assignment s on s.id = n.assignment_id order by 1, 2
"""

Command = Callable[..., "subprocess.CompletedProcess[str]"]


@dataclass(frozen=True)
class Grade:
    auto: float | None
    manual: float | None
    extra: float | None
    needs_a_person: bool


def grades(folder: Path) -> dict[tuple[str, str], Grade]:
    """By student and cell, as they stand in the gradebook's file."""
    with closing(sqlite3.connect(folder / "gradebook.db")) as gradebook:
        rows = gradebook.execute(GRADES).fetchall()
    return {(row[0], row[1]): Grade(row[2], row[3], row[4], bool(row[5])) for row in rows}


def comments(folder: Path) -> dict[tuple[str, str], tuple[str | None, str | None]]:
    """The automatic one and a person's, by student and cell."""
    with closing(sqlite3.connect(folder / "gradebook.db")) as gradebook:
        return {(row[0], row[1]): (row[2], row[3]) for row in gradebook.execute(COMMENTS)}


def change(folder: Path, statement: str) -> None:
    """Something happens to the gradebook."""
    with closing(sqlite3.connect(folder / "gradebook.db")) as gradebook:
        assert gradebook.execute(statement).rowcount > 0
        gradebook.commit()


def contents(folder: Path) -> dict[str, bytes]:
    """Of all files, but for what was read of notebooks."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != READINGS)
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.fixture(scope="session")
def nbgrader(tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Runs nbgrader as a person does, in a home of its own; it must never say ERROR."""
    home = tmp_path_factory.mktemp("home")

    def run(*arguments: object, cwd: Path, well: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [PROGRAMS / "nbgrader", *map(str, arguments)],
            cwd=cwd,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PATH": f"{PROGRAMS}:{os.environ['PATH']}", "HOME": str(home)},
            timeout=300,
        )
        if well:
            assert done.returncode == 0, done.stderr
            assert "| ERROR]" not in done.stderr, done.stderr
        return done

    return run


@pytest.fixture(scope="session")
def quickstart(nbgrader: Command) -> Callable[[Path], Path]:
    """A course directory in a folder, with an exchange beside it."""

    def make(folder: Path) -> Path:
        nbgrader("quickstart", "course101", cwd=folder)
        exchange = folder / "exchange"
        exchange.mkdir()
        exchange.chmod(0o777)
        with (folder / "course101" / "nbgrader_config.py").open("a") as file:
            file.write(CONFIG.format(exchange=exchange, cache=folder / "cache"))
        return folder / "course101"

    return make


@pytest.fixture(scope="session")
def answers(solutions: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """What three students write: all right, one mistake, one function only."""
    wrong = solutions["pad2d"].replace("value, dtype", "0.0, dtype")
    assert wrong != solutions["pad2d"]
    return {
        "ana": solutions,
        "bruno": {**solutions, "pad2d": wrong},
        "carla": {"pad2d": solutions["pad2d"]},
    }


@pytest.fixture(scope="session")
def generated(
    quickstart: Callable[[Path], Path],
    nbgrader: Command,
    convalida: Command,
    small_course: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """A course directory with the unit built, generated and released; nobody changes it."""
    folder = quickstart(tmp_path_factory.mktemp("generated"))
    done = convalida("build", "--nbgrader", folder, "--course", small_course)
    assert done.returncode == 0, done.stderr
    nbgrader("generate_assignment", UNIT, cwd=folder)
    nbgrader("release_assignment", UNIT, cwd=folder)
    return folder


@pytest.fixture(scope="session")
def collected(
    generated: Path,
    answer: Callable[..., Any],
    answers: Mapping[str, Mapping[str, str]],
    convalida: Command,
    small_course: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """The same with what three students handed in, graded into `results` and nowhere else."""
    folder = tmp_path_factory.mktemp("collected") / "course101"
    shutil.copytree(generated, folder)
    for second, (student, written) in enumerate(answers.items()):
        hand_in(folder, student, answer(folder / "release" / UNIT / f"{UNIT}.ipynb", written))
        when = folder / "submitted" / student / UNIT / "timestamp.txt"
        when.write_text(f"2025-03-02 14:58:{second:02d}.948203 UTC")
    done = convalida(
        "grade", folder / "submitted", "--course", small_course, "--out", folder / "results"
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def classroom(collected: Path, tmp_path: Path) -> Path:
    """A copy of `collected` for one test: nothing of it is in the gradebook yet."""
    folder = tmp_path / "course101"
    shutil.copytree(collected, folder)
    return folder


@pytest.fixture
def enter(classroom: Path, convalida: Command, small_course: Path) -> Command:
    """`convalida grade --nbgrader` for the classroom; what was graded already is not again."""

    def run(*options: object) -> subprocess.CompletedProcess[str]:
        return convalida("grade", "--nbgrader", classroom, "--course", small_course, *options)

    return run


def grade_id(cell: Mapping[str, Any]) -> str | None:
    """Of a cell, or None where nbgrader follows it not."""
    found: str | None = cell["metadata"].get("nbgrader", {}).get("grade_id")
    return found


def hand_in(folder: Path, student: str, book: Any) -> None:
    """As the exchange leaves it, without its time and secret."""
    path = folder / "submitted" / student / UNIT / f"{UNIT}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(book, path)
