"""The results folder: records, pages and the table, each written whole or not at all."""

from __future__ import annotations

import csv
import os
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from autograder.results.lock import held
from autograder.results.questions import to_grade
from autograder.results.record import Record
from autograder.results.totals import adjustment_of, is_late, penalty_of, total_of
from course.model import Course

PART = ".part"
TABLE = "scores.csv"
COLUMNS = ("student", "unit", "language", "status", "score", "max_score")
KNOWN = ("id", "email", "group", "late")
MARKS = ("bonus", "adjustment", "penalty", "total")
"""Columns that are there if anybody's is known."""
WAITING = ".waiting"
"""Where records lie that would replace others, until somebody agrees."""
PREVIOUS = "previous"
"""Where replaced records are kept, one folder for each time."""

Key = tuple[str, str]
"""Unit and student."""
NOT_SEEN = "cannot_open"
"""The message of a file that this user may not read: it has no score, not even 0."""
RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class ResultsFolder:
    """The only writer of a folder of results while it is entered; raises Busy."""

    def __init__(self, path: Path, course: Course) -> None:
        self.path = path
        self._course = course
        self._closing = ExitStack()
        self._new: set[Key] = set()

    def record_path(self, unit: str, student: str) -> Path:
        return self.path / unit / f"{student}.json"

    def read(self, unit: str, student: str) -> bytes | None:
        """The bytes of the newest record, also of one that waits; None if there is none."""
        for path in (
            self._waiting(self.record_path(unit, student)),
            self.record_path(unit, student),
        ):
            try:
                return path.read_bytes()
            except OSError:
                continue
        return None

    def page(self, unit: str, student: str) -> Path:
        """The page of the record that `read` reads."""
        page = self.record_path(unit, student).with_suffix(".html")
        return self._waiting(page) if self._waiting(page).exists() else page

    def keep(self, record: Record, text: bytes, page: bytes) -> None:
        """Writes a record, given also as the bytes that it came as, and its page.

        What would replace another record waits until `take`.
        """
        key = (record.unit, record.student)
        path = self.record_path(*key)
        if path.exists() and key not in self._new and path.read_bytes() != text:
            path = self._waiting(path)
        else:
            if not path.exists():
                self._new.add(key)
            for old in (self._waiting(path), self._waiting(path.with_suffix(".html"))):
                old.unlink(missing_ok=True)
        write_whole(path.with_suffix(".html"), page)
        write_whole(path, text)

    def waiting(self) -> Iterator[Key]:
        """What would replace another record."""
        for path in sorted((self.path / WAITING).glob("*/*.json")):
            if self._waiting_record(key := (path.parent.name, path.stem)):
                yield key

    def take(self, keys: Iterable[Key]) -> None:
        """Puts records that wait in their places; those that they replace are kept."""
        for key in keys:
            self.keep_previous(self.record_path(*key))
            for path in (self.record_path(*key).with_suffix(".html"), self.record_path(*key)):
                if self._waiting(
                    path
                ).exists():  # the page may be there since a run that was killed
                    os.replace(self._waiting(path), path)
        if not any(self.waiting()):
            shutil.rmtree(self.path / WAITING, ignore_errors=True)

    def keep_previous(self, file: Path) -> None:
        """A copy of a file as it was before this run."""
        kept = self._previous / file.relative_to(self.path)
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy2(file, kept)

    def records(self) -> Iterator[Record]:
        """Every record of the folder, by student and unit, one at a time."""
        return records_in(self.path)

    def newest(self) -> Iterator[Record]:
        """The same, where a record waits that one in place of the one that it would replace."""
        for record in self.records():
            yield self._waiting_record((record.unit, record.student)) or record

    def write_table(self) -> Path:
        """A row for each record; a column for each function, and for what is known of people."""
        asked: set[str] = set()
        known: set[str] = set()
        for record in self.records():
            asked.update(row.name for row in record.exercises)
            known.update(name for name, fact in _facts(record).items() if fact not in ("", None))
        extra = [name for name in (*KNOWN, *MARKS) if name in known]
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

    def _waiting_record(self, key: Key) -> Record | None:
        try:
            return Record.from_json(self._waiting(self.record_path(*key)).read_bytes())
        except (OSError, ValueError):
            return None

    def _waiting(self, path: Path) -> Path:
        return self.path / WAITING / path.relative_to(self.path)

    @cached_property
    def _previous(self) -> Path:
        """A folder that is there once a file of before is kept in it."""
        stamp = datetime.now().strftime("%Y-%m-%dT%H-%M-%S")
        taken = len(list(self.path.glob(f"{PREVIOUS}/{stamp}*")))
        return self.path / PREVIOUS / (f"{stamp}-{taken + 1}" if taken else stamp)

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


def record_paths(folder: Path) -> list[Path]:
    """Where records lie that count, by student and unit."""
    paths = (path for path in folder.glob("*/*.json") if not path.parent.name.startswith("."))
    return sorted(paths, key=lambda path: (path.stem, path.parent.name))


def records_in(folder: Path) -> Iterator[Record]:
    """The records of a folder that has one folder for each unit; what is none is passed over."""
    for path in record_paths(folder):
        try:
            yield Record.from_json(path.read_bytes())
        except (OSError, ValueError):
            continue


def _cells(record: Record, functions: list[str], extra: list[str]) -> list[object]:
    scores: dict[str, object] = {row.name: row.score for row in record.exercises}
    scores |= {row.name: "" for row in to_grade(record)}
    texts = map(inert, (record.student, record.unit, record.language, record.status))
    numbers = (scores.get(name, "") for name in functions)
    known = _facts(record)
    known["total"] = total_of(record)
    facts = (known[name] for name in extra)
    if record.total is None and any(message.id == NOT_SEEN for message in record.messages):
        known["total"] = ""
        return [*texts, "", record.max_score, *("" for _ in functions), *facts]
    return [*texts, record.score, record.max_score, *numbers, *facts]


def _facts(record: Record) -> dict[str, object]:
    """What is not there for everybody; empty texts where it is not known."""
    facts: dict[str, object] = {name: inert(getattr(record, name) or "") for name in KNOWN[:3]}
    facts["late"] = "late" if is_late(record) else ""
    adjusted = bool(record.corrections or record.voided)
    facts["bonus"] = record.bonus or ""
    facts["adjustment"] = adjustment_of(record) if adjusted else ""
    facts["penalty"] = penalty_of(record) or ""
    facts["total"] = record.total
    return facts


def inert(cell: str) -> str:
    """Text that a spreadsheet shows and never runs, its full-width signs included."""
    begins = unicodedata.normalize("NFKC", cell.lstrip(" ")[:1])
    return "'" + cell if begins.startswith(RUNS_AS_FORMULA) else cell
