"""What may never be in a page, and every text of the course as HTML."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.feedback.markdown import to_html, to_text
from autograder.feedback.page import student_page
from autograder.results import ExerciseResult, Record
from course import catalog
from course.catalog import Course

from .conftest import ANSWERS

LINE = 18
"""Characters of a line of code from which it is telling."""

RECORD = Record(
    student="ana",
    unit="padding",
    language="en",
    status="graded",
    isolation="full",
    course_version="0",
    notebook_sha256="0",
    score=1.0,
    max_score=8.0,
)


def lines_of(path: Path) -> set[str]:
    lines = {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
    return {line for line in lines if len(line) >= LINE and not line.startswith(("import", "from"))}


def test_no_page_holds_a_line_of_a_check_a_solution_or_a_mistake(
    pages: Any, small_course: Path
) -> None:
    hidden = lines_of(small_course / "solutions" / "padding.py")
    for path in small_course.glob("exercises/*/*/*.py"):
        if path.name in {"checks.py", "mistakes.py", "oracle.py"}:
            hidden |= lines_of(path)
    own = {line.strip() for source in ANSWERS.values() if source for line in source.splitlines()}
    for page in pages.results.glob("*/*.html"):
        text = html.unescape(page.read_text(encoding="utf-8"))
        assert [line for line in hidden - own if line in text] == []


def test_no_page_holds_the_name_of_a_test_or_of_a_mistake(pages: Any, small_course: Path) -> None:
    course = catalog.load(small_course)
    names = {"checks.py", "mistakes.py", "mistake_in", "assert_close"}
    for exercise in course.units["padding"].exercises:
        blocks = exercise.texts("en")
        names |= {b.removeprefix("mistake_") for b in blocks if b.startswith("mistake_")}
        names |= {f"test_{check.name}" for f in exercise.functions for check in f.checks}
    for page in pages.results.glob("*/*.html"):
        text = page.read_text(encoding="utf-8")
        assert [name for name in names if "_" in name and name in text] == []


def test_an_unknown_unit_or_language_still_has_a_page(course: Course) -> None:
    page = student_page(replace(RECORD, unit="unknown", language="la", status="empty"), course).html
    assert f'<html lang="{course.languages[0]}">' in page
    assert page.count('<section class="row') == 0


COURSE = catalog.load()


@pytest.mark.parametrize("language", COURSE.languages)
@pytest.mark.parametrize("unit", COURSE.units)
def test_every_text_that_a_page_may_show_becomes_html(unit: str, language: str) -> None:
    """Formulas all become MathML: no dollar and no backslash is left for a reader."""
    for exercise in COURSE.units[unit].exercises:
        for block, text in exercise.texts(language).items():
            if not block.startswith(("mistake_", "check_", "hint_")):
                continue
            made = str(to_html(text))
            assert made.count("<math") == len(re.findall(r"\$\$.+?\$\$|\$[^$]+\$", text, re.S)), (
                block
            )
            readable = re.sub(r"<code>.*?</code>|<[^>]*>", "", made, flags=re.S)
            assert "$" not in readable, block
            assert "\\" not in readable, f"{block}: {readable}"
            assert "**" not in readable, block
            line = to_text(text)
            assert not re.search(r"[$\\]|\*\*|<m", re.sub(r"`[^`]*`", "", line)), f"{block}: {line}"


@pytest.mark.parametrize("language", COURSE.languages)
@pytest.mark.parametrize("unit", COURSE.units)
def test_a_page_can_be_made_of_every_mistake(unit: str, language: str) -> None:
    own = COURSE.units[unit]
    for exercise in own.exercises:
        mistakes = [b for b in exercise.texts(language) if b.startswith("mistake_")]
        for block in mistakes:
            rows = tuple(
                ExerciseResult(f.name, 0.0, f.points, "failed", block.removeprefix("mistake_"))
                for f in exercise.functions
            )
            made = replace(RECORD, unit=unit, language=language, exercises=rows)
            page = student_page(made, COURSE)
            assert page.html.count('<div class="mistake">') == len(rows) * len(COURSE.languages)
            assert page.gaps == ()
