"""What each room offers to others is decided, not grown: a new public name is a line here."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

PUBLIC = {
    "autograder.sandbox": """
        Answer ArrayFacts BadFunction Child Column Died Handle IsolationUnavailable Limits Outcome
        Plot Raised Request SandboxLost Source Table Tensor Uncrossable Undefined
        Zygote call_request probe
    """,
    "autograder.submissions": """
        Absent BrokenCell Chunk Found HandIns NotFound Submission Uncertain WrongUsage find
        list_members read read_roster
    """,
    "autograder.checking": """
        assert_at_least assert_close assert_equal assert_frame assert_keeps_arguments
        assert_own_memory assert_plot assert_raises assert_read_only assert_refuses assert_view
        inputs layers mistake_in part small
    """,
    "autograder.exports": "AUTOGRADER TARGETS Given Written export",
    "autograder.exports.nbgrader": "configure",
    "autograder.results": """
        CheckOutcome CheckResult Correction Counterexample ExerciseResult Lateness Message
        PartResult Record Status Verdict Voided few
    """,
    "autograder.verify": "Report accept_reviews verify_course verify_exercise",
}


@pytest.mark.parametrize("package", PUBLIC)
def test_a_package_offers_these_names(package: str) -> None:
    assert sorted(import_module(package).__all__) == sorted(PUBLIC[package].split())


def test_every_package_that_offers_names_is_listed() -> None:
    offering = {
        ".".join(path.relative_to(ROOT).parent.parts)
        for room in ("autograder", "course")
        for path in (ROOT / room).rglob("__init__.py")
        if "__all__" in path.read_text(encoding="utf-8")
    }
    assert offering == {*PUBLIC, "autograder.checking.authors"}


def test_checking_offers_what_its_authors_room_holds_and_no_more() -> None:
    authors = import_module("autograder.checking.authors")
    assert authors.__all__ == import_module("autograder.checking").__all__


def test_authors_find_every_name_of_theirs_explained() -> None:
    checking = import_module("autograder.checking")
    docs = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("authors*.md")
    )
    for name in checking.__all__:
        assert getattr(checking, name).__doc__, name
        assert f"`{name}" in docs or f"@{name}" in docs, name
