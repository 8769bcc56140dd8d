"""What is wrong with a course is said in the author's language: the place, then what to do."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.checking.cases import BrokenCheck
from autograder.engines.tasks import EngineError
from course.files import CatalogError
from course.problems import ProblemError, at
from course.stubs import MarkerError

from ..edits import Edit, append, delete, replace, sentences

LOCALES = {"en": "C.UTF-8", "es": "es_UY.UTF-8"}

COURSE = "course/course.toml"
EXERCISE = "exercises/padding/pad2d"
SOLUTION = "solutions/padding.py"

Sentence = Callable[..., re.Pattern[str]]


# fmt: off
BROKEN: dict[str, tuple[Edit, str, str, dict[str, str]]] = {
    # name: (how it is broken, the place that is named, the message, some of its parts)
    "no course": (delete(COURSE), COURSE, "file_missing", {}),
    "a missing file": (
        delete(f"{EXERCISE}/checks.py"), f"{EXERCISE}/checks.py", "file_missing", {}),
    "an unknown key": (
        append(f"{EXERCISE}/exercise.toml", "\n[hints]\n"),
        f"{EXERCISE}/exercise.toml", "key_unknown", {"key": "hints", "known": "bonus, functions"}),
    "a number that is a text": (
        replace(COURSE, "call_seconds = 1.0", 'call_seconds = "1"'),
        f"{COURSE}: limits.call_seconds", "number_wanted", {}),
    "a unit that is not there": (
        replace(COURSE, "[limits]", 'demo = ["sculpture"]\n[limits]'),
        f"{COURSE}: demo", "unknown_unit_asked", {"name": "sculpture", "known": "padding"}),
    "a solution without a marker": (
        replace(SOLUTION, "### BEGIN SOLUTION", "# here"),
        f"{SOLUTION}: pad2d", "no_markers", {"begin": "### BEGIN SOLUTION"}),
    "a solution that is not Python": (
        replace(SOLUTION, "def pad2d(", "def pad2d(("), f"{SOLUTION}:11", "cannot_be_read", {}),
    "a text that is no template": (
        replace(f"{EXERCISE}/es.md", "<% block title %>", "<% blok title %>"),
        f"{EXERCISE}/es.md:2", "not_a_template", {}),
}
# fmt: on


@pytest.mark.parametrize(
    ("command", "case", "language"),
    [
        *(("build", case, "es") for case in BROKEN),
        ("build", "a missing file", "en"),
        ("verify", "a solution without a marker", "es"),
        ("verify", "a solution that is not Python", "es"),
    ],
)
def test_a_broken_course_is_one_line_and_1(
    convalida: Callable[..., Any],
    sentence: Sentence,
    mini: Path,
    tmp_path: Path,
    command: str,
    case: str,
    language: str,
) -> None:
    edit, place, message, parts = BROKEN[case]
    edit(mini)
    out = ["--out", tmp_path / "out"] if command == "build" else []
    done = convalida(command, "--course", mini, *out, locale=LOCALES[language])
    assert done.returncode == 1
    assert command == "verify" or not done.stdout
    (line,) = done.stderr.splitlines()
    start = f"{mini / place}: "
    assert line.startswith(start)
    assert sentence(language, message, **parts).fullmatch(line.removeprefix(start))
    assert not list((tmp_path / "out").rglob("*.ipynb"))


IN_ONE_RUN: list[tuple[Edit, str, str, dict[str, str]]] = [
    (
        sentences("es", given_frame="Un marco."),
        "course/locale/en.po",
        "message_in_one",
        {"name": "given_frame", "first": "es", "other": "en"},
    ),
    (
        replace("course/units/padding/es.md", "<% block title %>\n", "<% block title %>\n$x$ "),
        "course/units/padding/es.md: title",
        "formulas_differ",
        {"parts": "$x$"},
    ),
    (
        append(f"{EXERCISE}/en.md", "\n<% block hint_last %>\nLast.\n<% endblock %>\n"),
        f"{EXERCISE}/en.md",
        "block_unknown",
        {"block": "hint_last"},
    ),
    (
        append(f"{EXERCISE}/mistakes.py", "\nvalue_again = mistake_in('pad2d')(value_ignored)\n"),
        f"{EXERCISE}/mistakes.py",
        "mistakes_alike",
        {"one": "value_ignored", "other": "value_again"},
    ),
]


def test_verify_says_each_problem_in_spanish(
    convalida: Callable[..., Any], sentence: Sentence, mini: Path
) -> None:
    for edit, *_ in IN_ONE_RUN:
        edit(mini)
    done = convalida("verify", "--course", mini, locale=LOCALES["es"])
    assert done.returncode == 1, done.stderr
    lines = done.stderr.splitlines()
    for _, place, message, parts in IN_ONE_RUN:
        start = f"{mini / place}: "
        said = [line.removeprefix(start) for line in lines if line.startswith(start)]
        assert any(sentence("es", message, **parts).fullmatch(each) for each in said), lines


def test_a_check_that_breaks_stops_a_class_in_spanish(
    convalida: Callable[..., Any],
    sentence: Sentence,
    mini: Path,
    tmp_path: Path,
    plain_notebook: Callable[..., Any],
) -> None:
    append(f"{EXERCISE}/checks.py", "\n\ndef test_more(submission):\n    pass\n")(mini)
    nbformat.write(plain_notebook("def pad2d(x, pad, value=0.0): ..."), tmp_path / "ana.ipynb")
    arguments = [tmp_path / "ana.ipynb", "--course", mini, "--out", tmp_path / "out"]
    done = convalida("grade", *arguments, locale=LOCALES["es"])
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    start = f"{mini / EXERCISE / 'exercise.toml'}: "
    pattern = sentence("es", "check_without_points", check="more")
    assert pattern.fullmatch(line.removeprefix(start))


@pytest.mark.parametrize("kind", [CatalogError, MarkerError, BrokenCheck, EngineError])
def test_an_error_crosses_to_another_process_whole(kind: type[ProblemError]) -> None:
    error = kind(at(Path("course.toml"), "limits"), "key_missing", {"key": "{points}"})
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is kind
    assert copy.problem == error.problem
    assert str(copy) == "course.toml: limits: the key {points} is missing: add it"
