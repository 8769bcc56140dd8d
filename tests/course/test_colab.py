"""A released notebook opens in Colab where the course says that it is published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from course import catalog
from course.notebooks import notebook
from tests.edits import replace

WHERE = "https://github.com/eva/cnn-course/blob/main/build"
ADDRESS = (
    "https://colab.research.google.com/github/eva/cnn-course/blob/main/build"
    "/es/release/padding/padding.ipynb"
)


@pytest.mark.parametrize("published", [WHERE, f"{WHERE}/"])
def test_its_first_cell_has_the_address(mini: Path, published: str) -> None:
    replace("course/course.toml", "languages", f'published = "{published}"\nlanguages')(mini)
    course = catalog.load(mini)

    def first(version: Any) -> str:
        made = notebook(course, course.units["padding"], course.sentences("es"), version)
        return str(made.cells[0].source)

    assert f"({ADDRESS})" in first("release")
    assert ADDRESS not in first("solved")


def test_a_course_that_is_not_published_has_none(mini: Path) -> None:
    course = catalog.load(mini)
    made = notebook(course, course.units["padding"], course.sentences("es"), "release")
    assert "colab" not in made.cells[0].source
