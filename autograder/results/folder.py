"""The results folder: records, pages and the table, each written whole or not at all."""

from __future__ import annotations

import csv
import os
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from autograder.results.lock import held
from autograder.results.record import Record
from course.model import Course

PART = ".part"
TABLE = "scores.csv"
COLUMNS = ("student", "unit", "language", "status", "score", "max_score")
KNOWN = ("id", "email", "group", "late")
"""Columns that are there if anybody's is known."""
NOT_SEEN = "cannot_open"
"""The message of a file that this user may not read: it has no score, not even 0."""
RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ResultsFolder:
    """The only writer of a folder of results while it is entered; raises Busy."""

    def __init__(self, path: Path, course: Course) -> None:
        self.path = path
        self._course = course
        self._closing = ExitStack()

    def record_path(self, unit: str, student: str) -> Path:
        return self.path / unit / f"{student}.json"

    def read(self, unit: str, student: str) -> bytes | None:
        """The bytes of a record; None if there is none."""
        try:
            return self.record_path(unit, student).read_bytes()
        except OSError:
            return None

    def page(self, unit: str, student: str) -> Path:
        return self.record_path(unit, student).with_suffix(".html")

    def keep(self, record: Record, text: bytes, page: bytes) -> None:
        """Writes a record, given also as the bytes that it came as, and its page."""
        write_whole(self.page(record.unit, record.student), page)
        write_whole(self.record_path(record.unit, record.student), text)

    def records(self) -> Iterator[Record]:
        """Every record of the folder, by student and unit, one at a time."""
        paths = self.path.glob("*/*.json")
        for path in sorted(paths, key=lambda path: (path.stem, path.parent.name)):
            try:
                yield Record.from_json(path.read_bytes())
            except (OSError, ValueError):
                continue

    def write_table(self) -> Path:
        """A row for each record; a column for each function, and for what is known of people."""
        asked: set[str] = set()
        known: set[str] = set()
        for record in self.records():
            asked.update(row.name for row in record.exercises)
            known.update(name for name in KNOWN if getattr(record, name))
        extra = [name for name in KNOWN if name in known]
        ours = [name for unit in self._course.units.values() for name in unit.functions]
        functions = [name for name in ours if name in asked] + sorted(asked.difference(ours))
        path = self.path / TABLE
        with _whole(path) as file:
            table = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
            file.write("\ufeff")
            table.writerow([*COLUMNS, *functions, *extra])
            for record in self.records():
                table.writerow(_cells(record, functions, extra))
        return path

    def __enter__(self) -> Self:
        self._closing.enter_context(held(self.path))
        for path in self.path.glob(f"**/.*{PART}"):
            path.unlink(missing_ok=True)  # of a run that was killed while it wrote
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.close()


def write_whole(path: Path, data: bytes) -> None:
    """Atomically: a reader, or a power cut, sees the old file or the new one."""
    with _whole(path) as file:
        file.buffer.write(data)


@contextmanager
def _whole(path: Path) -> Iterator[TextIO]:
    """A text file that takes the place of `path` when the block ends well; its owner's alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PART)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        Path(temporary).unlink(missing_ok=True)


def _cells(record: Record, functions: list[str], extra: list[str]) -> list[object]:
    scores = {row.name: row.score for row in record.exercises}
    texts = map(inert, (record.student, record.unit, record.language, record.status))
    numbers = (scores.get(name, "") for name in functions)
    known = {**vars(record), "late": "late" if record.late else ""}
    facts = (inert(known[name] or "") for name in extra)
    if any(message.id == NOT_SEEN for message in record.messages):
        return [*texts, "", record.max_score, *("" for _ in functions), *facts]
    return [*texts, record.score, record.max_score, *numbers, *facts]


def inert(cell: str) -> str:
    """Text that a spreadsheet shows and never runs, its full-width signs included."""
    begins = unicodedata.normalize("NFKC", cell.lstrip(" ")[:1])
    return "'" + cell if begins.startswith(RUNS_AS_FORMULA) else cell
