"""`changes.csv`: whose mark changes, by how much, by which check and why."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from autograder.results.compare import Change, Step
from autograder.results.folder import inert, write_whole
from autograder.tables import written

FILE = "changes.csv"
COLUMNS = ("student", "unit", "before", "after", "difference", "why", "what")


def write_changes(folder: Path, changes: Sequence[Change]) -> Path:
    """The table of what changes, in a results folder."""
    path = folder / FILE
    write_whole(path, text_of(changes).encode())
    return path


def text_of(changes: Sequence[Change]) -> str:
    text = io.StringIO()
    table = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n")
    text.write("\ufeff")
    table.writerow(COLUMNS)
    table.writerows(map(_row, changes))
    return text.getvalue()


def step_text(step: Step) -> str:
    """`max_pool2d/strides 0 → 1`."""
    return f"{step.what} {written(step.before)} → {written(step.after)}"


def _row(change: Change) -> list[object]:
    return [
        inert(change.student),
        inert(change.unit),
        "" if change.before is None else change.before,
        "" if change.after is None else change.after,
        change.difference,
        "; ".join(change.causes),
        "; ".join(map(step_text, change.steps)),
    ]
