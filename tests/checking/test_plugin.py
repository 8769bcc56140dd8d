"""`pytest exercises/<unit> --submission notebook.ipynb`, as a teacher runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.sentences import sentences
from course.model import Course

from ..tiny import write_tiny_course
from .answers import KNOWN

ROOT = Path(__file__).resolve().parents[2]


def checks(*arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
    """pytest in the repository, with its own settings."""
    return checks_in(ROOT, *arguments, **variables)


def checks_in(
    folder: Path, *arguments: object, **variables: str
) -> subprocess.CompletedProcess[str]:
    options = ["-p", "no:cacheprovider", "-q"]
    return subprocess.run(
        [sys.executable, "-P", "-m", "pytest", *options, *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C.UTF-8", **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def counts(done: subprocess.CompletedProcess[str]) -> dict[str, int]:
    last = done.stdout.strip().splitlines()[-1]
    return {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", last)}


@pytest.fixture(scope="module")
def handed_in(
    built: Path,
    answer: Callable[..., Any],
    solutions: Mapping[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., Path]:
    """A notebook of `padding` with some functions answered otherwise."""
    release = built / "en" / "release" / "padding" / "padding.ipynb"
    folder = tmp_path_factory.mktemp("handed-in")

    def write(name: str, **answers: str) -> Path:
        path = folder / f"{name}.ipynb"
        nbformat.write(answer(release, {**solutions, **answers}), path)
        return path

    return write


@pytest.mark.slow
def test_the_references_pass_and_a_right_notebook_too(handed_in: Callable[..., Path]) -> None:
    own = counts(checks("exercises/padding"))
    assert own.keys() == {"passed"}
    done = checks("exercises/padding", "--submission", handed_in("right"))
    assert done.returncode == 0, done.stdout
    assert counts(done) == own


@pytest.mark.slow
def test_a_wrong_notebook_shows_what_it_fails(handed_in: Callable[..., Path]) -> None:
    path = handed_in("wrong", pad2d=KNOWN["value_ignored"])
    done = checks("exercises/padding/pad2d", "--submission", path)
    assert done.returncode == 1
    failed = re.findall(r"^FAILED exercises/padding/pad2d/checks\.py::(\w+)", done.stdout, re.M)
    assert set(failed) == {"test_border_value"}
    assert "values differ" in done.stdout


@pytest.mark.slow
def test_only_the_checks_of_the_notebooks_unit_are_run(handed_in: Callable[..., Path]) -> None:
    done = checks("exercises/padding", "exercises/pooling", "--submission", handed_in("other"))
    assert done.returncode == 0, done.stdout
    assert counts(done).keys() == {"passed", "deselected"}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    ("content", "message", "known"),
    [
        (None, "path_not_found", {}),
        (b"not JSON", "not_json", {"line": 1, "cause": "Expecting value"}),
        (b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []}', "no_code", {}),
    ],
)
def test_what_is_no_notebook_is_wrong_usage(
    course: Course,
    tmp_path: Path,
    content: bytes | None,
    message: str,
    known: dict[str, Any],
    language: str,
) -> None:
    path = tmp_path / "book.ipynb"
    if content is not None:
        path.write_bytes(content)
    done = checks("exercises/padding/same_padding", "--submission", path, LC_ALL=language)
    said = sentences(language, course)(message, path=path, **known)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert said in done.stderr
    assert str(path) in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("options", "variables", "words"),
    [
        ((), {"PATH": "/nowhere"}, "bubblewrap is missing: apt-get install bubblewrap"),
        (
            ("--convalida-course", "/nowhere"),
            {},
            "/nowhere/course/course.toml: is missing: create it",
        ),
    ],
)
def test_what_is_missing_is_said_without_a_traceback(
    handed_in: Callable[..., Path],
    options: tuple[str, ...],
    variables: dict[str, str],
    words: str,
) -> None:
    book = handed_in("right")
    done = checks("exercises/padding/same_padding", "--submission", book, *options, **variables)
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert words in done.stderr
    assert "Traceback" not in done.stdout + done.stderr


@pytest.fixture
def own_course(tmp_path: Path) -> Path:
    """A course of one's own whose checks import from its own `solutions`, and an ini file."""
    root = tmp_path / "mine"
    write_tiny_course(root)
    (root / "pytest.ini").write_text("[pytest]\naddopts = -p autograder.checking.plugin\n")
    (root / "solutions" / "sizes.py").write_text("SIDES = 2\n")
    path = root / "exercises" / "tiny" / "times" / "checks.py"
    path.write_text(f"from solutions.sizes import SIDES\n\n{path.read_text()}")
    return root


def test_the_checks_of_a_course_of_ones_own_import_its_own_solutions(own_course: Path) -> None:
    done = checks_in(own_course, "exercises")
    assert counts(done) == {"passed": 7}, done.stdout


def test_checks_beside_the_course_are_named(own_course: Path) -> None:
    exercise = own_course / "exercises" / "tiny" / "times"
    shutil.copytree(exercise, exercise.with_name("stray"))
    done = checks_in(own_course, "exercises", LC_ALL="es_UY.UTF-8")
    place = "exercises/tiny/stray/checks.py::test_zero"
    said = sentences("es")("check_of_no_exercise")
    assert f"{place}: {said}" in done.stdout
    assert counts(done) == {"passed": 7, "errors": 7}
