"""nbgrader: `submitted/<student>/<assignment>/…`, and the inbound folder of its exchange."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from autograder.submissions.folders import read_bytes
from autograder.submissions.models import Person, Unreadable
from autograder.submissions.platforms.patterns import matches, seconds
from autograder.submissions.tree import Node, Owner
from autograder.submissions.words import is_generic

TIMESTAMP_BYTES = 200

_EXCHANGE = re.compile(
    r"(?P<student>[^+]+)\+(?P<unit>.+)\+(?P<time>\d{4}-\d\d-\d\d[ _T]\d\d[:_-]\d\d[:_-]\d\d[^+]*)"
    r"(?:\+[^+]+)?"
)


def exchange(folder: Node, units: Collection[str]) -> dict[Node, Owner]:
    """`rosa+padding+2025-03-02 14:58:23.948203 UTC+Xp3kq0Rz81aB`, one folder an attempt."""
    return {
        node: Owner(
            (Person(parts["student"]),),
            exact=True,
            unit=parts["unit"],
            when=seconds(parts["time"]),
            nbgrader=True,
        )
        for node, parts in matches(folder, _EXCHANGE)
    }


def submitted(folder: Node, units: Collection[str]) -> dict[Node, Owner]:
    """Every folder in `submitted` is a student, unless it is a week with people inside."""
    if folder.name != "submitted":
        return {}
    return {
        student: Owner((Person(student.name),), exact=True, nbgrader=True)
        for student in folder.children.values()
        if student.is_folder and _holds_assignments(student, units)
    }


def collected_at(folder: Path) -> float | None:
    """Seconds since 1970 of `timestamp.txt` beside a notebook; without a zone it means UTC."""
    try:
        text = read_bytes(folder / "timestamp.txt", TIMESTAMP_BYTES).decode().strip()
        when = datetime.fromisoformat(text.removesuffix(" UTC"))
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (Unreadable, ValueError, OverflowError):
        return None


def _holds_assignments(student: Node, units: Collection[str]) -> bool:
    inside = [child for child in student.children.values() if child.is_folder]
    if not is_generic(student.name, units):
        return bool(inside)
    return any(child.name in units for child in inside)
