"""Every hostile notebook gets what it must, and harms nobody."""

from __future__ import annotations

from collections import Counter

import pytest

from autograder.results import ExerciseResult, Record

from .cases.model import Hostile
from .classroom import Graded
from .conftest import Afterwards
from .notebooks import NOTEBOOKS

every = pytest.mark.parametrize("case", NOTEBOOKS.values(), ids=NOTEBOOKS)
LARGEST_RECORD = 60_000


def record_of(case: Hostile, graded: Graded) -> Record:
    record = graded.results[case.name].record
    assert record is not None, "no record was written"
    return record


def told(row: ExerciseResult, key: str) -> list[object]:
    return [message.args[key] for message in row.messages if key in message.args]


@every
def test_the_record_says_what_happened(case: Hostile, graded: Graded) -> None:
    record = record_of(case, graded)
    assert record.status == "graded"
    for row in record.exercises:
        if row.name in case.gets:
            assert row.verdict in case.gets[row.name].split("|"), row
            assert row.score == 0.0, row
        else:
            assert (row.verdict, row.score) == ("passed", row.max_score), row
    if case.raises:
        kinds = {kind for row in record.exercises for kind in told(row, "type")}
        assert case.raises in kinds


@every
def test_nobody_around_it_is_harmed(case: Hostile, graded: Graded) -> None:
    for honest in graded.results[case.name].neighbours:
        assert honest is not None
        assert (honest.status, honest.score) == ("graded", honest.max_score)


@every
def test_nothing_hidden_is_carried_out(
    case: Hostile, graded: Graded, hidden_numbers: frozenset[str]
) -> None:
    record, page = record_of(case, graded), graded.results[case.name].page
    for text in (record.to_json(), page):
        assert [number for number in hidden_numbers if number in text] == []
    for row in record.exercises:
        assert len(set(told(row, "line"))) <= 2
        assert sum(message.id == "notebook_variable" for message in row.messages) <= 1


@every
def test_its_record_and_page_are_small_and_inert(case: Hostile, graded: Graded) -> None:
    record, page = record_of(case, graded), graded.results[case.name].page
    assert len(record.to_json()) < LARGEST_RECORD
    assert "<script" not in page
    assert "onerror=" not in page.replace("onerror=alert(1)&gt;", "")
    assert not set(page) & set("\x00\x1b\x9b\u202a\u202e\u2066")


def test_no_process_is_left(afterwards: Afterwards) -> None:
    assert afterwards.processes == frozenset()


def test_no_file_is_left(graded: Graded, afterwards: Afterwards) -> None:
    assert afterwards.files == frozenset()
    for run in graded.runs:
        endings = Counter(name.rpartition(".")[2] for name in run.files)
        assert set(endings) == {"json", "html", "csv", "sqlite"}
        assert endings["sqlite"] == 1


def test_the_command_shows_no_traceback(graded: Graded) -> None:
    for run in graded.runs:
        assert run.code in (0, 1)
        assert "Traceback" not in run.stderr + run.stdout
        assert "the grader itself failed" not in run.stderr


def test_there_are_enough_of_every_kind() -> None:
    kinds = Counter(case.kind for case in NOTEBOOKS.values())
    assert sum(kinds.values()) >= 80
    assert min(kinds.values()) >= 10, kinds
