"""What holds is not graded again: answers that are others each time tell whether a function ran."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from ..conftest import Graded

CLOCK = """
import time
import numpy as np

def pad2d(x, pad, value=0.0):
    return np.full(np.shape(x), time.perf_counter_ns() % 10**6, float)

def pad2d_backward(dy, pad):
    return np.full(np.shape(dy), time.perf_counter_ns() % 10**6, float)
"""
RESAVED = "\n# saved once more\n"
Marks = Mapping[str, str]


@pytest.fixture
def course(small_course: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(small_course, tmp_path / "course"))


@pytest.fixture
def once(grade: Callable[..., Graded], plain_notebook: Callable[..., Any], course: Path) -> Graded:
    """A class of one, whose answers are wrong in a way that never comes twice."""
    return grade(course, {"ana": plain_notebook(CLOCK)})


@pytest.fixture
def again(once: Graded, convalida: Callable[..., Any], course: Path) -> Callable[..., Marks]:
    """Grades the class once more; the mark of each function's wrong answers."""

    def run(*options: object) -> Marks:
        folder = once.results.parent / "handed-in"
        done = convalida("grade", folder, "--course", course, "--out", once.results, *options)
        assert done.returncode == 0, done.stderr
        return marks(record_of(once, "ana"))

    return run


def record_of(graded: Graded, student: str) -> dict[str, Any]:
    path = graded.results / "padding" / f"{student}.json"
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def marks(record: Mapping[str, Any]) -> Marks:
    return {row["name"]: row["fingerprint"] for row in record["exercises"]}


def hand_in(once: Graded, student: str, book: object) -> None:
    path = once.results.parent / "handed-in" / f"{student}.ipynb"
    path.write_text(json.dumps(book), encoding="utf-8")


def test_what_has_not_changed_does_not_run(once: Graded, again: Callable[..., Marks]) -> None:
    before = marks(once.records["ana"])
    assert again() == before
    forced = again("--force")
    assert all(forced[name] != before[name] for name in before)


def test_a_changed_check_runs_its_exercise_alone(
    once: Graded, again: Callable[..., Marks], course: Path
) -> None:
    before = marks(once.records["ana"])
    checks = course / "exercises" / "padding" / "pad2d_backward" / "checks.py"
    checks.write_text(checks.read_text(encoding="utf-8") + "\n# mended\n", encoding="utf-8")
    after = again()
    assert after["pad2d"] == before["pad2d"]
    assert after["pad2d_backward"] != before["pad2d_backward"]
    assert again() == after


def test_a_changed_sentence_makes_the_page_again_and_runs_nothing(
    once: Graded, again: Callable[..., Marks], course: Path
) -> None:
    text = course / "exercises" / "padding" / "pad2d" / "en.md"
    title = text.read_text(encoding="utf-8").split("title %>\n")[1].splitlines()[0]
    text.write_text(
        text.read_text(encoding="utf-8").replace(title, "A frame of zeros"), encoding="utf-8"
    )
    page = once.results / "padding" / "ana.html"
    assert "A frame of zeros" not in page.read_text(encoding="utf-8")
    assert again() == marks(once.records["ana"])
    assert "A frame of zeros" in page.read_text(encoding="utf-8")


def test_another_file_with_the_same_definitions_runs_nothing_and_is_told(
    once: Graded, again: Callable[..., Marks], plain_notebook: Callable[..., Any]
) -> None:
    hand_in(once, "ana", plain_notebook(CLOCK, RESAVED))
    assert again() == marks(once.records["ana"])
    assert record_of(once, "ana")["notebook_sha256"] != once.records["ana"]["notebook_sha256"]


def test_a_changed_definition_is_graded(
    once: Graded, again: Callable[..., Marks], plain_notebook: Callable[..., Any]
) -> None:
    hand_in(once, "ana", plain_notebook(CLOCK.replace("10**6, float)", "10**5, float)")))
    after, before = again(), marks(once.records["ana"])
    assert all(after[name] != before[name] for name in before)


def test_the_same_definitions_are_graded_once_for_all_who_handed_them_in(
    grade: Callable[..., Graded], plain_notebook: Callable[..., Any], course: Path
) -> None:
    books = {"ana": plain_notebook(CLOCK), "luis": plain_notebook(CLOCK, RESAVED)}
    graded = grade(course, {**books, "eva": plain_notebook(CLOCK + "\nX = 1\n")})
    ana, luis = graded.records["ana"], graded.records["luis"]
    assert marks(ana) == marks(luis)
    assert (luis["student"], luis["file"]) == ("luis", "luis.ipynb")
    assert ana["notebook_sha256"] != luis["notebook_sha256"]
    assert "luis" in (graded.results / "padding" / "luis.html").read_text(encoding="utf-8")
