"""The same class graded by nbgrader and by convalida, one notebook at a time, in one run.

python benchmarks/peers.py [--students 8]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from jobs import Silent

from autograder.demo import NAMES, make_class
from autograder.engines.tasks import Settings
from autograder.grade import grade_class
from autograder.planning import Asked
from course import catalog
from course.model import Course
from course.notebooks import build

UNIT = "padding"
TROUBLE = NAMES[2:6]
"""The students of the demo whose notebooks are untouched, loop, spy or damaged."""


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def nbgrader(folder: Path, *arguments: str) -> None:
    """Raises CalledProcessError if nbgrader fails; it starts programs of its own."""
    programs = str(Path(sys.executable).parent)
    subprocess.run(
        [f"{programs}/nbgrader", *arguments],
        cwd=folder,
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"},
        check=True,
        capture_output=True,
    )


def make(course: Course, root: Path, students: int) -> Path:
    """A course directory of nbgrader with `students` submissions."""
    build(course, root / "build")
    folder = root / "build" / course.languages[0]
    make_class(course, root / "build", folder / "submitted", students + len(TROUBLE))
    for name in TROUBLE:
        shutil.rmtree(folder / "submitted" / name)
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=8)
    students = parser.parse_args().students
    course = catalog.load()
    course = replace(course, languages=course.languages[:1], demo=(UNIT,))

    with tempfile.TemporaryDirectory() as root:
        folder = make(course, Path(root), students)
        submitted, results = folder / "submitted", Path(root) / "results"
        nbgrader(folder, "generate_assignment", UNIT, "--force")
        theirs = seconds(lambda: nbgrader(folder, "autograde", UNIT))
        ours = seconds(
            lambda: grade_class(
                course, Asked([submitted]), results, settings=Settings(), progress=Silent()
            )
        )
    print(f"nbgrader:  {students} notebooks in {theirs:.1f} s, {theirs / students:.2f} s each")
    print(f"convalida: {students} notebooks in {ours:.1f} s, {ours / students:.2f} s each")
    print(f"nbgrader / convalida: {theirs / ours:.1f}")


if __name__ == "__main__":
    main()
