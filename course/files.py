"""The files of a course, read with an error that names the file, the key and what to do."""

from __future__ import annotations

import math
import tomllib
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from course.problems import ProblemError, at
from course.texts import Blocks, BrokenTemplate, read_blocks

Loaded = TypeVar("Loaded")


class CatalogError(ProblemError):
    """A course that cannot be read: which file, which key, what to do."""


@contextmanager
def errors_about(path: Path) -> Iterator[None]:
    """Whatever goes wrong inside is a CatalogError about `path`, or the file of the course where.

    Its place has the number of the line, where there is one.
    """
    try:
        yield
    except CatalogError:
        raise
    except FileNotFoundError as error:
        missing = Path(error.filename or path)
        raise CatalogError(missing, "file_missing") from None
    except SystemExit as error:
        cause = f"SystemExit: {error}"
        raise CatalogError(_where(error, path), "cannot_be_read", {"cause": cause}) from error
    except UnicodeDecodeError as error:
        raise CatalogError(path, "saved_not_utf8", {"byte": error.start}) from error
    except SyntaxError as error:
        args = {"cause": f"{type(error).__name__}: {error.msg}"}
        raise CatalogError(_of_syntax(error, path), "cannot_be_read", args) from error
    except Exception as error:
        cause = f"{type(error).__name__}: {' '.join(str(error).split())}"
        raise CatalogError(_where(error, path), "cannot_be_read", {"cause": cause}) from error


def _of_syntax(error: SyntaxError, path: Path) -> str:
    """The file that Python named; what was parsed from a text has no name, and is of `path`."""
    named = Path(error.filename or path)
    return f"{named if named.is_absolute() else path}:{error.lineno}"


def _where(error: BaseException, path: Path) -> str:
    """The last line of the course that was running: a file beside or below its `exercises`."""
    root = next((p for p in path.parents if (p / "course" / "course.toml").is_file()), path.parent)
    rooms = (path, root / "exercises", root / "solutions", root / "course" / "units")
    frames = traceback.extract_tb(error.__traceback__)
    own = [f for f in frames if any(Path(f.filename).is_relative_to(room) for room in rooms)]
    return f"{own[-1].filename}:{own[-1].lineno}" if own else str(path)


def all_or_errors(load: Iterable[Callable[[], Loaded]]) -> list[Loaded]:
    """What each of them gives. Raises one CatalogError for all that went wrong."""
    loaded, errors = [], []
    for one in load:
        try:
            loaded.append(one())
        except CatalogError as error:
            errors.append(error)
    if errors:
        told = [problem for error in errors for problem in (error.problem, *error.others)]
        errors[0].others = tuple(told[1:])
        raise errors[0]
    return loaded


def texts_of(path: Path) -> Blocks:
    with errors_about(path):
        try:
            return read_blocks(path)
        except BrokenTemplate as error:
            place = f"{path}:{error.line}" if error.line else path
            raise CatalogError(place, "not_a_template", {"cause": str(error)}) from error


def optional_source(path: Path) -> str:
    """The code of a file that need not be there."""
    with errors_about(path):
        return path.read_text(encoding="utf-8").strip() if path.is_file() else ""


def read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CatalogError(path, "file_missing") from None
    except UnicodeDecodeError as error:
        raise CatalogError(path, "saved_not_utf8", {"byte": error.start}) from None
    except tomllib.TOMLDecodeError as error:
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
