"""A third language is a new file beside the two and a new catalogue: no code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.sentences import LOCALE
from course import catalog, texts
from course.languages import catalogue_problems, exercise_problems, unit_problems

from ..edits import sentences

MESSAGES = {
    "your_code_here": "Escreve o teu código aqui. ",
    "to_think_about": "Para pensar. ",
    "what_happened": "O que aconteceu. ",
}
BLOCKS = {
    "<% block title %>\n": "Preencher uma imagem. ",
    "<% block statement %>\n": "Uma moldura em volta. ",
    "<% block docstring_pad2d %>\n": "Põe uma moldura. ",
    "<% block mistake_value_ignored %>\n": "A moldura é sempre 0. ",
    "![": "Numa folha maior. ",
}


def ours() -> dict[str, str]:
    """Every sentence of the two catalogues, with Portuguese words in some."""
    return {
        name: MESSAGES.get(name, "") + sentence
        for folder in (LOCALE, texts.LOCALE)
        for name, sentence in texts.read_catalogue(folder / "en.po").items()
    }


@pytest.fixture
def with_portuguese(mini: Path) -> Path:
    """A course with files for `pt`, made from those for `en`, and one word in course.toml."""
    for english in (
        *mini.glob("exercises/*/*/en.md"),
        *mini.glob("course/units/*/en.md"),
    ):
        text = english.read_text(encoding="utf-8")
        for place, words in BLOCKS.items():
            text = text.replace(place, place + words)
        english.with_stem("pt").write_text(text, encoding="utf-8")
    sentences("pt", **ours())(mini)
    toml = mini / "course" / "course.toml"
    toml.write_text(toml.read_text().replace('["en", "es"]', '["en", "es", "pt"]'))
    return mini


def test_it_is_built_like_the_others(
    with_portuguese: Path, convalida: Callable[..., Any], tmp_path: Path
) -> None:
    out = tmp_path / "built"
    done = convalida("build", "--course", with_portuguese, "--language", "pt", "--out", out)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 3
    book = nbformat.read(out / "pt" / "release" / "padding" / "padding.ipynb", as_version=4)
    assert book.metadata.convalida.language == "pt"
    text = "\n".join(cell.source for cell in book.cells)
    for words in ("## Preencher uma imagem. ", "Uma moldura em volta. ", "## Para pensar. "):
        assert words in text
    assert "    # Escreve o teu código aqui. " in text
    assert '    """Põe uma moldura. ' in text
    assert "![Numa folha maior. " in text
    config = (out / "pt" / "nbgrader_config.py").read_text(encoding="utf-8")
    assert "Escreve o teu código aqui" in config


def test_it_is_held_to_the_same_rules(with_portuguese: Path) -> None:
    course = catalog.load(with_portuguese)
    unit = course.units["padding"]
    exercise = unit.exercises[0]
    names = [b.removeprefix("mistake_") for b in exercise.texts("en") if b.startswith("mistake_")]
    assert catalogue_problems(course, LOCALE) == []
    assert unit_problems(course, unit) == []
    assert exercise_problems(course, exercise, names) == []
    (exercise.folder / "pt.md").write_text("<% block title %>x<% endblock %>", encoding="utf-8")
    copy = with_portuguese.rename(with_portuguese.with_name("changed"))
    course = catalog.load(copy)
    found = exercise_problems(course, course.units["padding"].exercises[0], names)
    assert found
    assert all("pt.md" in problem.place for problem in found)


@pytest.mark.slow
def test_a_student_is_answered_in_it(
    with_portuguese: Path, grade: Callable[..., Any], solutions: Mapping[str, str]
) -> None:
    book = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                "import numpy as np\ndef pad2d(x, pad, value=0.0):\n"
                "    if isinstance(pad, int):\n        pad = (pad, pad)\n"
                "    pad = tuple((p, p) if isinstance(p, int) else p for p in pad)\n"
                "    return np.pad(x, ((0, 0), (0, 0), *pad))\n"
            )
        ],
        metadata={"convalida": {"unit": "padding", "language": "pt"}},
    )
    graded = grade(with_portuguese, {"ana": book})
    assert graded.row("ana", "pad2d")["mistake"] == "value_ignored"
    page = graded.page("ana").read_text(encoding="utf-8")
    assert '<html lang="pt">' in page
    assert "A moldura é sempre 0" in page
    assert "O que aconteceu" in page
