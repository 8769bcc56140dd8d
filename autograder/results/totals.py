"""What a record comes to: the automatic score, with what people and the deadline made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

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
    earned = round(record.score + record.bonus, 10)
    return earned if record.total is None else record.total


def is_late(record: Record) -> bool:
    """By the deadline where there is one, else as the platform marked it."""
    return record.lateness.days > 0 if record.lateness else record.late


def corrected(row: ExerciseResult, points: float, correction: Correction) -> float:
    """Between 0 and the exercise's maximum; a bonus may be beyond."""
    given = points + (correction.delta or 0.0) if correction.points is None else correction.points
    return max(0.0, given if correction.bonus else min(given, row.max_score))


def credited(record: Record) -> Record:
    """To be shown: a voided check is passed, an exercise has what people gave, up to its maximum.

    A function that fails nothing but voided checks is right.
    """
    return replace(record, exercises=tuple(_credited(record, row) for row in record.exercises))


def _credited(record: Record, row: ExerciseResult) -> ExerciseResult:
    names = {each.check for each in record.voided if each.exercise == row.name}
    checks = tuple(
        replace(check, points=check.max_points, outcome="passed") if check.name in names else check
        for check in row.checks
    )
    is_right = names and all(check.outcome == "passed" for check in checks)
    score = min(row.max_score, _points(record, row))
    return replace(row, checks=checks, score=score, verdict="passed" if is_right else row.verdict)


def _points(record: Record, row: ExerciseResult) -> float:
    names = {each.check for each in record.voided if each.exercise == row.name}
    missed = sum(check.max_points - check.points for check in row.checks if check.name in names)
    points = min(row.max_score, row.score + missed)
    for correction in record.corrections:
        if correction.exercise == row.name:
            points = corrected(row, points, correction)
    return points
