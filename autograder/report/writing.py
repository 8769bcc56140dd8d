"""Writes the team's page: what students' code answered is read in a process that is bounded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from autograder.engines.bounded import Bounds, run_bounded
from autograder.report.freshness import FILE, mark_of
from autograder.results.folder import records_in, write_whole
from course.model import Course
from course.problems import ProblemError

MAKING = Bounds(seconds=600.0, memory_bytes=4 * 2**30, answer_bytes=64 * 2**20)


class NoReport(ProblemError):
    """A folder of which no page can be made."""

    exit_code = 2


def write_report(course: Course, results: Path, out: Path | None = None, first: str = "") -> Path:
    """Writes the page and says where it is; `first` is the language that it opens in.

    Raises NoReport if there are no records, or it could not be made.
    """
    ended = run_bounded(lambda: _made(course, results, first), MAKING)
    if ended.how != "well":
        cause = ended.detail.strip().splitlines()[-1:] or [ended.how]
        raise NoReport(results, "report_failed", {"cause": cause[0]})
    if not ended.parts:
        raise NoReport("", "no_records", {"path": str(results)})
    path = out or results / FILE
    write_whole(path, ended.parts[0])
    return path


def _made(course: Course, results: Path, first: str) -> Iterator[bytes]:
    from autograder.report.figures import figures_of
    from autograder.report.page import class_page
    from autograder.report.similar import similar

    figures = figures_of(records_in(results), course)
    figures.similar = similar(records_in(results), course)
    if figures.rows:
        yield class_page(figures, course, first, mark_of(course, results, first)).encode()
