"""Errors that reach people: one base, a code each, and their tree in one docstring."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import autograder
from course import problems
from course.problems import Problem, ProblemError, at, gaps_of
from course.texts import LOCALE, Message, Translation

LINE = re.compile(r"^    ( *)(\w+) +(\d)  ", re.MULTILINE)

Error = tuple[str, str, int]
"""Its parent, its name, and the code that the command ends with."""


def written(docstring: str) -> Iterator[Error]:
    above: list[str] = []
    for indent, name, code in LINE.findall(docstring):
        above = [*above[: len(indent) // 4], name]
        yield above[-2] if indent else "Exception", name, int(code)


def defined(kind: type[ProblemError]) -> Iterator[Error]:
    yield kind.__bases__[0].__name__, kind.__name__, kind.exit_code
    for child in kind.__subclasses__():
        yield from defined(child)


def test_the_docstring_has_the_tree_of_errors() -> None:
    for module in pkgutil.walk_packages(autograder.__path__, "autograder."):
        if not re.search(r"\.inside\b|\.__main__$", module.name):
            importlib.import_module(module.name)
    assert sorted(written(problems.__doc__ or "")) == sorted(defined(ProblemError))


def test_a_problem_without_a_place_is_its_sentence_alone() -> None:
    message = Message("block_empty", {"block": "title"})
    said = "the block title is empty: write it"
    assert str(Problem("", message)) == said
    assert str(Problem(at("en.md", "", "x"), message)) == f"en.md: x: {said}"


def test_what_only_the_grader_says_keeps_its_arguments_in_a_traceback() -> None:
    error = ProblemError("unit", "check_without_points", {"check": "zero"})
    assert str(error) == "unit: check_without_points {'check': 'zero'}"


def test_what_a_language_lacks_is_said_of_the_catalogue_where_it_belongs(tmp_path: Path) -> None:
    (tmp_path / "en.po").write_text('"alone"', encoding="utf-8")
    t = Translation("es", tmp_path, LOCALE)
    t("wrong/colour.po")
    unreadable, missing = gaps_of(t)
    assert (unreadable.place, unreadable.message.id) == (f"{tmp_path}/en.po", "cannot_be_read")
    assert missing.place == f"{tmp_path}/es.po"
    assert missing.message == Message("message_missing", {"name": "wrong/colour.po"})
