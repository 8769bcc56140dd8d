"""Written questions: a row of a record that a person fills, through a correction."""

from __future__ import annotations

from dataclasses import replace

from autograder.results.record import ExerciseResult, Record, Verdict
from course.model import Unit


def with_questions(record: Record, unit: Unit | None) -> Record:
    """The record with a row for each written question of its unit."""
    verdict: Verdict = "to_grade" if record.status == "graded" else "missing"
    rows = tuple(
        ExerciseResult(question.name, 0.0, question.points, verdict)
        for question in (unit.questions if unit else ())
    )
    return replace(record, exercises=(*record.exercises, *rows))


def to_grade(record: Record) -> list[ExerciseResult]:
    """The questions that wait for a person."""
    given = {correction.exercise for correction in record.corrections}
    return [row for row in record.exercises if row.verdict == "to_grade" and row.name not in given]
