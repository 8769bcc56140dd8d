"""The files of a unit, read one by one before anything is asked: what is wrong is said of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from course.files import CatalogError
from course.model import Course, Unit


def readings(course: Course, unit: Unit) -> Iterator[Callable[[], object]]:
    """Every file that is needed; each may raise CatalogError."""
    yield unit.solution
    yield lambda: unit.setup
    missing = unsolved(unit)
    yield from (partial(_raise, error) for error in missing)
    modules = ("checks", "oracle") if missing else ("checks", "mistakes", "oracle")
    for exercise in unit.exercises:
        yield from (partial(exercise.module, name) for name in modules)
        yield from (partial(exercise.texts, language) for language in course.languages)
    yield from (partial(unit.texts, language) for language in course.languages)


def unsolved(unit: Unit) -> list[CatalogError]:
    """Solutions that are not there: the mistakes, which may import them, are not blamed for it."""
    try:
        names = [name for name in unit.functions if name not in unit.sources]
    except CatalogError as error:
        return [error]
    path = unit.solution_path
    return [CatalogError(path, "solution_missing", {"function": name}) for name in names]


def _raise(error: CatalogError) -> None:
    raise error
