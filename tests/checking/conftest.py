"""One class for the tests of this folder, graded once: every student answers `pad2d`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from .answers import KNOWN, RIGHT, UNKNOWN

Graded = Any


def students_of(group: str, answers: Mapping[str, str]) -> dict[str, str]:
    return {f"{group}-{name}": source for name, source in answers.items()}


@pytest.fixture(scope="session")
def pad2d_class(
    small_course: Path,
    small_built: Path,
    grade: Callable[..., Graded],
    answer: Callable[..., Any],
    solutions: Mapping[str, str],
) -> Graded:
    """A student for each answer, `<group>-<name>`; all but one have pad2d_backward right."""
    release = small_built / "en" / "release" / "padding" / "padding.ipynb"
    answers = {
        **students_of("right", RIGHT),
        **students_of("known", KNOWN),
        **students_of("unknown", UNKNOWN),
    }
    backward = {"pad2d_backward": solutions["pad2d_backward"]}
    books = {
        student: answer(release, {**backward, "pad2d": source})
        for student, source in answers.items()
    }
    books["nothing"] = answer(release, {})
    return grade(small_course, books)
