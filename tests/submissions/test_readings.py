"""A file that an earlier run has read is not read again, unless what matters is another."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.results import Message
from autograder.submissions import Found
from autograder.submissions.readings import FILE, Readings
from autograder.submissions.summary import Summary

VERSIONS: Mapping[str, str] = {"course": "1"}
SUMMARIES = [
    Summary("padding", "readable", "en", "0" * 64, 2, messages=(Message("zero_length"),)),
    Summary("pooling", "readable", "en", "0" * 64, 5, definitions={"max_pool2d": "mark"}),
]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    path = tmp_path / "ana.ipynb"
    path.write_text("{}", encoding="utf-8")
    return Found("ana", path, hints=("ana.ipynb",))


@pytest.fixture
def results(tmp_path: Path, found: Found) -> Path:
    """With what was read of the file in a first run."""
    folder = tmp_path / "results"
    folder.mkdir()
    first = Readings(folder, VERSIONS)
    assert first.known(found, None) is None
    first.add(found, None, SUMMARIES)
    first.keep()
    return folder


def test_what_was_read_is_known_wherever_the_file_lies(
    results: Path, found: Found, tmp_path: Path
) -> None:
    moved = tmp_path / "elsewhere.ipynb"
    found.path.rename(moved)
    assert Readings(results, VERSIONS).known(replace(found, path=moved), None) == SUMMARIES
    assert (results / FILE).stat().st_mode & 0o077 == 0


def test_a_file_that_has_changed_is_not(results: Path, found: Found) -> None:
    stamp = found.path.stat()
    found.path.write_text("[]", encoding="utf-8")
    os.utime(found.path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert Readings(results, VERSIONS).known(found, None) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"hints": ("pooling.ipynb",)},
        {"inside": ("ana.ipynb",)},
        {"what": "maybe"},
        {"notes": (Message("several_notebooks"),)},
        {"instead": Message("not_a_notebook")},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_one_of_which_something_else_is_told_is_not(
    results: Path, found: Found, changes: dict[str, object]
) -> None:
    assert Readings(results, VERSIONS).known(replace(found, **changes), None) is None  # type: ignore[arg-type]


def test_nor_one_that_is_asked_for_another_unit(results: Path, found: Found) -> None:
    assert Readings(results, VERSIONS).known(found, "pooling") is None


def test_nor_one_that_was_read_for_another_version_which_is_forgotten(
    results: Path, found: Found
) -> None:
    now = Readings(results, {"course": "2"})
    assert now.known(found, None) is None
    now.add(found, None, SUMMARIES[:1])
    now.keep()
    assert Readings(results, {"course": "2"}).known(found, None) == SUMMARIES[:1]
    assert Readings(results, VERSIONS).known(found, None) is None


def test_what_is_damaged_is_made_anew(results: Path, found: Found) -> None:
    (results / FILE).write_bytes(b"no database" * 100)
    readings = Readings(results, VERSIONS)
    assert readings.known(found, None) is None
    readings.add(found, None, SUMMARIES)
    readings.keep()
    assert Readings(results, VERSIONS).known(found, None) == SUMMARIES


def test_a_summary_that_is_none_is_read_again(results: Path, found: Found) -> None:
    with sqlite3.connect(results / FILE) as database:
        database.execute("""UPDATE reading SET summaries = '["{}"]'""")
    database.close()
    assert Readings(results, VERSIONS).known(found, None) is None


def test_a_file_that_cannot_be_opened_is_looked_at_the_next_time(
    results: Path, found: Found
) -> None:
    found.path.unlink()
    readings = Readings(results, VERSIONS)
    assert readings.known(found, None) is None
    readings.add(found, None, SUMMARIES)
    readings.keep()
    found.path.write_text("{}", encoding="utf-8")
    assert Readings(results, VERSIONS).known(found, None) == SUMMARIES
