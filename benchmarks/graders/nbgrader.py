"""`nbgrader autograde`, with the hidden checks as hidden test cells: one cell a check."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

from benchmarks.graders import Graded, Scores
from benchmarks.measure import cost
from benchmarks.questions import SOURCE, Check
from benchmarks.submissions import Book, Submission, grade_id, write
from course.catalog import Unit

CONFIG = """c = get_config()
c.CourseDirectory.course_id = "benchmark"
c.ClearSolutions.code_stub = {{"python": "raise NotImplementedError"}}
c.ExecutePreprocessor.timeout = {timeout}
"""


def make_course(
    folder: Path, unit: Unit, source: Book, checks: Sequence[Check], timeout: int = 60
) -> Path:
    """A course directory with the hidden tests and the release that nbgrader makes of it."""
    book = nbformat.from_dict(source)
    for function in unit.asked:
        places = [i for i, cell in enumerate(book.cells) if grade_id(cell).startswith(function)]
        own = (f"{function}", f"{function}_examples")
        last = max(i for i in places if grade_id(book.cells[i]) in own)
        book.cells[last + 1 : last + 1] = [_cell(c) for c in checks if c.function == function]
    for cell in book.cells:
        if grade_id(cell).endswith("_examples"):
            cell.metadata.nbgrader.grade = False
            del cell.metadata.nbgrader["points"]
    path = folder / "source" / unit.name / f"{unit.name}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(book, path)
    (folder / "nbgrader_config.py").write_text(CONFIG.format(timeout=timeout))
    command = _command("generate_assignment", unit.name, "--force")
    subprocess.run(command, cwd=folder, env=_env(), check=True, capture_output=True)
    return folder


def release_of(course: Path, unit: Unit) -> Book:
    book: Book = nbformat.read(course / "release" / unit.name / f"{unit.name}.ipynb", 4)
    return book


def grade(course: Path, submissions: Sequence[Submission], unit: Unit, scratch: Path) -> Graded:
    """Raises CommandFailed if it fails for another reason than a notebook of one student."""
    folder = scratch / "course"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(course, folder)
    write(submissions, unit, release_of(course, unit), folder / "submitted")
    found = cost(
        _command("autograde", unit.name),
        cwd=folder,
        env=_env(),
        may_fail=len(submissions) == 1,
    )
    students = [submission.student for submission in submissions]
    return Graded(found, {student: _scores(folder, unit, student) for student in students})


def _scores(folder: Path, unit: Unit, student: str) -> Scores:
    from nbgrader.api import Gradebook

    if not (folder / "autograded" / student / unit.name).is_dir():
        return {}
    scores: dict[str, float] = defaultdict(float)
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as gradebook:
        (handed_in,) = gradebook.find_submission(unit.name, student).notebooks
        for row in handed_in.grades:
            scores[row.cell.name.partition("-")[0]] += row.auto_score
    return dict(scores)


def _cell(check: Check) -> Book:
    source = "\n".join(
        [
            "### BEGIN HIDDEN TESTS",
            SOURCE,
            f"hidden_score(globals(), {check.text()!r})",
            "### END HIDDEN TESTS",
        ]
    )
    nbgrader = {"grade": True, "locked": True, "solution": False, "task": False}
    more = {"grade_id": check.id, "points": check.points, "schema_version": 3}
    cell: Book = new_code_cell(source, metadata={"nbgrader": {**nbgrader, **more}})
    return cell


def _command(*arguments: str) -> list[str]:
    return [str(Path(sys.executable).parent / "nbgrader"), *arguments]


def _env() -> Mapping[str, str]:
    """Where nbgrader finds the programs that it starts."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
