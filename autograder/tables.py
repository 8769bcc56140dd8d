"""Tables that people keep: CSV as any spreadsheet saves it, whatever its encoding and marks."""

from __future__ import annotations

import codecs
import csv
import io
import math
from collections.abc import Iterator


def text_of(data: bytes) -> str:
    """UTF-8 with or without a byte order mark, UTF-16, else cp1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def mark_of(text: str) -> str:
    """What stands between the cells: a comma, a semicolon or a tab, as in the first line."""
    head = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t", key=head.count)


def rows_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows and the line that each ends in, from 1; raises csv.Error."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark_of(text))
    for row in rows:
        yield rows.line_num, row


def number_of(cell: str) -> float:
    """A number with a decimal point or comma; raises ValueError, also for nan and infinities."""
    value = float(cell.strip().replace(",", "."))
    if not math.isfinite(value):
        raise ValueError(cell)
    return value


def written(number: float, mark: str = ",") -> str:
    """A number in a table whose cells `mark` separates: semicolons go with decimal commas."""
    text = f"{number:.10g}"
    return text.replace(".", ",") if mark == ";" else text
