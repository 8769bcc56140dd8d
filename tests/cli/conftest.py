"""What the command says, in the words of a catalogue; and a class of three that it graded."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder import sentences
from course import texts

from ..tiny import write_tiny_course
from .team import CLASS, Team


@pytest.fixture(scope="session")
def sentence() -> Callable[..., re.Pattern[str]]:
    """A pattern for a message of a language; what is not given may be anything."""
    catalogues = {
        language: {
            name: said
            for folder in (sentences.LOCALE, texts.LOCALE)
            for name, said in texts.read_catalogue(folder / f"{language}.po").items()
        }
        for language in ("en", "es")
    }

    def pattern(language: str, message: str, **known: object) -> re.Pattern[str]:
        text = catalogues[language][message]
        parts = re.split(r"\{(\w+)\}", text)
        words = [
            re.escape(part)
            if i % 2 == 0
            else re.escape(str(known[part]))
            if part in known
            else ".*"
            for i, part in enumerate(parts)
        ]
        return re.compile("".join(words))

    return pattern


@pytest.fixture(scope="session")
def books(
    small_built: Path, answer: Callable[..., Any], solutions: Mapping[str, str]
) -> dict[str, Any]:
    """Three students; the name of one would be a formula in a spreadsheet."""
    wrong = solutions["pad2d"].replace("value, dtype", "0.0, dtype")
    assert wrong != solutions["pad2d"]
    spanish, english = (
        small_built / language / "release" / "padding" / "padding.ipynb"
        for language in ("es", "en")
    )
    return {
        "josé, maría": answer(spanish, solutions),
        "=1+1": answer(english, {**solutions, "pad2d": wrong}),
        "zoë": answer(english, {"pad2d": solutions["pad2d"]}),
    }


@pytest.fixture(scope="session")
def graded(grade: Callable[..., Any], small_course: Path, books: dict[str, Any]) -> Any:
    return grade(small_course, books)


@pytest.fixture(scope="session")
def marked(
    tmp_path_factory: pytest.TempPathFactory,
    convalida: Callable[..., Any],
    plain_notebook: Callable[..., Any],
) -> Team:
    team = Team(tmp_path_factory.mktemp("team"), convalida, plain_notebook)
    write_tiny_course(team.root / "course")
    for student, cells in CLASS.items():
        team.hand_in(student, cells)
    done = team.grade()
    assert done.returncode == 0, done.stderr
    return team


@pytest.fixture
def team(marked: Team, tmp_path: Path) -> Team:
    shutil.copytree(marked.root, tmp_path / "team")
    return Team(tmp_path / "team", marked.command, marked.notebook)
