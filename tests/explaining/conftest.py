"""Answer keys of the course's units, made once; wrong answers run in this process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from course import catalog


@pytest.fixture(scope="session")
def key_of() -> Callable[[str], AnswerKey]:
    course = catalog.load(catalog.INSTALLED)

    @cache
    def key_of(unit: str) -> AnswerKey:
        return AnswerKey(course, collect(course, course.units[unit], 0))

    return key_of
