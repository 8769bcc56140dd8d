"""`convalida build --nbgrader` adds units to somebody's course and touches nothing else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import UNIT, Command, contents

pytestmark = pytest.mark.slow

Sentence = Callable[..., re.Pattern[str]]


@pytest.fixture
def theirs(generated: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "course101"
    shutil.copytree(generated, folder)
    return folder


def test_what_is_there_already_is_left_alone(
    theirs: Path, convalida: Command, small_course: Path, sentence: Sentence
) -> None:
    before = contents(theirs)
    again = convalida("build", "--nbgrader", theirs, "--course", small_course)
    assert again.returncode == 0
    assert contents(theirs) == before

    (theirs / "source" / UNIT / f"{UNIT}.ipynb").write_text("of my own")
    changed = contents(theirs)
    done = convalida("build", "--nbgrader", theirs, "--course", small_course)
    assert done.returncode == 2
    assert sentence("en", "nbgrader_source_there", unit=UNIT).search(done.stderr)
    assert contents(theirs) == changed


def test_a_course_has_one_language(
    theirs: Path, convalida: Command, small_course: Path, sentence: Sentence
) -> None:
    both = ("--language", "es", "--language", "en")
    done = convalida("build", "--nbgrader", theirs, "--course", small_course, *both)
    assert done.returncode == 2
    assert sentence("en", "nbgrader_one_language", names="es, en").search(done.stderr)

    shutil.rmtree(theirs / "source" / UNIT)
    done = convalida("build", "--nbgrader", theirs, "--course", small_course, "--language", "es")
    assert done.returncode == 0
    assert "Ejecuta las celdas" in (theirs / "source" / UNIT / f"{UNIT}.ipynb").read_text()
