"""A record that would replace another waits; what it replaces is kept, whatever ends the run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.results import Record
from autograder.results.folder import PREVIOUS, WAITING, ResultsFolder
from course import catalog
from tests.feedback.records import record

COURSE = catalog.load()
KEY = ("pooling", "ana")
OLD = record(COURSE, "pooling")
NEW = replace(OLD, seed=7)


def keep(folder: ResultsFolder, one: Record, page: bytes) -> None:
    folder.keep(one, one.to_json().encode(), page)


def seed_in(path: Path) -> int:
    return Record.from_json(path.read_bytes()).seed


@pytest.fixture
def results(tmp_path: Path) -> Path:
    """One record, of a run before."""
    with ResultsFolder(tmp_path, COURSE) as folder:
        keep(folder, OLD, b"old")
    return tmp_path


def test_what_a_run_has_written_itself_it_may_write_again(tmp_path: Path) -> None:
    with ResultsFolder(tmp_path, COURSE) as folder:
        for one in (OLD, NEW):
            keep(folder, one, b"page")
            assert list(folder.waiting()) == []
        assert seed_in(folder.record_path(*KEY)) == 7


def test_the_same_record_takes_its_place_at_once_with_a_new_page(results: Path) -> None:
    with ResultsFolder(results, COURSE) as folder:
        keep(folder, OLD, b"new page")
        assert list(folder.waiting()) == []
        assert folder.page(*KEY).read_bytes() == b"new page"
    assert not (results / PREVIOUS).exists()


def test_another_record_waits_and_is_read_in_place_of_the_old_one(results: Path) -> None:
    with ResultsFolder(results, COURSE) as folder:
        keep(folder, NEW, b"new")
    with ResultsFolder(results, COURSE) as folder:
        assert list(folder.waiting()) == [KEY]
        assert seed_in(results / "pooling" / "ana.json") == 0
        assert Record.from_json(folder.read(*KEY) or b"").seed == 7
        assert [one.seed for one in folder.newest()] == [7]
        assert [one.seed for one in folder.records()] == [0]
        assert folder.page(*KEY).read_bytes() == b"new"


def test_taking_it_keeps_what_was_there(results: Path) -> None:
    with ResultsFolder(results, COURSE) as folder:
        keep(folder, NEW, b"new")
        folder.take([KEY])
    assert seed_in(results / "pooling" / "ana.json") == 7
    assert (results / "pooling" / "ana.html").read_bytes() == b"new"
    (kept,) = results.glob(f"{PREVIOUS}/*/pooling/ana.json")
    assert seed_in(kept) == 0
    assert not (results / WAITING).exists()


def test_a_run_that_ended_between_page_and_record_is_finished_by_the_next(results: Path) -> None:
    with ResultsFolder(results, COURSE) as folder:
        keep(folder, NEW, b"new")
        page = results / WAITING / "pooling" / "ana.html"
        page.replace(results / "pooling" / "ana.html")
    with ResultsFolder(results, COURSE) as folder:
        folder.take(list(folder.waiting()))
    assert seed_in(results / "pooling" / "ana.json") == 7
    assert (results / "pooling" / "ana.html").read_bytes() == b"new"
    assert not (results / WAITING).exists()


def test_what_waits_is_forgotten_when_the_old_record_is_right_again(results: Path) -> None:
    with ResultsFolder(results, COURSE) as folder:
        keep(folder, NEW, b"new")
        keep(folder, OLD, b"old")
        assert list(folder.waiting()) == []
        assert Record.from_json(folder.read(*KEY) or b"").seed == 0
