"""The same class, given to each grader: what it cost, and the points of each function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.measure import Cost

Scores = Mapping[str, float]
"""Points by function; empty if a grader gave none."""


@dataclass(frozen=True)
class Graded:
    """What grading a class cost, and what each student got."""

    cost: Cost
    scores: Mapping[str, Scores]
