"""What a class comes to, and in which order the page says it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.report.figures import Item, figures_of
from autograder.report.freshness import FILE
from autograder.report.page import class_page
from autograder.report.view import ClassView
from autograder.report.writing import NoReport, write_report
from autograder.results.folder import records_in
from autograder.sentences import sentences
from course import catalog
from course.model import Course
from tests.feedback.records import record

from .conftest import COMMON, FUNCTION, LATER, OTHER, RARE, UNIT, UNNAMED, class_of


def test_mistakes_come_in_their_order_with_what_usually_comes_with_them(course: Course) -> None:
    figures = figures_of(class_of(course), course)
    found = [(same.function, same.mistake, len(same.students)) for same in figures.mistakes]
    assert found == [
        (FUNCTION, COMMON, 6),
        (LATER, "assigned_not_added", 4),
        (FUNCTION, RARE, 1),
    ]
    first = ClassView(figures, course, "en").topics[0]
    assert first.count == "6 of 15"
    assert first.together == [f"{LATER}: assigned_not_added (4)"]
    assert first.explanation == course.units[UNIT].texts_about(FUNCTION, "en")[f"mistake_{COMMON}"]


def test_only_a_nameless_answer_that_is_shared_is_a_topic(course: Course) -> None:
    alone = record(course, UNIT, avg_pool2d={"verdict": "failed", "fingerprint": "1", "score": 0.0})
    figures = figures_of([*class_of(course), replace(alone, student="zoe")], course)
    (same,) = figures.without_name
    assert (same.function, len(same.students)) == ("avg_pool2d", 2)
    assert {key[2] for key in figures.unnamed} == {UNNAMED, "1"}


def test_each_unit_says_how_many_are_graded_and_why_the_others_are_not(course: Course) -> None:
    view = ClassView(figures_of(class_of(course), course), course, "en")
    cells = {unit.name: row for unit, row in view.units()}
    assert list(cells) == [OTHER, UNIT]
    assert cells[OTHER][:5] == ["1", "0", "0", "1 unreadable", "1"]
    assert cells[UNIT][:5] == ["15", "15", "0", "0", "0"]
    (unit,) = (unit for unit, _ in view.units() if unit.name == UNIT)
    assert sum(each.count for each in view.bins(unit)) == 15
    assert view.bins(unit)[-1].count == sum(s >= 0.9 * unit.max_score for s in unit.scores)


def test_discrimination_is_the_correlation_with_the_rest_of_the_unit() -> None:
    others = [float(n) for n in range(12)]
    assert Item("u", "f", [n / 11 for n in range(12)], others).discrimination == pytest.approx(1.0)
    assert Item("u", "f", [1 - n / 11 for n in range(12)], others).discrimination == (
        pytest.approx(-1.0)
    )
    assert Item("u", "f", [1.0] * 12, others).discrimination is None
    assert Item("u", "f", [0.0, 1.0], [0.0, 1.0]).discrimination is None


def test_each_check_says_how_many_pass_it(course: Course) -> None:
    made = record(course, UNIT, avg_pool2d={"score": 0.0, "verdict": "failed"})
    (item,) = (
        item
        for item in ClassView(figures_of([made], course), course, "en").items()
        if item.function == "avg_pool2d"
    )
    assert (item.passed, item.written) == (0, 100)
    assert {share for _, share in item.checks} <= {0.0, 100.0}
    assert len(item.checks) == len(course.units[UNIT].functions["avg_pool2d"].checks)


def test_who_needed_too_much_is_a_question(course: Course) -> None:
    view = ClassView(figures_of(class_of(course), course), course, "es")
    ((sentence, unit, students),) = view.questions()
    assert "avg_pool2d" in sentence
    assert (unit, len(students)) == (UNIT, 1)


def test_the_page_says_the_same_in_every_language_and_names_nobody_outside_its_data(
    course: Course,
) -> None:
    figures = figures_of(class_of(course), course)
    page = class_page(figures, course, "es")
    shown, _, data = page.partition('<script type="application/json"')
    assert "Núñez" not in shown
    assert "Núñez 14" in data
    assert re.findall(r'<div class="language" id="(\w+)"', shown) == ["es", "en"]
    for language in course.languages:
        assert sentences(language, course)("report_next_class") in shown


def test_a_course_that_changed_since_still_has_a_page(course: Course) -> None:
    made = record(course, UNIT, max_pool2d={"mistake": "gone", "verdict": "failed", "score": 0.0})
    row = replace(made.exercises[0], name="gone")
    records = [replace(made, exercises=(row, *made.exercises[1:])), replace(made, unit="gone")]
    assert "gone" in class_page(figures_of(records, course), course)


def test_a_folder_without_records_has_no_page(course: Course, tmp_path: Path) -> None:
    (tmp_path / UNIT).mkdir()
    (tmp_path / UNIT / "x.json").write_text("[]")
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NoReport) as caught:
            write_report(course, folder)
        assert caught.value.problem.message.id == "no_records"
        assert not (folder / FILE).exists()


def test_a_damaged_record_is_passed_over(results: Path, page: Path) -> None:
    assert page == results / FILE
    assert len(list(records_in(results))) == 17


def test_the_page_of_another_course_needs_nothing_of_ours(tiny_course: Path) -> None:
    course = catalog.load(tiny_course)
    made = record(course, "tiny")
    assert "double" in class_page(figures_of([made], course), course)
