"""What a page says of itself: which file, when, with what, and how it was graded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from autograder.feedback.freshness import is_fresh, mark_of
from autograder.feedback.page import student_page
from autograder.sentences import sentences

from .records import record
from .test_said import COURSE, languages_in


def test_the_receipt_names_the_file() -> None:
    made = replace(record(COURSE, "pooling"), file="pooling (2).ipynb")
    text = languages_in(student_page(made, COURSE).html)["en"]
    assert "pooling (2).ipynb" in text.partition("<footer>")[2]


def test_the_receipt_has_the_whole_hash_when_it_came_and_with_what_it_was_graded() -> None:
    made = replace(
        record(COURSE, "pooling"),
        handed_in="2025-03-02T20:30:10Z",
        handed_in_from="platform",
        versions={"engine": "abc123"},
    )
    for language, text in languages_in(student_page(made, COURSE).html).items():
        say = sentences(language, COURSE)
        receipt = text.partition("<footer>")[2].replace("<wbr>", "")
        assert made.notebook_sha256 in receipt
        assert f"2025-03-02 20:30:10 UTC ({say('time_from_platform')})" in receipt
        assert "abc123" in receipt


def test_a_page_is_stamped_when_it_was_graded_without_isolation() -> None:
    say = sentences("en", COURSE)
    made = record(COURSE, "pooling")
    assert say("without_isolation") not in student_page(made, COURSE).html
    assert say("without_isolation") in student_page(replace(made, isolation="none"), COURSE).html


def test_the_mark_of_a_page_stands_at_its_top(tmp_path: Path) -> None:
    made = record(COURSE, "pooling")
    path = tmp_path / "page.html"
    path.write_text(student_page(made, COURSE).html, encoding="utf-8")
    assert is_fresh(path, mark_of(made.to_json().encode(), COURSE, "pooling"))
    assert not is_fresh(path, mark_of(b"another", COURSE, "pooling"))
