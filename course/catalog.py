"""course.toml + exercises/ -> Course, Unit, Exercise: the only reader of those files.

A course is a folder that holds `course/course.toml`, `course/units/`, `exercises/` and
`solutions/`, as this repository does; `course/templates/` and `course/locale/` are ours where it
has none. `load` reads and checks all of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, get_args

from course.exercises import Check, Exercise, Function, Question
from course.files import (
    CatalogError,
    all_or_errors,
    check_keys,
    check_not_empty,
    check_number,
    must_exist,
    names_of,
    read_toml,
)
from course.model import Course, Reveal, Unit
from course.problems import at

__all__ = ["INSTALLED", "Check", "Course", "Exercise", "Function", "Question", "Unit", "load"]

INSTALLED = Path(__file__).resolve().parent.parent
PUBLISHED = re.compile(r"(?:https://github\.com/([\w.-]+/[\w.-]+/blob/[\w./-]*[\w-])/?)?")
LIMITS = {"call_seconds", "load_seconds", "submission_seconds", "memory_mebibytes"}


def load(root: Path = INSTALLED) -> Course:
    """The course under `root`.

    Raises CatalogError if a file is missing, is not TOML, or has a key that is unknown,
    missing or of the wrong type.
    """
    root = root.resolve()
    path = root / "course" / "course.toml"
    raw = read_toml(path)
    check_keys(
        path,
        "",
        raw,
        required={"languages"},
        optional={"units", "points", "limits", "avoid", "demo", "published", "reveal"},
    )
    points = raw.get("points", {})
    check_keys(path, "points", points, optional={"decimals"})
    limits = _load_limits(path, "limits", raw.get("limits", {}))
    decimals = points.get("decimals", 2)
    if not isinstance(decimals, int) or isinstance(decimals, bool) or decimals < 0:
        raise CatalogError(at(path, "points.decimals"), "whole_number_wanted")
    avoid = raw.get("avoid", {})
    if not isinstance(avoid, Mapping):
        raise CatalogError(at(path, "avoid"), "table_wanted")
    tables = raw.get("units", [])
    if not isinstance(tables, list):
        raise CatalogError(at(path, "units"), "unit_tables_wanted")
    if not raw["languages"]:
        raise CatalogError(at(path, "languages"), "nothing_named")
    if not tables:
        raise CatalogError(path, "no_units_yet")
    languages = names_of(path, "languages", raw["languages"])
    units = all_or_errors(
        partial(_load_unit, root, path, i, table, limits, raw.get("reveal", "never"))
        for i, table in enumerate(tables)
    )
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
        published=_published(path, raw.get("published", "")),
    )


def _published(path: Path, value: object) -> str:
    """Without what every address on GitHub begins with."""
    match = PUBLISHED.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise CatalogError(at(path, "published"), "published_form")
    return match[1] or ""


def _reveal(path: Path, where: str, value: object) -> Reveal:
    for known in get_args(Reveal):
        if value == known:
            return known  # type: ignore[no-any-return]
    raise CatalogError(at(path, where), "reveal_setting", {"value": str(value)})


def _load_limits(path: Path, where: str, table: Any) -> Mapping[str, float]:
    check_keys(path, where, table, optional=LIMITS)
    for limit, value in table.items():
        check_number(path, f"{where}.{limit}", value)
    limits: Mapping[str, float] = table
    return limits


def _load_unit(
    root: Path,
    path: Path,
    position: int,
    table: Mapping[str, Any],
    limits: Mapping[str, float],
    reveal: object,
) -> Unit:
    where = f"units[{position}]"
    check_keys(
        path,
        where,
        table,
        required={"name", "exercises"},
        optional={"limits", "packages", "preload", "reveal"},
    )
    preload = table.get("preload", "numpy")
    if preload not in ("numpy", "torch"):
        raise CatalogError(
            at(path, f"{where}.preload"), "preload_unknown", {"preload": str(preload)}
        )
    (name,) = names_of(path, f"{where}.name", [table["name"]])
    shown = table.get("reveal", reveal)
    exercises = names_of(path, f"{where}.exercises", table["exercises"])
    if not exercises:
        raise CatalogError(path, "no_exercises_yet", {"unit": name})
    sections = all_or_errors(partial(_load_section, root, name, each) for each in exercises)
    unit = Unit(
        name=name,
        folder=root / "course" / "units" / name,
        exercises=tuple(each for each in sections if isinstance(each, Exercise)),
        preload=preload,
        more=names_of(path, f"{where}.packages", table.get("packages", [])),
        solution_path=root / "solutions" / f"{name}.py",
        questions=tuple(each for each in sections if isinstance(each, Question)),
        order=exercises,
        limits={**limits, **_load_limits(path, f"{where}.limits", table.get("limits", {}))},
        reveal=_reveal(path, f"{where}.reveal" if "reveal" in table else "reveal", shown),
    )
    must_exist(unit.solution_path, unit.folder / "setup.py")
    for file in unit.data.values():
        if not file.is_file():
            raise CatalogError(file, "data_no_file")
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


def _load_section(root: Path, unit: str, name: str) -> Exercise | Question:
    """A folder of exercises/<unit>/: code that is checked, or a question for a person."""
    folder = root / "exercises" / unit / name
    path = folder / "exercise.toml"
    raw = read_toml(path)
    if "manual" not in raw:
        return _load_exercise(unit, name, folder, raw)
    check_keys(path, "", raw, required={"manual", "points"})
    if raw["manual"] is not True:
        raise CatalogError(at(path, "manual"), "manual_is_true")
    check_number(path, "points", raw["points"])
    return Question(name, folder, float(raw["points"]))


def _load_exercise(unit: str, name: str, folder: Path, raw: Mapping[str, Any]) -> Exercise:
    path = folder / "exercise.toml"
    check_keys(path, "", raw, required={"functions"}, optional={"bonus"})
    if raw.get("bonus", True) is not True:
        raise CatalogError(at(path, "bonus"), "bonus_is_true")
    check_not_empty(path, "functions", raw["functions"])
    functions = []
    for function, table in raw["functions"].items():
        where = f"functions.{function}"
        check_keys(path, where, table, required={"points"}, optional={"builds_on", "forbids"})
        check_not_empty(path, f"{where}.points", table["points"])
        for check, points in table["points"].items():
            check_number(path, f"{where}.points.{check}", points)
        functions.append(
            Function(
                name=function,
                checks=tuple(Check(c, function, float(p)) for c, p in table["points"].items()),
                builds_on=names_of(path, f"{where}.builds_on", table.get("builds_on", [])),
                forbids=names_of(path, f"{where}.forbids", table.get("forbids", [])),
                bonus="bonus" in raw,
            )
        )
    must_exist(*(folder / f"{m}.py" for m in ("checks", "examples", "mistakes", "oracle")))
    return Exercise(name=name, unit=unit, folder=folder, functions=tuple(functions))
