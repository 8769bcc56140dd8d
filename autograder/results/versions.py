"""What a score depends on beside the notebook, in parts: which of them has changed can be told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from course.model import Course

AUTOGRADER = Path(__file__).resolve().parents[1]
DIGITS = 12


def versions_of(course: Course, unit: str) -> Mapping[str, str]:
    """Of a unit's checks, solution and limits, and of the grader; the last alone if unknown."""
    known = course.units.get(unit)
    if known is None:
        return {"engine": _engine()}
    checks = [e.folder / f for e in known.exercises for f in ("exercise.toml", "checks.py")]
    solution = [known.folder / "setup.py", *known.data.values()]
    solution += sorted((course.root / "solutions").rglob("*.py"))
    limits = repr((sorted(known.limits.items()), course.decimals, known.packages))
    return {
        "checks": _digest(checks),
        "solution": _digest(solution),
        "limits": hashlib.sha256(limits.encode()).hexdigest()[:DIGITS],
        "engine": _engine(),
    }


@cache
def _engine() -> str:
    rooms = ("checking", "sandbox", "submissions")
    return _digest(path for room in rooms for path in sorted((AUTOGRADER / room).rglob("*.py")))


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:DIGITS]
