"""Whose is a file? What folders and file names say, for every layout that we know."""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograder.submissions.models import Entry

_NOTEBOOK = re.compile(r"\.ipynb(?:\.(?:txt|json))?$", re.IGNORECASE)  # some browsers rename
_ZIP = re.compile(r"\.zip$", re.IGNORECASE)
_MOODLE = re.compile(
    r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_file(?:_(?P<file>.*))?", re.DOTALL
)
_CANVAS = re.compile(
    r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<id>\d+)_\d+_(?P<file>.+)", re.DOTALL | re.IGNORECASE
)


@dataclass(frozen=True)
class Place:
    """What a file's place says; see `Found` for the meaning of each field."""

    student: str
    stem: str
    unit_hint: str | None = None
    folder: str | None = None
    owned: bool = False
    lms_id: str | None = None
    late: bool = False
    nbgrader: bool = False


def is_notebook(entry: Entry) -> bool:
    return bool(_NOTEBOOK.search(entry.parts[-1]))


def is_zip(entry: Entry) -> bool:
    return bool(_ZIP.search(entry.parts[-1]))


def place(entry: Entry, above: tuple[str, ...] = ()) -> Place:
    """Decide from the names; `above` are folders over the root, from `submitted` on."""
    inner = tuple(_ZIP.sub("", part) for part in entry.parts[:-1])
    stem = _NOTEBOOK.sub("", entry.parts[-1])
    return (
        _lms((*inner, stem), stem)
        or _nbgrader((*above, *inner, stem))
        or _student_unit_notebook((*inner, stem))
        or Place(stem, stem, folder=inner[-1] if inner else None)
    )


def _lms(names: tuple[str, ...], stem: str) -> Place | None:
    for pattern in (_MOODLE, _CANVAS):
        for name in names:
            match = pattern.fullmatch(name)
            if not match:
                continue
            parts = match.groupdict()
            return Place(
                student=parts["name"],
                stem=(parts["file"] or stem) if name is names[-1] else stem,
                unit_hint=parts["file"] or None,
                owned=True,
                lms_id=parts["id"],
                late=bool(parts.get("late")),
            )
    return None


def _nbgrader(names: tuple[str, ...]) -> Place | None:
    for position in reversed(range(len(names) - 3)):
        if names[position] == "submitted":
            student, unit = names[position + 1 : position + 3]
            return Place(student, names[-1], unit_hint=unit, owned=True, nbgrader=True)
    return None


def _student_unit_notebook(names: tuple[str, ...]) -> Place | None:
    if len(names) >= 3 and names[-1] == names[-2]:
        return Place(names[-3], names[-1], unit_hint=names[-2], owned=True)
    return None
