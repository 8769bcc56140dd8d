"""The tables of a results folder that people keep: read from any spreadsheet, and added to."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.results.folder import inert, write_whole
from autograder.submissions.folders import printable, read_bytes
from autograder.submissions.models import Unreadable
from autograder.submissions.words import plain
from autograder.tables import mark_of, number_of, rows_of, text_of
from course.problems import ProblemError, at

MAX_BYTES = 16 << 20
NAMES: Mapping[str, Sequence[str]] = {
    "student": ("student", "estudiante", "alumno", "alumna"),
    "unit": ("unit", "unidad"),
    "exercise": ("exercise", "ejercicio", "function", "funcion"),
    "check": ("check", "comprobacion"),
    "points": ("points", "puntos"),
    "delta": ("delta", "diferencia"),
    "bonus": ("bonus", "extra"),
    "reason": ("reason", "because", "motivo"),
    "who": ("who", "quien"),
    "when": ("when", "cuando", "fecha"),
}
_COLUMN = {name: column for column, names in NAMES.items() for name in names}


class SheetError(ProblemError):
    """A table that cannot be used as it is: which line, and what to do."""

    exit_code = 2


@dataclass(frozen=True)
class Line:
    """One row: its place for people, and its cells by our name of the column."""

    place: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


def read_sheet(path: Path, required: Sequence[str]) -> list[Line]:
    """The rows that are not blank; none if there is no such file. Raises SheetError."""
    rows = _rows(path)
    header = next((row for _, row in rows if any(row)), None)
    if header is None:
        return []
    columns = _columns(path, header, required)
    return [
        Line(
            f"{printable(path)}:{number}", {c: bare(v) for c, v in zip(columns, row, strict=False)}
        )
        for number, row in rows
        if any(row) and row is not header
    ]


def add_line(
    path: Path, columns: Sequence[str], line: Mapping[str, str], instead: Line | None
) -> None:
    """Adds a row, in place of `instead` if that is given; the table keeps its columns and marks.

    Raises SheetError if the table has no column for a cell that is not empty.
    """
    rows = _rows(path)
    header = next((row for _, row in rows if any(row)), list(columns))
    named = _columns(path, header, [name for name in columns if line.get(name)])
    mark = mark_of(text_of(path.read_bytes())) if rows else ","
    kept = [r for n, r in rows if instead is None or f"{printable(path)}:{n}" != instead.place]
    kept = kept or [header]
    text = io.StringIO()
    table = csv.writer(text, delimiter=mark, lineterminator="\n")
    table.writerows([*kept, [_cell(line.get(name, "")) for name in named]])
    write_whole(path, ("\ufeff" + text.getvalue()).encode())


def bare(cell: str) -> str:
    """A cell as it was meant: without the sign that keeps a spreadsheet from running it."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and inert(text[1:]) == text else text


def _cell(text: str) -> str:
    """A number as it is, also a negative one; any other text so that no spreadsheet runs it."""
    try:
        number_of(text)
    except ValueError:
        return inert(text)
    return text


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    try:
        rows = list(rows_of(text_of(read_bytes(path, MAX_BYTES)))) if path.exists() else []
    except (Unreadable, csv.Error) as error:
        cause = (
            error.message.args.get("cause", error.message.id)
            if isinstance(error, Unreadable)
            else str(error)
        )
        raise SheetError(printable(path), "sheet_unreadable", {"cause": cause}) from None
    return [(number, [cell.strip() for cell in row]) for number, row in rows]


def _columns(path: Path, header: Sequence[str], required: Sequence[str]) -> list[str]:
    columns = [_COLUMN.get(plain(cell), cell) for cell in header]
    missing = [name for name in required if name not in columns]
    if missing:
        args = {"missing": missing, "columns": list(header)}
        raise SheetError(at(printable(path)), "sheet_columns", args)
    return columns
