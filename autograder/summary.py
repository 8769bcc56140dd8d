"""Records -> the rows of the table that a terminal shows after grading."""

from __future__ import annotations

from collections.abc import Container, Iterable

from autograder.results import ExerciseResult, Record
from course.texts import Translation


def summary(
    records: Iterable[Record], about: Container[tuple[str, str]], t: Translation
) -> tuple[list[str], list[list[str]]]:
    """Columns and rows, a row for each unit and student in `about`."""
    columns = ["student", "unit", "language", "status", "score", "to_look_at"]
    rows = [
        [
            record.student,
            record.unit,
            record.language,
            t(f"short_{record.status}"),
            f"{record.score:g} / {record.max_score:g}",
            ", ".join(
                _in_short(row)
                for row in record.exercises
                if row.verdict not in {"passed", "missing"}
            ),
        ]
        for record in records
        if (record.unit, record.student) in about
    ]
    return [t(f"column_{name}") for name in columns], rows


def _in_short(row: ExerciseResult) -> str:
    return f"{row.name}: {row.mistake or row.verdict}"
