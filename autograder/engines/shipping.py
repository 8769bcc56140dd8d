"""What a machine must have in common with this one to give the same records, and how it gets it."""

from __future__ import annotations

import hashlib
import io
import platform
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from autograder.engines.tasks import Settings
from course import catalog
from course.catalog import INSTALLED, Course
from course.problems import ProblemError

DISTRIBUTIONS = ("numpy", "torch", "hypothesis", "ipython")
"""What expected values, oracles and small inputs are made with, and what reads magics."""

OF_A_COURSE = ("course", "exercises", "solutions")
OF_THE_GRADER = ("autograder", "course")
DIGITS = 12


@dataclass(frozen=True)
class Terms:
    """How to grade, elsewhere: a course of one's own is a zip, the installed one is there.

    `place` is where the course lies on the machine of whoever asks, for what is said of it.
    """

    settings: Settings
    jobs: int
    place: str
    course: bytes | None


@dataclass(frozen=True)
class Hello:
    """What a machine grades with, and what keeps it from grading."""

    versions: Mapping[str, str]
    problem: ProblemError | None = None


def terms_of(course: Course, settings: Settings, jobs: int) -> Terms:
    own = course.root != INSTALLED
    return Terms(settings, jobs, str(course.root), _packed(course.root) if own else None)


def unpacked(terms: Terms, folder: Path) -> Course:
    """The course that is meant, in `folder` if it was sent. Raises CatalogError."""
    if terms.course is None:
        return catalog.load()
    with zipfile.ZipFile(io.BytesIO(terms.course)) as archive:
        archive.extractall(folder)
    return catalog.load(folder)


def versions(course: Course) -> Mapping[str, str]:
    """What records depend on, by name; equal on machines that grade alike."""
    grader = _digest(INSTALLED, OF_THE_GRADER)
    return {
        "Python": platform.python_version(),
        "convalida": f"{_installed('convalida')} ({grader})",
        "course": _digest(course.root, OF_A_COURSE),
        **{name: _installed(name).partition("+")[0] for name in DISTRIBUTIONS},
    }


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"


def _packed(root: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(root, OF_A_COURSE):
            archive.write(path, path.relative_to(root))
    return packed.getvalue()


def _digest(root: Path, parts: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for path in _files(root, parts):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:DIGITS]


def _files(root: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    """The files of these folders, but for what Python has made of them."""
    for part in parts:
        for path in sorted((root / part).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
