"""What `convalida new` wrote and nobody has filled yet."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path

from course.exercises import Exercise
from course.model import Course, Unit
from course.problems import Problem
from course.texts import Message

MARK = "TO_FILL"
"""Stands in a skeleton wherever something is to be written."""

FILES = {
    "examples.py": "to_fill_examples",
    "checks.py": "to_fill_checks",
    "mistakes.py": "to_fill_mistakes",
    "oracle.py": "to_fill_oracle",
}
"""Files of an exercise, by the message that says what belongs there."""


def unit_placeholders(course: Course, unit: Unit) -> Iterator[Problem]:
    """A problem for each text of the unit that is still the skeleton's."""
    yield from texts_to_fill(course, unit.folder)
    for question in unit.questions:
        yield from texts_to_fill(course, question.folder)


def exercise_placeholders(course: Course, unit: Unit, exercise: Exercise) -> Iterator[Problem]:
    """The same for the files of an exercise and its solution, in the order to write them in."""
    yield from _in_solution(unit, exercise)
    for name, message in FILES.items():
        yield from _in_file(exercise.folder / name, message)
    yield from texts_to_fill(course, exercise.folder)


def texts_to_fill(course: Course, folder: Path) -> list[Problem]:
    """A problem for each language in which texts of `folder` are still the skeleton's."""
    files = (folder / f"{language}.md" for language in course.languages)
    return [problem for file in files for problem in _in_file(file, "to_fill_texts")]


def _statements(path: Path) -> Sequence[ast.stmt]:
    """None of a file that cannot be read, which is a problem of its own."""
    try:
        return ast.parse(path.read_text(encoding="utf-8")).body
    except (OSError, SyntaxError, ValueError):
        return ()


def _in_solution(unit: Unit, exercise: Exercise) -> Iterator[Problem]:
    """Lines are those of the file, which has the functions of other exercises, too."""
    own = {function.name for function in exercise.functions}
    lines = []
    for node in _statements(unit.solution_path):
        if getattr(node, "name", None) in own:
            span = range(node.lineno, (node.end_lineno or node.lineno) + 1)
            lines += [n for n in _marked(unit.solution_path) if n in span]
    if lines:
        yield _problem(unit.solution_path, "to_fill_solution", lines)


def _in_file(path: Path, message_id: str) -> Iterator[Problem]:
    if path.is_file() and (lines := _marked(path)):
        yield _problem(path, message_id, lines)


def _marked(path: Path) -> list[int]:
    text = path.read_bytes().decode(errors="replace")
    return [number for number, line in enumerate(text.splitlines(), 1) if MARK in line]


def _problem(path: Path, message_id: str, lines: list[int]) -> Problem:
    return Problem(f"{path}:{lines[0]}", Message(message_id, {"count": len(lines), "mark": MARK}))
