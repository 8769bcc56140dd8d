"""The files of a course, read with an error that names the file, the key and what to do."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from course.problems import ProblemError, at
from course.texts import Blocks, read_blocks


class CatalogError(ProblemError):
    """A course that cannot be read: which file, which key, what to do."""


@contextmanager
def errors_about(path: Path) -> Iterator[None]:
    """Whatever goes wrong inside is a CatalogError about `path`."""
    try:
        yield
    except CatalogError:
        raise
    except FileNotFoundError as error:
        missing = Path(error.filename or path)
        raise CatalogError(missing, "file_missing") from None
    except Exception as error:
        cause = f"{type(error).__name__}: {' '.join(str(error).split())}"
        raise CatalogError(path, "cannot_be_read", {"cause": cause}) from error


def texts_of(path: Path) -> Blocks:
    with errors_about(path):
        try:
            return read_blocks(path)
        except ValueError as error:
            raise CatalogError(path, "not_a_template", {"cause": str(error)}) from error


def optional_source(path: Path) -> str:
    """The code of a file that need not be there."""
    return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogError(path, "file_missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(path, "not_toml", {"cause": str(error)}) from None


def must_exist(*paths: Path) -> None:
    for path in paths:
        if not path.is_file():
            raise CatalogError(path, "file_missing")


def names_of(path: Path, where: str, value: object) -> tuple[str, ...]:
    """A list of texts, none of them empty or there twice."""
    if not isinstance(value, list) or not all(v and isinstance(v, str) for v in value):
        raise CatalogError(at(path, where), "names_wanted")
    if twice := sorted({text for text in value if value.count(text) > 1}):
        raise CatalogError(at(path, where), "name_twice", {"name": twice[0]})
    return tuple(value)


def check_number(path: Path, where: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise CatalogError(at(path, where), "number_wanted")


def check_not_empty(path: Path, where: str, table: object) -> None:
    if not isinstance(table, Mapping) or not table:
        raise CatalogError(at(path, where), "full_table_wanted")


def check_keys(
    path: Path,
    where: str,
    table: object,
    required: frozenset[str] | set[str] = frozenset(),
    optional: frozenset[str] | set[str] = frozenset(),
) -> None:
    place = at(path, where)
    if not isinstance(table, Mapping):
        raise CatalogError(place, "table_wanted")
    if missing := required - set(table):
        raise CatalogError(place, "key_missing", {"key": min(missing)})
    if unknown := set(table) - required - optional:
        known = sorted(required | optional)
        raise CatalogError(place, "key_unknown", {"key": min(unknown), "known": known})
