"""A course of one's own has no catalogues and no templates, unless it wants its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest

from ..edits import append, replace, sentences, template, write

LOCALES = {"en": "C.UTF-8", "es": "es_UY.UTF-8"}
SETUP = "course/units/padding/setup.py"

Sentence = Callable[..., re.Pattern[str]]


def text_of(path: Path) -> str:
    return "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)


def release(built: Path, language: str) -> Path:
    return built / language / "release" / "padding" / "padding.ipynb"


def test_it_is_built_verified_and_graded_without(
    small_course: Path,
    small_built: Path,
    convalida: Callable[..., Any],
    grade: Callable[..., Any],
    solutions: Mapping[str, str],
    answer: Callable[..., Any],
) -> None:
    assert {path.name for path in (small_course / "course").iterdir()} == {"course.toml", "units"}
    assert "# Escribe aquí tu código" in text_of(release(small_built, "es"))
    done = convalida("verify", "--course", small_course)
    said = [line for line in done.stderr.splitlines() if " a second, " not in line]
    assert (done.returncode, said) == (0, []), done.stdout
    book = release(small_built, "es")
    graded = grade(small_course, {"ana": answer(book, solutions), "bruno": answer(book, {})})
    assert graded.done.returncode == 0, graded.done.stderr
    assert graded.records["ana"]["score"] == graded.records["ana"]["max_score"]
    assert graded.records["bruno"]["score"] == 0
    assert "Qué hacer ahora" in graded.page("bruno").read_text(encoding="utf-8")


def test_the_tiny_course_is_built_and_graded_without(
    tiny_course: Path,
    convalida: Callable[..., Any],
    grade: Callable[..., Any],
    plain_notebook: Callable[..., Any],
    tmp_path: Path,
) -> None:
    assert not (tiny_course / "course" / "locale").exists()
    assert not (tiny_course / "course" / "templates").exists()
    done = convalida("build", "--course", tiny_course, "--out", tmp_path / "build")
    assert (done.returncode, done.stderr) == (0, "")
    book = plain_notebook("def double(x): return 2 * x", "def quadruple(x): return 4 * x")
    graded = grade(tiny_course, {"ana": book})
    assert graded.done.returncode == 0, graded.done.stderr
    assert graded.records["ana"]["score"] == graded.records["ana"]["max_score"]


def test_its_own_sentences_and_templates_come_before_ours(
    mini: Path, convalida: Callable[..., Any], grade: Callable[..., Any], tmp_path: Path
) -> None:
    sentences("en", your_code_here="Here, please", what_happened="This is what happened")(mini)
    said = '<< t("how_to_work") if torch else t("how_to_work_plain") >>'
    template("unit.jinja", said, "From the top.")(mini)
    done = convalida("build", "--course", mini, "--out", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    text = text_of(release(tmp_path, "en"))
    assert "# Here, please" in text
    assert "From the top." in text
    assert "## To think about" in text
    assert "# Escribe aquí tu código" in text_of(release(tmp_path, "es"))
    wrong = nbformat.read(release(tmp_path, "en"), as_version=4)
    for cell in wrong.cells:
        cell.source = cell.source.replace("raise NotImplementedError", "return 0 * x")
    graded = grade(mini, {"ana": wrong})
    page = graded.page("ana").read_text(encoding="utf-8")
    assert "This is what happened" in page
    assert "A small input that shows it" in page


@pytest.mark.parametrize("language", LOCALES)
def test_a_sentence_that_cannot_be_said_is_named_once_and_ours_stands_in_its_place(
    mini: Path,
    convalida: Callable[..., Any],
    sentence: Sentence,
    tmp_path: Path,
    language: str,
) -> None:
    sentences("es", compare_nothing="{etiqueta}: nada")(mini)
    done = convalida("build", "--course", mini, "--out", tmp_path, locale=LOCALES[language])
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 6
    (line,) = done.stderr.splitlines()
    start = f"{mini / 'course' / 'locale' / 'es.po'}: "
    assert line.startswith(start)
    pattern = sentence(language, "placeholder_unknown", name="etiqueta")
    assert pattern.fullmatch(line.removeprefix(start))
    assert "{call} no devolvió nada: ¿falta `return`" in text_of(release(tmp_path, "es"))


def test_a_catalogue_that_cannot_be_read_ends_nothing(
    mini: Path,
    convalida: Callable[..., Any],
    grade: Callable[..., Any],
    sentence: Sentence,
    tmp_path: Path,
) -> None:
    sentences("es")(mini)
    write("course/locale/es.po", '"alone"\n')(mini)
    done = convalida("build", "--course", mini, "--out", tmp_path)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"{mini / 'course' / 'locale' / 'es.po'}: cannot be read: ")
    graded = grade(mini, {"ana": nbformat.read(release(tmp_path, "es"), as_version=4)})
    assert graded.done.returncode == 1
    pattern = sentence("en", "sentence_missing", name="es.po")
    said = [line for line in graded.done.stderr.splitlines() if pattern.fullmatch(line)]
    assert len(said) == 1
    assert "Qué hacer ahora" in graded.page("ana").read_text(encoding="utf-8")
    done = convalida("explain", graded.results / "padding" / "ana.json", "--course", mini)
    assert done.returncode == 1
    assert done.stderr == f"{line}\n"
    assert "Qué hacer ahora" in done.stdout


def test_a_language_that_nobody_speaks_is_built_in_english(
    mini: Path, convalida: Callable[..., Any], sentence: Sentence, tmp_path: Path
) -> None:
    for english in (*mini.glob("exercises/*/*/en.md"), *mini.glob("course/units/*/en.md")):
        english.with_stem("pt").write_text(english.read_text(encoding="utf-8"), encoding="utf-8")
    replace("course/course.toml", '"es"', '"pt"')(mini)
    done = convalida("build", "--course", mini, "--out", tmp_path)
    assert done.returncode == 1
    assert "# Write your code here" in text_of(release(tmp_path, "pt"))
    (line,) = done.stderr.splitlines()
    start = f"{mini / 'course' / 'locale' / 'pt.po'}: "
    assert line.startswith(start)
    assert sentence("en", "file_missing").fullmatch(line.removeprefix(start))


def test_a_given_function_may_bring_its_own_docstring(
    mini: Path, convalida: Callable[..., Any], tmp_path: Path
) -> None:
    append(SETUP, '\n\ndef half(x):\n    """x / 2."""\n    return x / 2\n')(mini)
    done = convalida("build", "--course", mini, "--out", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert text_of(release(tmp_path, "es")).count('def half(x):\n    """x / 2."""\n    return') == 1
    append(SETUP, "\n\ndef twice(x):\n    return 2 * x\n")(mini)
    done = convalida("build", "--course", mini, "--out", tmp_path)
    assert done.returncode == 1
    assert [line.rpartition(": ")[2] for line in done.stderr.splitlines()] == [
        "no message given_twice in the catalogue"
    ] * 2
    sentences("en", given_twice="2 x.")(mini)
    sentences("es", given_twice="2 x.")(mini)
    done = convalida("build", "--course", mini, "--out", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
