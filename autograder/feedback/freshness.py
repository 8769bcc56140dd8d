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
    digest = hashlib.sha256(_texts(course.root, tuple(_files(course, unit))) + record)
    return digest.hexdigest()[:16]


def is_fresh(page: Path, mark: str) -> bool:
    """Was the page made of all that `mark` stands for?"""
    try:
        with page.open("rb") as file:
            return mark.encode() in file.read(HEAD_BYTES)
    except OSError:
        return False


@cache
def _texts(root: Path, files: tuple[Path, ...]) -> bytes:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes() + b"\0")
    return digest.digest()


def _files(course: Course, unit: str) -> Iterator[Path]:
    for suffix in ("*.py", "*.html", "*.css"):
        yield from sorted(FOLDER.rglob(suffix))
    for locale in (course.locale, sentences.LOCALE, texts.LOCALE):
        yield from sorted(locale.glob("*.po"))
    if known := course.units.get(unit):
        if known.reveal != "never":
            yield known.solution_path
        for folder in (known.folder, *known.folders):
            yield from sorted(folder.glob("*.md"))
