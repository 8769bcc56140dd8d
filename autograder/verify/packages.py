"""Are the libraries that a unit promises there, where its answers run?"""

from __future__ import annotations

from collections.abc import Iterator

from autograder.sandbox import IsolationUnavailable, Raised, Zygote
from course.catalog import Course, Unit
from course.problems import Problem, at
from course.texts import Message


def missing_packages(course: Course, unit: Unit) -> Iterator[Problem]:
    """A problem for each of `packages` that cannot be imported in the sandbox."""
    if not unit.more:
        return
    place = at(course.root / "course" / "course.toml", unit.name, "packages")
    try:
        with Zygote(frozenset(unit.more)) as zygote, zygote.spawn() as child:
            for package in unit.more:
                outcome = child.load(f"import {package}")
                if isinstance(outcome, Raised):
                    args = {"package": package, "cause": outcome.text}
                    yield Problem(place, Message("package_missing", args))
    except IsolationUnavailable as error:
        args = {"reason": error.reason, "detail": error.detail}
        yield Problem(place, Message("no_isolation", args))
