"""What a record comes to: the automatic score, with what people and the deadline made of it."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.results.layers import Correction
from autograder.results.record import ExerciseResult, Record


def points_of(record: Record) -> Mapping[str, float]:
    """The points of each exercise, with voided checks and corrections, before the late rule."""
    return {row.name: _points(record, row) for row in record.exercises}


def adjustment_of(record: Record, decimals: int = 10) -> float:
    """What voided checks and corrections add to the automatic score, or take from it."""
    now = points_of(record)
    return round(sum(now[row.name] - row.score for row in record.exercises), decimals)


def penalty_of(record: Record) -> float:
    """The points that handing in late took."""
    return record.lateness.points if record.lateness else 0.0


def total_of(record: Record) -> float:
    """What counts."""
    return record.score if record.total is None else record.total


def is_late(record: Record) -> bool:
    """By the deadline where there is one, else as the platform marked it."""
    return record.lateness.days > 0 if record.lateness else record.late


def corrected(row: ExerciseResult, points: float, correction: Correction) -> float:
    """Between 0 and the exercise's maximum; a bonus may be beyond."""
    given = points + (correction.delta or 0.0) if correction.points is None else correction.points
    return max(0.0, given if correction.bonus else min(given, row.max_score))


def _points(record: Record, row: ExerciseResult) -> float:
    names = {each.check for each in record.voided if each.exercise == row.name}
    missed = sum(check.max_points - check.points for check in row.checks if check.name in names)
    points = min(row.max_score, row.score + missed)
    for correction in record.corrections:
        if correction.exercise == row.name:
            points = corrected(row, points, correction)
    return points
