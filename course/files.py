"""The files of a course, read with an error that names the file, the key and what to do."""

from __future__ import annotations

import importlib.util
import math
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from course.texts import Blocks, read_blocks


class CatalogError(Exception):
    """A course that cannot be read: which file, which key, what to do, in one line."""

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(file, problem)

    def __str__(self) -> str:
        return "{}: {}".format(*self.args)


def load_module(name: str, path: Path) -> ModuleType:
    """The module at `path`, under `name`, executed once for each path."""
    known = sys.modules.get(name)
    if known is not None and known.__file__ == str(path):
        return known
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise CatalogError(path, "is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        with said_of(path):
            spec.loader.exec_module(module)
    except CatalogError:
        del sys.modules[name]
        raise
    return module


@contextmanager
def said_of(path: Path) -> Iterator[None]:
    """Whatever goes wrong inside is a CatalogError about `path`."""
    try:
        yield
    except FileNotFoundError as error:
        missing = Path(error.filename or path)
        raise CatalogError(missing, "is missing: create it") from None
    except Exception as error:
        cause = " ".join(str(error).split())
        raise CatalogError(path, f"cannot be read: {type(error).__name__}: {cause}") from error


def texts_of(path: Path) -> Blocks:
    try:
        return read_blocks(path)
    except FileNotFoundError:
        raise CatalogError(path, "is missing: create it") from None
    except ValueError as error:
        raise CatalogError(path, str(error)) from error


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogError(path, "is missing: create it") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(path, f"is not TOML: {error}") from None


def must_exist(*paths: Path) -> None:
    for path in paths:
        if not path.is_file():
            raise CatalogError(path, "is missing: create it")


def names_of(path: Path, where: str, value: object) -> tuple[str, ...]:
    """A list of texts, none of them empty or there twice."""
    if not isinstance(value, list) or not all(v and isinstance(v, str) for v in value):
        raise CatalogError(path, f"{where}: write a name, or a list of names, as text")
    if twice := sorted({text for text in value if value.count(text) > 1}):
        raise CatalogError(path, f"{where}: {twice[0]} is there twice")
    return tuple(value)


def check_number(path: Path, where: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise CatalogError(path, f"{where}: write a number above 0")


def check_not_empty(path: Path, where: str, table: object) -> None:
    if not isinstance(table, Mapping) or not table:
        raise CatalogError(path, f"{where}: must be a table that is not empty")


def check_keys(
    path: Path,
    where: str,
    table: object,
    required: frozenset[str] | set[str] = frozenset(),
    optional: frozenset[str] | set[str] = frozenset(),
) -> None:
    name = f"{where}: " if where else ""
    if not isinstance(table, Mapping):
        raise CatalogError(path, f"{name}must be a table")
    if missing := required - set(table):
        raise CatalogError(path, f"{name}the key {min(missing)} is missing: add it")
    if unknown := set(table) - required - optional:
        known = ", ".join(sorted(required | optional))
        raise CatalogError(path, f"{name}unknown key {min(unknown)}: keys are {known}")
