"""A record comes back as it was, and so does an older one; nothing else passes for one."""

from __future__ import annotations

import json

import pytest

from autograder.results import ExerciseResult, Message, Record

ROW = ExerciseResult(
    "pad2d", 0.0, 2.0, "failed", diagnoses=(Message("returned_none"),), fingerprint="00ff"
)
RECORD = Record("ana", "padding", "es", "graded", "full", "1", "00", 0.0, 2.0, (ROW,))


def test_a_record_comes_back_as_it_was() -> None:
    assert Record.from_json(RECORD.to_json()) == RECORD


def test_a_record_without_diagnoses_is_read() -> None:
    raw = json.loads(RECORD.to_json())
    for key in ("diagnoses", "fingerprint"):
        del raw["exercises"][0][key]
    row = Record.from_json(json.dumps(raw)).exercises[0]
    assert (row.diagnoses, row.fingerprint) == ((), "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"fingerprint": 7},
        {"diagnoses": "returned_none"},
        {"diagnoses": [{"id": 7, "args": {}}]},
        {"diagnoses": [{"id": "returned_none", "args": "x"}]},
        {"diagnosis": []},
    ],
)
def test_what_no_record_of_ours_has_is_refused(wrong: dict[str, object]) -> None:
    raw = json.loads(RECORD.to_json())
    raw["exercises"][0] |= wrong
    with pytest.raises(ValueError, match="not"):
        Record.from_json(json.dumps(raw))
