"""What a course is made of: its units, which are made of exercises."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Literal

from course.exercises import Exercise, Function, Question
from course.files import errors_about, optional_source, texts_of
from course.modules import load_module
from course.stubs import definitions, inline_imports
from course.texts import LOCALE, TEMPLATES, Blocks, Translation

LIBRARY_NAMES = {"numpy": "NumPy", "scipy": "SciPy", "torch": "PyTorch"}
"""How libraries are called, where it is not as they are imported."""

COLAB = "https://colab.research.google.com/github"

Reveal = Literal["never", "after_pass", "after_due"]


@dataclass(frozen=True)
class Unit:
    """One notebook: its folder under `course/units`, its exercises, its solutions.

    `more` are libraries that answers may use beside NumPy and the one of `preload`; `order` are the
    names of exercises and questions as the notebook has them; `limits` are its
    own, and the course's for the others; `reveal` says when a student's page shows solutions.
    """

    name: str
    folder: Path
    exercises: tuple[Exercise, ...]
    preload: Literal["numpy", "torch"]
    solution_path: Path
    more: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    order: tuple[str, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict)
    reveal: Reveal = "never"

    @property
    def root(self) -> Path:
        return self.folder.parents[2]

    @cached_property
    def functions(self) -> Mapping[str, Function]:
        return {f.name: f for exercise in self.exercises for f in exercise.functions}

    @property
    def asked(self) -> Mapping[str, Function]:
        """Those that everybody writes: all but the optional challenges."""
        return {name: each for name, each in self.functions.items() if not each.bonus}

    @property
    def challenges(self) -> Sequence[str]:
        """The functions of its optional challenges."""
        return [name for name, each in self.functions.items() if each.bonus]

    @property
    def packages(self) -> tuple[str, ...]:
        """The libraries that answers may use; no other is there while they are graded."""
        return tuple(dict.fromkeys(("numpy", self.preload, *self.more)))

    @property
    def promised(self) -> list[str]:
        """The same, as people call them."""
        return [LIBRARY_NAMES.get(name, name) for name in self.packages]

    def own_limits(self, course: Course) -> Mapping[str, float]:
        """Those that are not the course's."""
        common = course.limits
        return {name: own for name, own in self.limits.items() if own != common.get(name)}

    @property
    def max_score(self) -> float:
        """Without the points of optional challenges, which come on top."""
        functions = sum(function.points for function in self.asked.values())
        return functions + sum(question.points for question in self.questions)

    def points_of(self, name: str) -> float | None:
        """The points of a function or a question; None if the unit has none of this name."""
        if name in self.functions:
            return self.functions[name].points
        return next((one.points for one in self.questions if one.name == name), None)

    def texts_about(self, name: str, language: str) -> Blocks:
        """Blocks about a function or a question; none if the unit does not have it."""
        for question in self.questions:
            if question.name == name:
                return question.texts(language)
        return self.exercise_of(name).texts(language) if name in self.functions else {}

    def exercise_of(self, function: str) -> Exercise:
        return next(e for e in self.exercises if function in {f.name for f in e.functions})

    def texts(self, language: str) -> Blocks:
        """Every block of the unit's `<language>.md`."""
        return texts_of(self.folder / f"{language}.md")

    @property
    def folders(self) -> tuple[Path, ...]:
        """Of its exercises and questions."""
        exercises = tuple(exercise.folder for exercise in self.exercises)
        return exercises + tuple(question.folder for question in self.questions)

    @cached_property
    def setup(self) -> str:
        """Source of the locked set-up cell: imports and functions that are given."""
        path = self.folder / "setup.py"
        with errors_about(path):
            source = path.read_text(encoding="utf-8")
            return inline_imports(source, self.root)

    @cached_property
    def data(self) -> Mapping[str, Path]:
        """`data/<file>`, as its notebook says it, and where that lies; no hidden files."""
        found = sorted((self.folder / "data").glob("[!._]*"))
        return {f"data/{path.name}": path for path in found}

    @cached_property
    def given(self) -> frozenset[str]:
        """Functions that the set-up defines."""
        nodes = ast.parse(self.setup).body
        return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef))

    @property
    def closing(self) -> str:
        """Source of the cell that ends the notebook; empty if the unit has none."""
        return optional_source(self.folder / "closing.py")

    @property
    def picture(self) -> str:
        """Source of the cell after that, which draws; empty if the unit has none."""
        return optional_source(self.folder / "picture.py")

    @property
    def draws(self) -> bool:
        """Does a cell of its notebook need what pictures are made with?"""
        return bool(self.picture) or any(each.picture for each in self.exercises)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The source of each reference solution, by name, with its markers."""
        with errors_about(self.solution_path):
            return definitions(self.solution_path)

    def solution(self) -> ModuleType:
        return load_module(self.root, self.solution_path)


@dataclass(frozen=True)
class Course:
    """A whole course, valid as far as its files alone can tell."""

    root: Path
    languages: tuple[str, ...]
    units: Mapping[str, Unit]
    decimals: int
    limits: Mapping[str, float]
    avoid: Mapping[str, tuple[str, ...]]
    demo: tuple[str, ...]
    published: str = ""
    """`OWNER/REPOSITORY/blob/BRANCH/FOLDER` on GitHub, where what `build` writes lies."""

    @cached_property
    def version(self) -> str:
        """Twelve hexadecimal digits that change with anything a score depends on."""
        digest = hashlib.sha256(repr([*_settings(self)]).encode())
        for path in sorted(_graded_files(self)):
            digest.update(path.relative_to(self.root).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
        return digest.hexdigest()[:12]

    @property
    def templates(self) -> tuple[Path, ...]:
        """Folders of templates: its own, if it has some, then ours."""
        return self.root / "course" / "templates", TEMPLATES

    @property
    def locale(self) -> Path:
        """Its own catalogues, if it has some."""
        return self.root / "course" / "locale"

    def colab(self, unit: str, language: str) -> str:
        """The address that opens a released notebook in Colab; empty if nothing is published."""
        file = f"{language}/release/{unit}/{unit}.ipynb"
        return f"{COLAB}/{self.published}/{file}" if self.published else ""

    def sentences(self, language: str) -> Translation:
        """What its notebooks say."""
        return Translation(language, self.locale, LOCALE)


def _settings(course: Course) -> Iterator[object]:
    """What course.toml says that a score depends on."""
    yield course.decimals, sorted(course.limits.items())
    for unit in course.units.values():
        yield unit.name, unit.packages, sorted(unit.limits.items())


def _graded_files(course: Course) -> Iterator[Path]:
    yield from (course.root / "solutions").rglob("*.py")
    for unit in course.units.values():
        yield unit.folder / "setup.py"
        yield from unit.data.values()
        for exercise in unit.exercises:
            yield from (exercise.folder / f for f in ("exercise.toml", "checks.py", "mistakes.py"))
        yield from (question.folder / "exercise.toml" for question in unit.questions)
