"""A class of fifteen whose records are written by hand, and its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.report.writing import write_report
from autograder.results import Record
from course.model import Course
from tests.feedback.conftest import everything
from tests.feedback.records import record

UNIT, OTHER = "pooling", "padding"
FUNCTION, LATER = "max_pool2d", "max_pool2d_backward"
COMMON, RARE, UNNAMED = "pads_with_zeros", "stride_one_by_default", "f00d"
WRITTEN = """
def adaptive_avg_pool2d(x, output_size):
    height, width = pair(output_size)
    out = np.full((*x.shape[:2], height, width), -0.125)
    for i, j in np.ndindex(height, width):
        rows = slice(i * x.shape[2] // height, -(-(i + 1) * x.shape[2] // height))
        out[:, :, i, j] = x[:, :, rows, j * 3 : 7 + j].mean(axis=(2, 3)) ** 1.5 - 4 * i
    return np.hypot(out, 0.75).clip(-3, 11)
"""
FORGED = "<img src=x onerror=alert(1)></script><script>document.title='ran'</script>"


def class_of(course: Course) -> Iterator[Record]:
    """Six share a mistake, four of them another too; two a nameless answer; one never ends."""
    unit = course.units[UNIT]
    wrong = {**everything(unit, FUNCTION, 0), "score": 1.0, "verdict": "failed"}
    later = {**everything(unit, LATER, 1), "score": 0.0, "verdict": "failed"}
    nameless = {"score": 0.5, "verdict": "failed", "fingerprint": UNNAMED}
    for number in range(15):
        rows = {}
        if number < 6:
            rows[FUNCTION] = {**wrong, "mistake": COMMON}
        if number < 4:
            rows[LATER] = {**later, "mistake": "assigned_not_added"}
        if number == 6:
            rows[FUNCTION] = {**wrong, "mistake": RARE}
        if number in (7, 8):
            rows["avg_pool2d"] = nameless
        if number == 9:
            rows["avg_pool2d"] = {"score": 0.0, "verdict": "timeout"}
        if number in (11, 12):
            rows["adaptive_avg_pool2d"] = {"source": WRITTEN}
        name = FORGED if number == 10 else f"Núñez {number:02d}"
        yield replace(record(course, UNIT, "es", **rows), student=name)
    nothing = replace(record(course, OTHER), score=0.0, exercises=())
    yield replace(nothing, student="Núñez 00", status="absent")
    yield replace(nothing, student="Núñez 01", status="unreadable")


@pytest.fixture(scope="session")
def results(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of results with these records, and one that is damaged."""
    folder = tmp_path_factory.mktemp("report") / "results"
    for number, each in enumerate(class_of(course)):
        path = folder / each.unit / f"{number}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(each.to_json(), encoding="utf-8")
    (folder / UNIT / "damaged.json").write_text("{", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def page(course: Course, results: Path) -> Path:
    return write_report(course, results, first="en")
