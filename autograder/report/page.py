"""Figures of a class -> one page that needs no network, in every language of the course."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from autograder.engines.bounded import Bounds, run_bounded
from autograder.feedback.markdown import to_html
from autograder.feedback.svg import draw
from autograder.feedback.view import SIGNS
from autograder.report.figures import ClassFigures, figures_of
from autograder.report.view import ClassView
from autograder.results.folder import records_in, write_whole
from autograder.tables import written as points
from course.model import Course
from course.problems import ProblemError

FILE = "report.html"
HERE = Path(__file__).parent / "templates"
STUDENTS_PAGE = Path(__file__).parents[1] / "feedback" / "templates"
MAKING = Bounds(seconds=600.0, memory_bytes=4 * 2**30, answer_bytes=64 * 2**20)
STATUSES = ("graded", "unreadable", "empty", "no_notebook", "absent")


class NoReport(ProblemError):
    """A folder of which no page can be made."""

    exit_code = 2


def write_report(course: Course, results: Path, out: Path | None = None, first: str = "") -> Path:
    """Writes the page and says where it is; `first` is the language that it opens in.

    Records hold what students' code answered: the page is made in a process that is bounded.
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
    figures = figures_of(records_in(results), course)
    if figures.rows:
        yield class_page(figures, course, first).encode()


def class_page(figures: ClassFigures, course: Course, first: str = "") -> str:
    """The page; the language `first` is shown, the others are one link away."""
    languages = sorted(course.languages, key=lambda language: language != first)
    views = [ClassView(figures, course, language) for language in languages]
    return (
        _environment()
        .get_template("report.html")
        .render(views=views, figures=figures, data=_data(figures, views))
    )


def _data(figures: ClassFigures, views: Sequence[ClassView]) -> str:
    """What the table of students is made of. Nothing in it can end the script that it lies in."""
    units = list(figures.units)
    mistakes = sorted({name for row in figures.rows for name in row.mistakes})
    place = {name: i for i, name in enumerate(mistakes)}
    data: dict[str, Any] = {
        "students": figures.students,
        "units": units,
        "statuses": STATUSES,
        "mistakes": mistakes,
        "rows": [
            [
                *(row.student, units.index(row.unit), STATUSES.index(row.status)),
                *(round(row.total, 4), row.max_score, row.right, row.asked),
                2 * row.waits + row.is_late,
                [place[name] for name in row.mistakes],
            ]
            for row in figures.rows
        ],
        "words": {view.language: _words(view) for view in views},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _words(view: ClassView) -> dict[str, Any]:
    t = view.t
    return {
        "statuses": [t(f"short_{status}") for status in STATUSES],
        "waits": t("report_waits"),
        "late": t("report_is_late"),
        "shown": t("report_shown", count="{count}", total="{total}"),
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([HERE, STUDENTS_PAGE]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(html=to_html, svg=draw)
    environment.globals.update(points=points, SIGNS=SIGNS)
    return environment
