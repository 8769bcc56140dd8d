"""What a student is asked: an exercise with its functions and their checks, or a question."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from course.files import optional_source, texts_of
from course.modules import load_module
from course.texts import Blocks


@dataclass(frozen=True)
class Check:
    """A hidden check: `test_<name>` of the exercise's checks.py, and the points it gives."""

    name: str
    function: str
    points: float


@dataclass(frozen=True)
class Function:
    """A function or class that a student writes, with what its score is made of.

    `builds_on` names functions of the same unit that a right answer may call; `forbids` are
    functions of libraries that are taken away while it is graded, by their dotted names. The
    points of a `bonus` come on top of the unit's.
    """

    name: str
    checks: tuple[Check, ...]
    builds_on: tuple[str, ...] = ()
    forbids: tuple[str, ...] = ()
    bonus: bool = False

    @property
    def points(self) -> float:
        return sum(check.points for check in self.checks)


@dataclass(frozen=True)
class Exercise:
    """One folder of `exercises/<unit>/`."""

    name: str
    unit: str
    folder: Path
    functions: tuple[Function, ...]

    @property
    def bonus(self) -> bool:
        """Is it an optional challenge?"""
        return all(function.bonus for function in self.functions)

    @property
    def picture(self) -> str:
        """Source of the cell that draws with the student's functions; empty if there is none."""
        return optional_source(self.folder / "picture.py")

    def texts(self, language: str) -> Blocks:
        """Every block of the exercise's `<language>.md`."""
        return texts_of(self.folder / f"{language}.md")

    def module(self, name: str) -> ModuleType:
        """`checks`, `mistakes` or `oracle` of this exercise, loaded from its folder."""
        return load_module(self.folder.parents[2], self.folder / f"{name}.py")


@dataclass(frozen=True)
class Question:
    """A folder of `exercises/<unit>/` with `manual = true`: written, and graded by a person."""

    name: str
    folder: Path
    points: float

    def texts(self, language: str) -> Blocks:
        """Its title and its statement."""
        return texts_of(self.folder / f"{language}.md")
