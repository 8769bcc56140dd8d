"""`convalida check`: a notebook before it is handed in, in a kernel of its own."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from tests.checking.test_notebooks import saved_by_colab, saved_by_vs_code

pytestmark = pytest.mark.slow

Sentence = Callable[..., re.Pattern[str]]
Check = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def written(
    small_built: Path, answer: Callable[..., Any], solutions: Mapping[str, str]
) -> Callable[[str], Any]:
    """The notebook of a language with everything solved."""
    return lambda language: answer(
        small_built / language / "release" / "padding" / "padding.ipynb", solutions
    )


@pytest.fixture
def check(tmp_path: Path, small_course: Path, convalida: Callable[..., Any]) -> Check:
    def run(book: Any, *options: object) -> subprocess.CompletedProcess[str]:
        path = tmp_path / "padding.ipynb"
        path.write_text(nbformat.writes(book) if hasattr(book, "cells") else book)
        done: subprocess.CompletedProcess[str] = convalida(
            "check", path, "--course", small_course, *options
        )
        assert "Traceback" not in done.stderr
        return done

    return run


def cell(book: Any, name: str) -> Any:
    return next(cell for cell in book.cells if cell.id == name)


@pytest.mark.parametrize(("language", "saved"), [("en", saved_by_vs_code), ("es", saved_by_colab)])
def test_what_is_right_is_ready_in_the_language_of_the_notebook(
    check: Check,
    written: Callable[[str], Any],
    sentence: Sentence,
    language: str,
    saved: Callable[[Any], Any],
) -> None:
    """Whoever saved it; what only Colab can import is nobody's mistake."""
    done = check(saved(written(language)))
    assert (done.returncode, done.stderr) == (0, "")
    assert sentence(language, "check_ready").fullmatch(done.stdout.strip())


def test_everything_there_is_to_do_is_said_at_once(
    check: Check, written: Callable[[str], Any], sentence: Sentence, small_built: Path
) -> None:
    book = written("en")
    cell(book, "pad2d").source = cell(book, "pad2d").source.replace("return y", "return y * factor")
    cell(book, "pad2d").source = cell(book, "pad2d").source.replace("value: float = 0.0", "value")
    book.cells.insert(3, new_code_cell("factor = 2.0"))
    book.cells.append(new_code_cell("print(left_of_a_deleted_cell)"))
    release = nbformat.read(
        small_built / "en" / "release" / "padding" / "padding.ipynb", as_version=4
    )
    cell(book, "pad2d_backward").source = cell(release, "pad2d_backward").source
    done = check(book)
    first, *lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert sentence("en", "check_todo", count=len(lines)).fullmatch(first)
    for message, known in (
        ("check_header", {"function": "pad2d"}),
        ("check_variable", {"function": "pad2d", "name": "factor", "cell": 4}),
        ("not_implemented", {"function": "pad2d_backward"}),
        ("check_stopped", {"cell": len(book.cells)}),
    ):
        wanted = sentence("en", message, **known)
        assert len(list(filter(wanted.search, lines))) == 1, (message, done.stdout)
    spanish = check(book, "--language", "es")
    assert sentence("es", "check_variable", function="pad2d").search(spanish.stdout)


def test_a_function_that_is_gone_or_cannot_be_read_is_named(
    check: Check, written: Callable[[str], Any], sentence: Sentence
) -> None:
    book = written("es")
    book.cells = [each for each in book.cells if each.id != "pad2d_backward"]
    cell(book, "pad2d").source = "def pad2d(x, pad, value=0.0:\n    return x"
    done = check(book)
    assert done.returncode == 1
    assert sentence("es", "missing", function="pad2d_backward").search(done.stdout)
    assert sentence("es", "syntax_error", function="pad2d").search(done.stdout)


def test_an_example_that_does_not_agree_says_why(
    check: Check, written: Callable[[str], Any], sentence: Sentence
) -> None:
    book = written("en")
    cell(book, "pad2d").source = cell(book, "pad2d").source.replace("return y", "return y + 1")
    done = check(book)
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()[1:]
    assert sentence("en", "check_example").search(line)
    assert "pad2d(x" in line


def test_what_cannot_be_run_says_what_to_do(
    check: Check, written: Callable[[str], Any], sentence: Sentence
) -> None:
    book = written("es")
    source = cell(book, "pad2d").source
    cell(book, "pad2d").source = source.replace("def pad2d", "def pad_2d")
    source = cell(book, "pad2d_backward").source
    cell(book, "pad2d_backward").source = source.replace("return ", "return gone + ", 1)
    book.cells.append(new_code_cell("name = input()"))
    done = check(book)
    for message, known in (
        ("check_renamed", {"function": "pad2d", "near": "pad_2d"}),
        ("check_unmet", {"function": "pad2d_backward", "names": "gone"}),
        ("check_input", {"cell": len(book.cells)}),
    ):
        assert sentence("es", message, **known).search(done.stdout), done.stdout


def test_a_kernel_that_ends_is_said_with_its_cell(
    check: Check, written: Callable[[str], Any], sentence: Sentence
) -> None:
    book = written("en")
    book.cells.insert(4, new_code_cell("import os\nos._exit(3)"))
    assert sentence("en", "check_died").search(check(book).stdout)


@pytest.mark.parametrize("text", ["", "{", json.dumps({"cells": 3}), "<html>"])
def test_what_is_no_notebook_is_said_in_a_line(check: Check, text: str) -> None:
    done = check(text)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2


def test_a_path_that_is_not_there(
    convalida: Callable[..., Any], sentence: Sentence, tmp_path: Path
) -> None:
    done = convalida("check", tmp_path / "nowhere.ipynb", locale="es_ES.UTF-8")
    assert done.returncode == 2
    assert sentence("es", "path_not_found").search(done.stderr)
