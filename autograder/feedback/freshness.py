"""Is a page still what its record, the course's texts and the template would make of it?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from autograder import sentences
from course import texts
from course.model import Course

FOLDER = Path(__file__).parent
HEAD_BYTES = 1024
"""The mark stands at the top of a page."""


def mark_of(record: bytes, course: Course, unit: str) -> str:
    """Changes with anything that the page of a record shows."""
    known = course.units.get(unit)
    folders = (known.folder, *known.folders) if known else ()
    solutions = (known.solution_path,) if known and known.reveal != "never" else ()
    digest = hashlib.sha256(_texts(course.locale, folders, solutions) + record)
    return digest.hexdigest()[:16]


def is_fresh(page: Path, mark: str) -> bool:
    """Was the page made of all that `mark` stands for?"""
    try:
        with page.open("rb") as file:
            return mark.encode() in file.read(HEAD_BYTES)
    except OSError:
        return False


@cache
def _texts(locale: Path, folders: tuple[Path, ...], solutions: tuple[Path, ...]) -> bytes:
    digest = hashlib.sha256()
    for path in (*_files(locale, folders), *solutions):
        digest.update(path.read_bytes() + b"\0")
    return digest.digest()


def _files(locale: Path, folders: tuple[Path, ...]) -> Iterator[Path]:
    for suffix in ("*.py", "*.html", "*.css"):
        yield from sorted(FOLDER.rglob(suffix))
    for folder in (locale, sentences.LOCALE, texts.LOCALE):
        yield from sorted(folder.glob("*.po"))
    for folder in folders:
        yield from sorted(folder.glob("*.md"))
