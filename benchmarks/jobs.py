"""Submissions graded a second with one job and with two, in one run.

python benchmarks/jobs.py [--students 24]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from autograder.demo import make_class
from autograder.engines.tasks import Settings
from autograder.grade import grade_class
from autograder.planning import Asked
from course import catalog
from course.notebooks import build


class Silent:
    """No progress is shown."""

    def start(self, total: int) -> None: ...

    def advance(self) -> None: ...


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=24)
    students = parser.parse_args().students
    course = catalog.load()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        build(course, root / "build")
        make_class(course, root / "build", root / "submitted", students)
        rates = {}
        for jobs in (1, 2):
            start = time.perf_counter()
            outcome = grade_class(
                course,
                Asked([root / "submitted"]),
                root / f"results-{jobs}",
                settings=Settings(),
                jobs=jobs,
                progress=Silent(),
            )
            seconds = time.perf_counter() - start
            rates[jobs] = len(outcome.graded) / seconds
            print(f"{jobs} job(s): {len(outcome.graded)} submissions, {rates[jobs]:.1f} a second")
        print(f"two jobs / one job: {rates[2] / rates[1]:.2f}")


if __name__ == "__main__":
    main()
