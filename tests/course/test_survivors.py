"""Who passes the visible examples of a notebook is right, as far as the course knows."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache

import pytest

from course import catalog
from course.notebooks import sections

from ..checking.answers import RIGHT
from ..checking.test_styles import POOLING
from ..explaining.unseen import unseen
from .survivors import Notebook, notebooks, survivors

COURSE = catalog.load()
EXERCISES = [exercise for unit in COURSE.units.values() for exercise in unit.exercises]
STYLES = [
    *(("padding", "pad2d", source) for source in RIGHT.values()),
    *(("pooling", "max_pool2d", source) for source in POOLING.values()),
]
SURVIVORS: dict[str, list[str]] = {}
"""Functions whose examples a known mistake passes: there is none."""

LINES = 40
"""Of the examples of one function: a beginner reads them."""


@cache
def books(unit: str) -> Mapping[str, Notebook]:
    return {book.function: book for book in notebooks(COURSE, COURSE.units[unit])}


@pytest.mark.parametrize("unit", COURSE.units)
def test_no_known_mistake_passes_every_example(unit: str) -> None:
    functions = COURSE.units[unit].functions
    expected = {function: SURVIVORS.get(function, []) for function in functions}
    assert survivors(COURSE.units[unit], books(unit).values()) == expected


@pytest.mark.parametrize("unit", COURSE.units)
def test_nor_does_an_answer_that_nobody_had_seen(unit: str) -> None:
    passing = []
    for answer in unseen(unit):
        book = books(unit)[answer.function]
        if book.passes(book.with_cell(answer.source)):
            passing.append(f"{answer.function}: {answer.what}")
    assert passing == []


@pytest.mark.parametrize(("unit", "function", "source"), STYLES)
def test_right_answers_pass_in_any_style(unit: str, function: str, source: str) -> None:
    book = books(unit)[function]
    assert book.passes(book.with_cell(source))


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)
def test_examples_are_few_compare_something_and_show_what_is_refused(
    exercise: catalog.Exercise,
) -> None:
    texts = exercise.texts(COURSE.languages[0])
    for function, code in sections(exercise.folder / "examples.py").items():
        calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
        compared = [call for call in calls if ast.unparse(call.func) == "compare"]
        given = {keyword.arg for call in compared for keyword in call.keywords}
        assert "expected" in given
        assert ("raises" in given) is ("Raises" in texts[f"docstring_{function}"])
        assert len(code.splitlines()) <= LINES
