"""What is wrong with a course: where, and a message of the catalogues; errors that carry one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from course.texts import LOCALE, Translation


@dataclass(frozen=True)
class Problem:
    """A place (a file, a key in it, a function) and what is wrong there."""

    place: str
    message_id: str
    args: Mapping[str, Any] = field(default_factory=dict)

    def said(self, t: Translation) -> str:
        """One line in the language of `t`."""
        sentence = t(self.message_id, **self.args)
        return f"{self.place}: {sentence}" if self.place else sentence

    def __str__(self) -> str:
        """In English, for tracebacks."""
        return self.said(Translation(LOCALE, "en"))


class ProblemError(Exception):
    """An error that is a Problem, and how the command ends with it; it survives pickling.

    Of the course: CatalogError, MarkerError, BrokenCheck. Of who runs the command: NotFound, Busy,
    NoIsolation, EngineError.
    """

    exit_code = 1

    def __init__(self, place: Path | str, message_id: str, args: Mapping[str, Any] = {}) -> None:
        super().__init__(place, message_id, args)
        self.problem = Problem(str(place), message_id, args)

    def __str__(self) -> str:
        return str(self.problem)


def at(path: Path | str, *inside: str) -> str:
    """A place: a file, and what in it; what is empty is left out."""
    return ": ".join([str(path), *filter(None, inside)])
