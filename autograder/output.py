"""The results folder: records, pages and the table, each written whole or not at all."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from autograder.results import Record

PART = ".part"
RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_whole(path: Path, text: str) -> None:
    """UTF-8, atomically: a reader, or a power cut, sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PART)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def sweep(results: Path) -> None:
    """Removes what a run that was killed while it wrote has left."""
    for path in results.glob(f"**/.*{PART}"):
        path.unlink(missing_ok=True)


def record_path(results: Path, unit: str, student: str) -> Path:
    return results / unit / f"{student}.json"


def read_record(path: Path) -> Record | None:
    """The record at `path`; None if there is none, or none that this version reads."""
    try:
        return Record.from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def scores_csv(records: Iterable[Record], functions: Sequence[str]) -> str:
    """One row for each student and unit, then one column for each of `functions`."""
    text = io.StringIO()
    table = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    table.writerow(["student", "unit", "language", "status", "score", "max_score", *functions])
    for record in records:
        scores = {row.name: row.score for row in record.exercises}
        table.writerow(
            [
                inert(record.student),
                inert(record.unit),
                inert(record.language),
                record.status,
                record.score,
                record.max_score,
                *(scores.get(name, "") for name in functions),
            ]
        )
    return text.getvalue()


def inert(cell: str) -> str:
    """Text that a spreadsheet shows and never runs."""
    return "'" + cell if cell.startswith(RUNS_AS_FORMULA) else cell
