"""What lies upon an automatic score and never changes it: voided checks, corrections, lateness."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HANDED_IN_FROM = ("platform", "name", "archive", "file")
"""Who says when something was handed in; all but the last two are a platform's own data."""


@dataclass(frozen=True)
class Voided:
    """A check found wrong: everybody who was graded has its points."""

    exercise: str
    check: str
    reason: str


@dataclass(frozen=True)
class Correction:
    """What a person gives for one exercise: so many points, or so many more or fewer.

    `bonus` may go beyond the exercise's maximum.
    """

    exercise: str
    points: float | None
    delta: float | None
    bonus: bool
    reason: str
    who: str
    when: str


@dataclass(frozen=True)
class Lateness:
    """The deadline of one student, what handing in after it took, and why it is another's.

    `due` is in ISO 8601 with its zone; `days` are begun days after it, 0 within the grace.
    """

    due: str
    days: int
    percent: float
    points: float
    extension: str | None = None


def layers_from(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The layers of a record's JSON; raises KeyError, TypeError, ValueError for what is none."""
    lateness = raw.get("lateness")
    voided = tuple(Voided(**each) for each in raw.get("voided", ()))
    corrections = tuple(Correction(**each) for each in raw.get("corrections", ()))
    late = Lateness(**lateness) if lateness else None
    parts: list[object] = [*voided, *corrections, *([late] if late else [])]
    for name, value in ((n, v) for part in parts for n, v in vars(part).items()):
        if name in _NUMBERS:
            right = is_number(value) or (value is None and name in _OPTIONAL)
        else:
            right = isinstance(value, str) or (name, value) == ("extension", None)
        if not right and not (name == "bonus" and isinstance(value, bool)):
            raise ValueError(f"not the {name} of a layer")
    return {"voided": voided, "corrections": corrections, "lateness": late}


_NUMBERS = {"points", "delta", "days", "percent"}
_OPTIONAL = {"points", "delta"}


def is_number(value: object) -> bool:
    """An int or a float that is finite; True is none."""
    return type(value) in (int, float) and math.isfinite(value)  # type: ignore[arg-type]
