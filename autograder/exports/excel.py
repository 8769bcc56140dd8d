"""A workbook: a sheet for each unit, and one for what people decided. Needs openpyxl."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from autograder.exports.models import Given, Written, is_scored
from autograder.exports.needs import needed
from autograder.exports.rows import facts_of
from autograder.results import Record
from autograder.results.folder import write_whole
from autograder.results.totals import points_of

WHO = ("student", "id", "email", "group", "status", "late", "handed_in")
SUMS = ("score", "bonus", "adjustment", "penalty", "total", "max_score")
DECIDED = (
    *("student", "unit", "exercise", "check", "points", "delta", "bonus", "reason", "who", "when"),
)
SHEET = re.compile(r"[\[\]:*?/\\]")
LONGEST_TITLE = 31
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def write(given: Given) -> Written:
    """Points of exercises are those with corrections; `score` is the automatic one."""
    openpyxl = needed("openpyxl", "excel")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for unit, records in given.by_unit.items():
        names = list(dict.fromkeys(row.name for r in records for row in r.exercises))
        header = [*WHO, *names, *SUMS]
        _sheet(book, unit, header, [_row(record, names) for record in records])
    decided = [row for records in given.by_unit.values() for r in records for row in _decided(r)]
    _sheet(book, "adjustments", DECIDED, decided)
    path = given.out / "scores.xlsx"
    data = io.BytesIO()
    book.save(data)
    write_whole(path, data.getvalue())
    return Written([path])


def _row(record: Record, names: Sequence[str]) -> list[Any]:
    facts, points = facts_of(record), points_of(record) if is_scored(record) else {}
    return [
        *(facts[name] for name in WHO),
        *(points.get(name) for name in names),
        *(facts[name] for name in SUMS),
    ]


def _decided(record: Record) -> Iterable[list[Any]]:
    for void in record.voided:
        cells = {**vars(void), "student": record.student, "unit": record.unit}
        yield [cells.get(name) for name in DECIDED]
    for correction in record.corrections:
        cells = {**vars(correction), "student": record.student, "unit": record.unit}
        yield [cells.get(name) for name in DECIDED]


def _sheet(book: Any, title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Texts are texts, ids too: nothing is a formula, and no zero is lost."""
    sheet = book.create_sheet(SHEET.sub("-", title)[:LONGEST_TITLE])
    for i, row in enumerate([header, *rows], 1):
        for j, value in enumerate(row, 1):
            cell = sheet.cell(i, j)
            if isinstance(value, str):
                cell.value = NOT_XML.sub("", value)
                cell.data_type = "s"
            else:
                cell.value = value
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
