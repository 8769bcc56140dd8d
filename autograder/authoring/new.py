"""`convalida new`: a course, a unit or an exercise that works, with every part to fill marked.

The skeletons are files of `skeleton/`, Jinja with its usual delimiters: the texts have their own.
Nothing that is there is ever overwritten.
"""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Mapping, Sequence
from pathlib import Path

import tomlkit
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from tomlkit.exceptions import TOMLKitError

from autograder.submissions import WrongUsage
from course.files import CatalogError, errors_about, read_toml
from course.stubs import definitions
from course.texts import Message

SKELETONS = Path(__file__).with_name("skeleton")
OF_THE_NOTEBOOK = frozenset({"np", "torch", "F", "compare", "drawing", "solutions", "exercises"})
"""Names that mean something else wherever a student's function is called."""


def new_course(root: Path, languages: Sequence[str]) -> list[Path]:
    """A course without units, in a folder that is empty or not there yet. Raises WrongUsage."""
    files = {
        root / "course" / "course.toml": _filled("course/course.toml", languages=languages),
        root / "pytest.ini": _filled("course/pytest.ini"),
        root / "solutions" / "__init__.py": _filled("course/solutions.py"),
    }
    return _write(files)


def new_unit(root: Path, name: str) -> list[Path]:
    """A unit without exercises, the last of the course. Raises WrongUsage or CatalogError."""
    course = _course(root)
    if name in _units(course):
        raise WrongUsage(Message("new_taken", {"name": name}))
    check_name(name)
    folder = root / "course" / "units" / name
    files = {
        folder / f"{language}.md": _text("unit", language, name=name)
        for language in _languages(root, course)
    }
    files[folder / "setup.py"] = _filled("unit/setup.py")
    files[root / "solutions" / f"{name}.py"] = _filled("unit/solution.py", name=name)
    table = tomlkit.table()
    table.update({"name": name, "exercises": []})
    if "units" not in course:
        course.add(tomlkit.nl())
        course.add("units", tomlkit.aot())
    course["units"].append(table)
    return [*_write(files), _save(root, course)]


def new_exercise(root: Path, unit: str | None, name: str) -> list[Path]:
    """An exercise, the last of `unit`, which may be left out where there is one unit alone.

    Raises WrongUsage or CatalogError.
    """
    course = _course(root)
    units = _units(course)
    if not units:
        raise WrongUsage(Message("new_no_unit"))
    if unit is None and len(units) > 1:
        raise WrongUsage(Message("new_which_unit", {"known": units}))
    unit = unit or units[0]
    if unit not in units:
        raise WrongUsage(Message("unknown_unit_asked", {"name": unit, "known": units}))
    solutions = root / "solutions" / f"{unit}.py"
    with errors_about(solutions):
        before, taken = solutions.read_text(encoding="utf-8"), definitions(solutions)
    exercises = course["units"][units.index(unit)]["exercises"]
    if name in exercises or name in taken:
        raise WrongUsage(Message("new_taken", {"name": name}))
    check_name(name)
    folder = root / "exercises" / unit / name
    files = {
        folder / f"{language}.md": _text("exercise", language, name=name)
        for language in _languages(root, course)
    }
    for file in ("exercise.toml", "examples.py", "checks.py", "mistakes.py", "oracle.py"):
        files[folder / file] = _filled(f"exercise/{file}", name=name, unit=unit)
    made = _write(files)
    solution = _filled("exercise/solution.py", name=name)
    solutions.write_text(f"{before.rstrip()}\n{solution}", encoding="utf-8")
    exercises.append(name)
    return [*made, solutions, _save(root, course)]


def check_name(name: str) -> None:
    """Raises WrongUsage if Python, or a notebook, could not call something of ours so."""
    if not (name.isascii() and name.isidentifier()) or keyword.iskeyword(name):
        raise WrongUsage(Message("new_no_identifier", {"name": name}))
    if name in OF_THE_NOTEBOOK or hasattr(builtins, name):
        raise WrongUsage(Message("new_reserved", {"name": name}))


def _filled(skeleton: str, **names: object) -> str:
    environment = Environment(
        loader=FileSystemLoader(SKELETONS), undefined=StrictUndefined, keep_trailing_newline=True
    )
    return environment.get_template(f"{skeleton}.jinja").render(names)


def _text(kind: str, language: str, **names: str) -> str:
    """The texts of a language; those of English where there is no skeleton in it."""
    own = SKELETONS / kind / f"{language}.md.jinja"
    return _filled(f"{kind}/{language if own.is_file() else 'en'}.md", **names)


def _course(root: Path) -> tomlkit.TOMLDocument:
    """course.toml with its comments."""
    path = root / "course" / "course.toml"
    read_toml(path)
    try:
        return tomlkit.parse(path.read_text(encoding="utf-8"))
    except TOMLKitError as error:
        raise CatalogError(path, "not_toml", {"cause": str(error)}) from None


def _languages(root: Path, course: tomlkit.TOMLDocument) -> list[str]:
    if not course.get("languages"):
        raise CatalogError(root / "course" / "course.toml", "key_missing", {"key": "languages"})
    return [str(language) for language in course["languages"]]


def _units(course: tomlkit.TOMLDocument) -> list[str]:
    return [str(unit["name"]) for unit in course.get("units", ())]


def _save(root: Path, course: tomlkit.TOMLDocument) -> Path:
    path = root / "course" / "course.toml"
    path.write_text(tomlkit.dumps(course), encoding="utf-8")
    return path


def _write(files: Mapping[Path, str]) -> list[Path]:
    """All of them, or none if one is there already."""
    for path in files:
        if path.exists():
            raise WrongUsage(Message("new_exists", {"path": str(path)}))
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return list(files)
