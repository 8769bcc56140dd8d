"""What reading each file told, kept beside the results: a file that is the same is not read again.

A file is the same if its bytes are, and what its name and platform say; what was read with another
course, grader or Python is forgotten.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import astuple
from pathlib import Path
from urllib.parse import quote

from autograder.submissions.models import Found
from autograder.submissions.summary import Summary

FILE = ".readings.sqlite"
SCHEMA = "CREATE TABLE IF NOT EXISTS reading (file TEXT PRIMARY KEY, terms TEXT, summaries TEXT)"


class Readings:
    """Of the files of a class; `versions` are those of all that takes part in reading."""

    def __init__(self, results: Path, versions: Mapping[str, str]) -> None:
        self._path = results / FILE
        self._terms = json.dumps(dict(versions), sort_keys=True)
        self._digests: dict[Path, bytes] = {}
        self._new: list[tuple[bytes, Sequence[Summary]]] = []
        self._kept: sqlite3.Connection | None = None
        if self._path.is_file():
            place = f"file:{quote(str(self._path))}?mode=ro"
            self._kept = sqlite3.connect(place, uri=True)

    def known(self, found: Found, asked: str | None) -> list[Summary] | None:
        """What an earlier run read in it; None if none did."""
        try:
            key = self._key(found, asked)
            if self._kept is None:
                return None
            query = "SELECT summaries FROM reading WHERE file = ? AND terms = ?"
            row = self._kept.execute(query, (key.hex(), self._terms)).fetchone()
            parts = json.loads(row[0]) if row else None
            return None if parts is None else [Summary.from_json(p.encode()) for p in parts]
        except (sqlite3.Error, ValueError, OSError):
            return None  # whatever it is, the file is read

    def add(self, found: Found, asked: str | None, summaries: Iterable[Summary]) -> None:
        """Has it kept by `keep`; what cannot be opened is looked at again the next time."""
        try:
            key = self._key(found, asked)
        except OSError:
            return
        self._new.append((key, tuple(summaries)))

    def keep(self) -> None:
        """Writes what is new; only whoever holds the folder of results may."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None
        if not self._new:
            return
        try:
            self._write()
        except sqlite3.Error:  # it was damaged, or is no database
            self._path.unlink()
            with suppress(sqlite3.Error):  # no room: the next run reads again
                self._write()
        self._new = []
        self._digests = {}

    def _write(self) -> None:
        rows = (
            (key.hex(), self._terms, json.dumps([each.to_json().decode() for each in summaries]))
            for key, summaries in self._new
        )
        self._path.touch(mode=0o600)
        with closing(sqlite3.connect(self._path)) as database, database:
            database.execute(SCHEMA)
            database.execute("DELETE FROM reading WHERE terms != ?", (self._terms,))
            database.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?)", rows)

    def _key(self, found: Found, asked: str | None) -> bytes:
        """Of the file as it is when first asked for; raises OSError if it cannot be opened."""
        if found.path not in self._digests:
            with found.path.open("rb") as file:
                self._digests[found.path] = hashlib.file_digest(file, "sha256").digest()
        notes = [astuple(note) for note in (*found.notes, *filter(None, [found.instead]))]
        parts = [found.inside, found.what, found.hints, notes, asked]
        told = json.dumps(parts, default=str).encode()
        return hashlib.sha256(self._digests[found.path] + told).digest()
