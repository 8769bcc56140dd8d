"""A record -> the student's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from autograder.feedback.freshness import mark_of
from autograder.feedback.markdown import to_html
from autograder.results import ExerciseResult, Record
from course.catalog import Course, Unit
from course.texts import Blocks, Translation

HINTS = ("hint_concept", "hint_shapes", "hint_line")


@dataclass(frozen=True)
class Row:
    """What the page says of one function: the result and the course's texts about it."""

    result: ExerciseResult
    title: str
    checks: Mapping[str, Markup]
    mistake: Markup | None
    hints: Mapping[str, Markup]


@dataclass(frozen=True)
class Page:
    """HTML, and the ids of sentences that its language lacks."""

    html: str
    gaps: tuple[str, ...]


def student_page(record: Record, course: Course) -> Page:
    """In the record's language (the course's first, if it does not teach in that one)."""
    language = record.language if record.language in course.languages else course.languages[0]
    t = Translation(course.locale, language)
    unit = course.units.get(record.unit)
    html = (
        _environment()
        .get_template("student.html")
        .render(
            record=record,
            language=language,
            t=t,
            mark=mark_of(record.to_json().encode(), course, record.unit),
            title=unit.texts(language)["title"] if unit else record.unit,
            rows=[_row(result, unit, language) for result in record.exercises] if unit else [],
            sentence=lambda message: t(message.id, **message.args),
            value=lambda value: show(value, t),
        )
    )
    return Page(html, tuple(t.gaps))


def show(value: Any, t: Translation) -> str:
    """A value of a counterexample, in the form that `checking.counterexample.plain` gives it."""
    if isinstance(value, list):
        return "(" + ", ".join(show(each, t) for each in value) + ("," * (len(value) == 1)) + ")"
    if not isinstance(value, dict):
        return str(value)
    if "raised" in value:
        return f"{value['raised']}: {value['text']}"
    if "dict" in value:
        return "\n".join(f"{name}:\n{show(each, t)}" for name, each in value["dict"].items())
    if "list" in value:
        return "[" + ", ".join(show(each, t) for each in value["list"]) + "]"
    shape = tuple(value["shape"])
    if value["values"] is None:
        return t("array_too_large", shape=shape)
    values = np.array(value["values"], dtype=value["dtype"]).reshape(shape)
    return f"{np.array2string(values, separator=', ')}  {t('of_shape', shape=shape)}"


def _row(result: ExerciseResult, unit: Unit, language: str) -> Row:
    texts: Blocks = unit.exercise_of(result.name).texts(language)
    failed = result.verdict != "passed"
    return Row(
        result=result,
        title=texts["title"],
        checks={check.name: to_html(texts[f"check_{check.name}"]) for check in result.checks},
        mistake=to_html(texts[f"mistake_{result.mistake}"]) if result.mistake else None,
        hints={hint: to_html(texts[hint]) for hint in HINTS} if failed else {},
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["asdict"] = asdict
    return environment
