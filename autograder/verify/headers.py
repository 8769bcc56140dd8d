"""Does a notebook have all that the header of a function names?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from course.catalog import Function, Unit
from course.files import errors_about
from course.problems import Problem, at
from course.stubs import stub
from course.texts import Message


def header_problems(unit: Unit, function: Function) -> Iterator[Problem]:
    """A problem if the cell that a release has for it stops before anybody has written in it.

    Annotations are names like any other there: no future changes that in a student's notebook.
    """
    names: dict[str, Any] = {name: type(name, (), {}) for name in unit.functions}
    with errors_about(unit.folder / "setup.py"):
        exec(compile(unit.setup, "<setup>", "exec", dont_inherit=True), names)
    source = stub(unit.sources[function.name], "raise NotImplementedError")
    try:
        exec(compile(source, "<stub>", "exec", dont_inherit=True), names)
    except NameError as error:
        args = {"function": function.name, "name": error.name}
        yield Problem(at(unit.solution_path, function.name), Message("header_needs", args))
