"""Figures of a class -> one page that needs no network, in every language of the course."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from autograder.feedback.markdown import to_html
from autograder.feedback.svg import draw
from autograder.feedback.view import SIGNS
from autograder.report.figures import ClassFigures
from autograder.report.view import ClassView
from autograder.tables import written as points
from course.model import Course

HERE = Path(__file__).parent / "templates"
STUDENTS_PAGE = Path(__file__).parents[1] / "feedback" / "templates"
STATUSES = ("graded", "unreadable", "empty", "no_notebook", "absent")


def class_page(figures: ClassFigures, course: Course, first: str = "", mark: str = "") -> str:
    """The page; the language `first` is shown, the others are one link away.

    Its `mark` says what it was made of.
    """
    languages = sorted(course.languages, key=lambda language: language != first)
    views = [ClassView(figures, course, language) for language in languages]
    return (
        _environment()
        .get_template("report.html")
        .render(views=views, figures=figures, data=_data(figures, views), mark=mark)
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
