"""A record -> the student's page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from autograder.feedback.freshness import mark_of
from autograder.feedback.markdown import to_html
from autograder.feedback.svg import draw
from autograder.feedback.view import SIGNS, View, languages_of
from autograder.results import Record
from autograder.tables import written as points
from course.catalog import Course

HASH = re.compile(r"[0-9a-f]{64}")


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


def _lines_of_hash(value: str) -> list[str]:
    """Where a long hash may be broken on a phone; any other value in one piece."""
    if not HASH.fullmatch(value):
        return [value]
    return [value[i : i + 16] for i in range(0, len(value), 16)]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(html=to_html, svg=draw, lines_of_hash=_lines_of_hash)
    environment.globals.update(points=points, SIGNS=SIGNS)
    return environment
