"""A record -> the student's page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from autograder.feedback.freshness import mark_of
from autograder.feedback.markdown import to_html
from autograder.feedback.svg import draw
from autograder.feedback.view import SIGNS, View, languages_of, points
from autograder.results import Record
from course.catalog import Course


@dataclass(frozen=True)
class Page:
    """HTML, and the ids of sentences that its languages lack."""

    html: str
    gaps: tuple[str, ...]


def student_page(record: Record, course: Course) -> Page:
    """In every language of the course: the record's is shown, the others are one link away."""
    views = [View(record, course, language) for language in languages_of(record, course)]
    html = (
        _environment()
        .get_template("student.html")
        .render(
            record=record,
            views=views,
            mark=mark_of(record.to_json().encode(), course, record.unit),
        )
    )
    gaps = dict.fromkeys(gap for view in views for gap in view.t.gaps)
    return Page(html, tuple(gaps))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(html=to_html, svg=draw)
    environment.globals.update(points=points, SIGNS=SIGNS)
    return environment
