"""Two Parquet tables, for whoever analyses a class: hand-ins and checks. Needs pyarrow."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from autograder.exports.models import Given, Written
from autograder.exports.needs import needed
from autograder.exports.rows import FACTS, facts_of
from autograder.results import Record
from autograder.results.folder import write_whole
from autograder.results.totals import points_of

NUMBERS = ("score", "bonus", "adjustment", "penalty", "total", "max_score")
CHECK_TEXTS = ("student", "unit", "exercise", "verdict", "mistake", "check", "outcome")
CHECK_NUMBERS = ("points", "max_points", "exercise_points")


def write(given: Given) -> Written:
    """`scores.parquet`, a row for each hand-in, and `checks.parquet`, one for each check."""
    pa, pq = needed("pyarrow", "parquet"), needed("pyarrow.parquet", "parquet")
    hand_ins = pa.schema(
        [*((n, pa.string()) for n in FACTS), ("late", pa.bool_())]
        + [(n, pa.float64()) for n in NUMBERS]
    )
    checks = pa.schema(
        [*((n, pa.string()) for n in CHECK_TEXTS), *((n, pa.float64()) for n in CHECK_NUMBERS)]
    )
    done = Written()
    for name, schema, rows in (
        ("scores", hand_ins, [facts_of(record) for record in given.records()]),
        ("checks", checks, [row for record in given.records() for row in _checks(record)]),
    ):
        data = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), data)
        path = given.out / f"{name}.parquet"
        write_whole(path, data.getvalue())
        done.paths.append(path)
    return done


def _checks(record: Record) -> Iterator[dict[str, Any]]:
    points = points_of(record)
    for row in record.exercises:
        for check in row.checks:
            yield {
                "student": record.student,
                "unit": record.unit,
                "exercise": row.name,
                "verdict": row.verdict,
                "mistake": row.mistake,
                "check": check.name,
                "outcome": check.outcome,
                "points": check.points,
                "max_points": check.max_points,
                "exercise_points": points[row.name],
            }
