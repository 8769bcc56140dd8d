"""Who changes, by how much, by which check and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from autograder.results import Correction, Lateness, Record, Voided
from autograder.results.compare import Step, change_of, compare
from course import catalog
from tests.feedback.records import record

COURSE = catalog.load()
VERSIONS = {"checks": "a", "solution": "a", "limits": "a", "engine": "a"}
OLD = replace(record(COURSE, "pooling"), versions=VERSIONS)
CHECK = OLD.exercises[0].checks[0]
FIRST = f"max_pool2d/{CHECK.name}"
GIVEN = Correction("max_pool2d", 0.0, None, False, "copied", "eva", "")
LATE = Lateness("2025-03-02T23:59:00+00:00", 1, 10.0, 1.0)


def failing() -> Record:
    """The same submission, of which a check fails now."""
    row, *rows = OLD.exercises
    checks = (replace(CHECK, points=0.0, outcome="failed"), *row.checks[1:])
    worse = replace(row, score=row.score - CHECK.points, checks=checks)
    return replace(OLD, score=OLD.score - CHECK.points, exercises=(worse, *rows))


# what else differs -> why
AUTOMATIC: dict[str, Callable[[Record], Record]] = {
    "submission": lambda r: replace(r, notebook_sha256="f" * 64),
    "checks": lambda r: replace(r, versions={**VERSIONS, "checks": "b"}, course_version="b"),
    "solution": lambda r: replace(r, versions={**VERSIONS, "solution": "b"}, course_version="b"),
    "limits": lambda r: replace(r, versions={**VERSIONS, "limits": "b"}, course_version="b"),
    "engine": lambda r: replace(r, environment={"python": "3.14", "numpy": "2.4.6"}),
    "course": lambda r: replace(r, versions={}, course_version="b"),
    "seed": lambda r: replace(r, seed=7),
    "unknown": lambda r: r,
}


@pytest.mark.parametrize("why", AUTOMATIC)
def test_an_automatic_score_changes_by_a_check_and_for_a_reason(why: str) -> None:
    change = change_of(OLD, AUTOMATIC[why](failing()))
    assert change is not None
    assert change.causes == (why,)
    assert change.steps == (Step(FIRST, CHECK.points, 0.0),)
    assert (change.before, change.difference) == (OLD.score, -CHECK.points)


@pytest.mark.parametrize("why", [name for name in AUTOMATIC if name != "unknown"])
def test_what_moves_no_point_is_no_change(why: str) -> None:
    assert change_of(OLD, AUTOMATIC[why](OLD)) is None


def test_a_correction_a_voided_check_and_a_deadline_are_reasons_of_their_own() -> None:
    lower = replace(OLD, corrections=(GIVEN,), total=OLD.score - 5.0)
    corrected = change_of(OLD, replace(lower, versions={**VERSIONS, "checks": "b"}))
    assert corrected is not None
    assert corrected.causes == ("adjustments",)
    assert corrected.steps == (Step("max_pool2d", 5.0, 0.0),)
    voided = Voided("max_pool2d", CHECK.name, "was wrong")
    given_back = change_of(failing(), replace(failing(), voided=(voided,), total=OLD.score))
    assert given_back is not None
    assert given_back.causes == ("voided",)
    assert given_back.steps == (Step(FIRST, 0.0, CHECK.points),)
    late = change_of(OLD, replace(OLD, lateness=LATE, total=OLD.score - 1.0))
    assert late is not None
    assert (late.causes, late.steps) == (("deadline",), (Step("late", 0.0, -1.0),))


def test_points_that_move_between_checks_are_a_change_though_the_sum_stays() -> None:
    row, *rows = OLD.exercises
    first, second, *others = failing().exercises[0].checks
    swapped = (replace(first, points=second.points), replace(second, points=first.points), *others)
    new = replace(OLD, exercises=(replace(row, checks=swapped), *rows), seed=3)
    change = change_of(failing(), replace(new, score=failing().score))
    assert change is not None
    assert (change.difference, change.causes) == (0.0, ("seed",))


def test_who_is_in_one_folder_only_is_told_apart_from_who_changes() -> None:
    luis, eva = replace(OLD, student="luis"), replace(OLD, student="eva")
    worse = AUTOMATIC["checks"](failing())
    changes = compare([OLD, luis], [worse, eva])
    assert [(c.student, c.before, c.after) for c in changes] == [
        ("ana", OLD.score, worse.score),
        ("eva", None, OLD.score),
        ("luis", OLD.score, None),
    ]
