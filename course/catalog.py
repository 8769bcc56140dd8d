"""course.toml + exercises/ -> Course, Unit, Exercise: the only reader of those files.

A course is a folder that holds `course/course.toml`, `course/units/`, `exercises/` and
`solutions/`, as this repository does. `load` reads and checks all of it.
"""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from course.files import (
    CatalogError,
    check_keys,
    check_not_empty,
    check_number,
    load_module,
    must_exist,
    names_of,
    read_toml,
    said_of,
    texts_of,
)
from course.problems import at
from course.stubs import definitions, inline_imports
from course.texts import Blocks

INSTALLED = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Check:
    """A hidden check: `test_<name>` of the exercise's checks.py, and the points it gives."""

    name: str
    function: str
    points: float


@dataclass(frozen=True)
class Function:
    """A function or class that a student writes, with what its score is made of.

    `builds_on` names functions of the same unit that a right answer may call.
    """

    name: str
    checks: tuple[Check, ...]
    builds_on: tuple[str, ...] = ()

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

    def texts(self, language: str) -> Blocks:
        """Every block of the exercise's `<language>.md`."""
        return texts_of(self.folder / f"{language}.md")

    def module(self, name: str) -> ModuleType:
        """`checks`, `mistakes` or `oracle` of this exercise, loaded from its folder."""
        path = self.folder / f"{name}.py"
        return load_module(f"exercises.{self.unit}.{self.name}.{name}", path)


@dataclass(frozen=True)
class Unit:
    """One notebook: its folder under `course/units`, its exercises, its solutions."""

    name: str
    folder: Path
    exercises: tuple[Exercise, ...]
    preload: Literal["numpy", "torch"]
    solution_path: Path

    @cached_property
    def functions(self) -> Mapping[str, Function]:
        return {f.name: f for exercise in self.exercises for f in exercise.functions}

    @property
    def max_score(self) -> float:
        return sum(function.points for function in self.functions.values())

    def exercise_of(self, function: str) -> Exercise:
        return next(e for e in self.exercises if function in {f.name for f in e.functions})

    def texts(self, language: str) -> Blocks:
        """Every block of the unit's `<language>.md`."""
        return texts_of(self.folder / f"{language}.md")

    @property
    def setup(self) -> str:
        """Source of the locked set-up cell: imports and functions that are given."""
        path = self.folder / "setup.py"
        with said_of(path):
            source = path.read_text(encoding="utf-8")
            return inline_imports(source, self.solution_path.parent.parent)

    @cached_property
    def given(self) -> frozenset[str]:
        """Functions and constants of the set-up: a copy of them in a notebook is not read."""
        nodes = ast.parse(self.setup).body
        functions = {n.name for n in nodes if isinstance(n, ast.FunctionDef)}
        targets = [t for n in nodes if isinstance(n, ast.Assign) for t in n.targets]
        return frozenset(functions | {t.id for t in targets if isinstance(t, ast.Name)})

    @property
    def closing(self) -> str:
        """Source of the cell that ends the notebook; empty if the unit has none."""
        path = self.folder / "closing.py"
        return path.read_text(encoding="utf-8").strip() if path.is_file() else ""

    @property
    def sources(self) -> Mapping[str, str]:
        """The source of each reference solution, by name, with its markers."""
        with said_of(self.solution_path):
            return definitions(self.solution_path)

    def solution(self) -> ModuleType:
        return load_module(f"solutions.{self.name}", self.solution_path)


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

    @cached_property
    def version(self) -> str:
        """Twelve hexadecimal digits that change with anything a score depends on."""
        digest = hashlib.sha256()
        for path in sorted(_graded_files(self)):
            digest.update(path.relative_to(self.root).as_posix().encode() + b"\0")
            digest.update(path.read_bytes() + b"\0")
        return digest.hexdigest()[:12]

    @property
    def templates(self) -> Path:
        return self.root / "course" / "templates"

    @property
    def locale(self) -> Path:
        return self.root / "course" / "locale"


def load(root: Path = INSTALLED) -> Course:
    """The course under `root`.

    Raises CatalogError if a file is missing, is not TOML, or has a key that is unknown,
    missing or of the wrong type.
    """
    root = root.resolve()
    path = root / "course" / "course.toml"
    raw = read_toml(path)
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))  # mistakes.py files import solutions
    check_keys(
        path,
        "",
        raw,
        required={"languages", "units"},
        optional={"points", "limits", "avoid", "demo"},
    )
    points = raw.get("points", {})
    limits = raw.get("limits", {})
    check_keys(path, "points", points, optional={"decimals"})
    check_keys(
        path,
        "limits",
        limits,
        optional={"call_seconds", "load_seconds", "submission_seconds", "memory_mebibytes"},
    )
    for limit, value in limits.items():
        check_number(path, f"limits.{limit}", value)
    decimals = points.get("decimals", 2)
    if not isinstance(decimals, int) or isinstance(decimals, bool) or decimals < 0:
        raise CatalogError(at(path, "points.decimals"), "whole_number_wanted")
    avoid = raw.get("avoid", {})
    if not isinstance(avoid, Mapping):
        raise CatalogError(at(path, "avoid"), "table_wanted")
    if not isinstance(raw["units"], list):
        raise CatalogError(at(path, "units"), "unit_tables_wanted")
    for name in ("languages", "units"):
        if not raw[name]:
            raise CatalogError(at(path, name), "nothing_named")
    languages = names_of(path, "languages", raw["languages"])
    must_exist(*(root / "course" / "locale" / f"{language}.po" for language in languages))
    units = [_load_unit(root, path, i, table) for i, table in enumerate(raw["units"])]
    names = names_of(path, "units", [unit.name for unit in units])
    demo = names_of(path, "demo", raw.get("demo", list(names[:2])))
    if unknown := set(demo) - set(names):
        args = {"name": min(unknown), "known": list(names)}
        raise CatalogError(at(path, "demo"), "unknown_unit_asked", args)
    return Course(
        root=root,
        languages=languages,
        units={unit.name: unit for unit in units},
        decimals=decimals,
        limits=limits,
        avoid={
            language: names_of(path, f"avoid.{language}", avoid[language]) for language in avoid
        },
        demo=demo,
    )


def _load_unit(root: Path, path: Path, position: int, table: Mapping[str, Any]) -> Unit:
    where = f"units[{position}]"
    check_keys(path, where, table, required={"name", "exercises"}, optional={"preload"})
    preload = table.get("preload", "numpy")
    if preload not in ("numpy", "torch"):
        raise CatalogError(
            at(path, f"{where}.preload"), "preload_unknown", {"preload": str(preload)}
        )
    (name,) = names_of(path, f"{where}.name", [table["name"]])
    exercises = names_of(path, f"{where}.exercises", table["exercises"])
    unit = Unit(
        name=name,
        folder=root / "course" / "units" / name,
        exercises=tuple(_load_exercise(root, name, each) for each in exercises),
        preload=preload,
        solution_path=root / "solutions" / f"{name}.py",
    )
    must_exist(unit.solution_path, unit.folder / "setup.py")
    for exercise in unit.exercises:
        for function in exercise.functions:
            strangers = set(function.builds_on) - set(unit.functions) | (
                {function.name} & set(function.builds_on)
            )
            if strangers:
                raise CatalogError(
                    at(exercise.folder / "exercise.toml", f"functions.{function.name}.builds_on"),
                    "builds_on_strangers",
                    {"names": sorted(strangers), "unit": name},
                )
    return unit


def _load_exercise(root: Path, unit: str, name: str) -> Exercise:
    folder = root / "exercises" / unit / name
    path = folder / "exercise.toml"
    raw = read_toml(path)
    check_keys(path, "", raw, required={"functions"})
    check_not_empty(path, "functions", raw["functions"])
    functions = []
    for function, table in raw["functions"].items():
        where = f"functions.{function}"
        check_keys(path, where, table, required={"points"}, optional={"builds_on"})
        check_not_empty(path, f"{where}.points", table["points"])
        for check, points in table["points"].items():
            check_number(path, f"{where}.points.{check}", points)
        functions.append(
            Function(
                name=function,
                checks=tuple(Check(c, function, float(p)) for c, p in table["points"].items()),
                builds_on=names_of(path, f"{where}.builds_on", table.get("builds_on", [])),
            )
        )
    must_exist(*(folder / f"{m}.py" for m in ("checks", "examples", "mistakes", "oracle")))
    return Exercise(name=name, unit=unit, folder=folder, functions=tuple(functions))


def _graded_files(course: Course) -> Iterator[Path]:
    yield course.root / "course" / "course.toml"
    yield from (course.root / "solutions").rglob("*.py")
    for unit in course.units.values():
        yield unit.folder / "setup.py"
        for exercise in unit.exercises:
            yield from (exercise.folder / f for f in ("exercise.toml", "checks.py", "mistakes.py"))
