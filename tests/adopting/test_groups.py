"""Who is in a group: those whose answers agree, have no name, and are not right but for others'."""

from __future__ import annotations

from dataclasses import replace

from autograder.adopting.groups import unnamed
from autograder.results import CheckResult, ExerciseResult, Message, Record
from course.catalog import Course

LOST = (CheckResult("ties", 0.0, 1.0, "failed"), CheckResult("values", 2.0, 2.0, "passed"))
ROW = ExerciseResult(
    "max_pool2d", 2.0, 3.0, "failed", checks=LOST, fingerprint="00", source="def max_pool2d(): 1"
)


def record(student: str, *rows: ExerciseResult, version: str = "1") -> Record:
    return Record(student, "pooling", "es", "graded", "full", version, "00", 0.0, 2.0, rows)


def groups(course: Course, *records: Record, least: int = 2) -> list[tuple[str, list[str]]]:
    found = unnamed(records, course, least)
    return [(group.function, group.students) for group in found.groups]


def test_the_largest_comes_first(course: Course) -> None:
    other = replace(ROW, name="avg_pool2d")
    records = [record("ana", ROW, other), record("ben", ROW, other), record("eva", other)]
    assert groups(course, *records) == [
        ("avg_pool2d", ["ana", "ben", "eva"]),
        ("max_pool2d", ["ana", "ben"]),
    ]


def test_who_has_a_name_or_is_right_is_in_none(course: Course) -> None:
    two = (Message("two_mistakes", {"first": "a", "second": "b"}),)
    carried = (Message("carried_error", {"functions": "x"}),)
    named = [
        replace(ROW, mistake="last_of_the_ties"),
        replace(ROW, diagnoses=two),
        replace(ROW, verdict="passed", fingerprint=""),
        replace(ROW, score=3.0, messages=carried),
        replace(ROW, verdict="timeout", fingerprint=""),
    ]
    records = [record(f"{i}{j}", row) for i, row in enumerate(named) for j in range(2)]
    assert groups(course, *records) == []


def test_the_code_is_the_shortest_of_who_leans_on_nothing_wrong(course: Course) -> None:
    partly = replace(ROW, source="1", messages=(Message("carried_error", {"functions": "x"}),))
    longer = replace(ROW, source="def max_pool2d(): 10")
    records = [record("ana", replace(ROW, source="")), record("ben", partly)]
    records += [record("eva", longer), record("leo", ROW)]
    (group,) = unnamed(records, course, 2).groups
    assert group.source == ROW.source
    assert [member.student for member in group.members] == ["leo", "eva", "ben", "ana"]


def test_checks_are_those_that_all_lose(course: Course) -> None:
    more = replace(ROW, checks=(LOST[0], CheckResult("values", 1.0, 2.0, "failed")))
    (group,) = unnamed([record("ana", more), record("ben", ROW)], course, 2).groups
    assert group.checks == ["ties"]


def test_what_the_course_does_not_ask_for_any_more_is_left_out(course: Course) -> None:
    gone = replace(ROW, name="median_pool2d")
    other = replace(record("ana", ROW), unit="unknown")
    found = unnamed([record("ana", gone), record("ben", gone), other], course, 1)
    assert (found.groups, found.records, found.others) == ([], 3, 2)


def test_answers_that_nobody_shares_are_counted(course: Course) -> None:
    records = [record("ana", ROW), record("ben", replace(ROW, fingerprint="01"))]
    assert unnamed(records, course, 2).alone == 2
    assert len(unnamed(records, course, 1).groups) == 2
