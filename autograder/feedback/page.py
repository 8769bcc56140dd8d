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

from autograder.feedback.markdown import to_html
from autograder.results import ExerciseResult, Message, Record
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


def student_page(record: Record, course: Course) -> str:
    """HTML in the record's language (the course's first, if it does not teach in that one)."""
    language = record.language if record.language in course.languages else course.languages[0]
    t = Translation(course.locale, language)
    unit = course.units.get(record.unit)
    return (
        _environment()
        .get_template("student.html")
        .render(
            record=record,
            language=language,
            t=t,
            title=unit.texts(language)["title"] if unit else record.unit,
            rows=[_row(result, unit, language) for result in record.exercises] if unit else [],
            sentence=lambda message: sentence(t, message),
            value=lambda value: show(value, t),
        )
    )


def sentence(t: Translation, message: Message) -> str:
    """A message in words; names of checks are left to the page."""
    return t(message.id, **message.args)


def show(value: Any, t: Translation) -> str:
    """A value of a counterexample as a person would write it."""
    if isinstance(value, dict) and {"dtype", "shape", "values"} <= value.keys():
        shape = tuple(value["shape"])
        if value["values"] is None:
            return t("array_too_large", shape=shape)
        values = np.array(value["values"], dtype=value["dtype"])
        return f"{np.array2string(values, separator=', ')}  {t('of_shape', shape=shape)}"
    if isinstance(value, dict) and "raised" in value:
        return f"{value['raised']}: {value['text']}"
    if isinstance(value, dict):
        return "\n".join(f"{name}:\n{show(each, t)}" for name, each in value.items())
    if isinstance(value, list):
        return "(" + ", ".join(show(each, t) for each in value) + ")"
    return str(value)


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
