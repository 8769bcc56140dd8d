"""Records as flat rows, for spreadsheets and data frames."""

from __future__ import annotations

from typing import Any

from autograder.exports.models import is_scored
from autograder.results import Record
from autograder.results.totals import adjustment_of, is_late, penalty_of, total_of

FACTS = (
    *("student", "unit", "language", "status", "id", "email", "group", "handed_in"),
    *("handed_in_from", "course_version", "notebook_sha256"),
)


def facts_of(record: Record) -> dict[str, Any]:
    """Who handed in what when, and what it comes to; no number where nobody could read the file."""
    scored = is_scored(record)
    return {
        **{name: getattr(record, name) for name in FACTS},
        "late": is_late(record),
        "score": record.score if scored else None,
        "bonus": record.bonus,
        "adjustment": adjustment_of(record),
        "penalty": penalty_of(record),
        "total": total_of(record) if scored else None,
        "max_score": record.max_score,
    }
