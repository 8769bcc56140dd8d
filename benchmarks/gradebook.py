"""A graded class on its way into nbgrader: ours beside nbgrader's own API alone, in one run.

python benchmarks/gradebook.py [--students 1000] [--jobs 2]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jobs import Silent
from nbgrader.api import Gradebook
from peers import UNIT, make, nbgrader

from autograder.engines.tasks import Settings
from autograder.exports.nbgrader.directory import Directory
from autograder.exports.nbgrader.export import export
from autograder.grade import grade_class
from autograder.planning import Asked
from autograder.results import Record
from autograder.results.folder import ResultsFolder
from course import catalog
from course.model import Course

GRADED = 8
"""Notebooks that are really graded; the class is made of copies."""


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, and of the processors, those of child processes included."""

    clock: float
    processors: float

    @classmethod
    def of(cls, work: Callable[[], object]) -> Cost:
        clock, before = time.perf_counter(), os.times()
        work()
        after = os.times()
        return cls(time.perf_counter() - clock, sum(after[:4]) - sum(before[:4]))

    def __str__(self) -> str:
        return f"{self.clock:.1f} s ({self.processors:.1f} s of processors)"


def multiply(course: Course, directory: Directory, students: int) -> None:
    """As many records, pages and submissions as there are students."""
    graded = list(ResultsFolder(directory.results, course).records())
    for i in range(students):
        record = graded[i % len(graded)]
        name = f"student-{i:04d}"
        shutil.copytree(directory.submitted(record.student, UNIT), directory.submitted(name, UNIT))
        text = json.dumps({**json.loads(record.to_json()), "student": name})
        (directory.results / UNIT / f"{name}.json").write_text(text, encoding="utf-8")
        page = directory.results / UNIT / f"{record.student}.html"
        shutil.copy(page, page.with_name(f"{name}.html"))
    for record in graded:
        (directory.results / UNIT / f"{record.student}.json").unlink()


def floor(directory: Directory, records: list[Record]) -> None:
    """The scores alone, through nbgrader's API, with a commit for each student."""
    with Gradebook(directory.layout.db_url, directory.layout.course_id) as gradebook:
        for record in records:
            gradebook.update_or_create_student(record.student)
            gradebook.update_or_create_submission(UNIT, record.student)
            for row in record.exercises:
                cell = f"{row.name}_examples"
                grade = gradebook.find_grade(cell, UNIT, UNIT, record.student)
                grade.auto_score, grade.needs_manual_grade = row.score, False
            gradebook.db.commit()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    arguments = parser.parse_args()
    course = catalog.load()
    with tempfile.TemporaryDirectory() as scratch:
        folder = make(course, Path(scratch), GRADED)
        nbgrader(folder, "generate_assignment", UNIT)
        asked = Asked([folder / "submitted"], UNIT)
        grade_class(
            course, asked, folder / "results", settings=Settings(), jobs=2, progress=Silent()
        )
        directory = Directory.read(folder)
        multiply(course, directory, arguments.students)
        records = list(ResultsFolder(directory.results, course).records())
        shutil.copy(folder / "gradebook.db", folder / "empty.db")
        theirs = Cost.of(lambda: floor(directory, records))
        shutil.copy(folder / "empty.db", folder / "gradebook.db")

        def whole() -> None:
            done = export(
                course,
                directory,
                directory.results,
                about=lambda key: True,
                found={},
                jobs=arguments.jobs,
            )
            assert (done.count, done.troubles) == (arguments.students, [])

        first, again = Cost.of(whole), Cost.of(whole)
    print(f"{arguments.students} students, {arguments.jobs} jobs")
    print(f"nbgrader's API, scores alone: {theirs}")
    print(f"convalida, everything:        {first}")
    print(f"the second time:              {again}")
    print(f"everything / scores alone:    {first.clock / theirs.clock:.2f}")


if __name__ == "__main__":
    main()
