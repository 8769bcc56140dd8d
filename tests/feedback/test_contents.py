"""What may never be in a page, and every text of the course as HTML."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.feedback.freshness import is_fresh, mark_of
from autograder.feedback.markdown import to_html, to_text
from autograder.feedback.page import student_page
from autograder.feedback.terminal import explain
from autograder.results import CheckResult, Counterexample, ExerciseResult, Message, Record
from autograder.results.record import Status, Verdict
from course import catalog
from course.catalog import Course, Unit
from course.texts import Translation

from .conftest import ANSWERS
from .records import record

LARGEST_PAGE = 300_000

EXAMPLE = Counterexample({"x": 1}, 1.0, 2.0)

LINE = 18
"""Characters of a line of code from which it is telling."""

FORGED = "<script>alert(1)</script><b onclick='x'>&amp;\u202e"

RECORD = Record(
    student="ana",
    unit="padding",
    language="en",
    status="graded",
    isolation="full",
    course_version="0",
    notebook_sha256="0",
    score=1.0,
    max_score=8.0,
)


def lines_of(path: Path) -> set[str]:
    lines = {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
    return {line for line in lines if len(line) >= LINE and not line.startswith(("import", "from"))}


def test_no_page_holds_a_line_of_a_check_a_solution_or_a_mistake(
    pages: Any, small_course: Path
) -> None:
    hidden = lines_of(small_course / "solutions" / "padding.py")
    for path in small_course.glob("exercises/*/*/*.py"):
        if path.name in {"checks.py", "mistakes.py", "oracle.py"}:
            hidden |= lines_of(path)
    own = {line.strip() for source in ANSWERS.values() if source for line in source.splitlines()}
    for page in pages.results.glob("*/*.html"):
        text = html.unescape(page.read_text(encoding="utf-8"))
        assert [line for line in hidden - own if line in text] == []


def test_no_page_holds_the_name_of_a_test_or_of_a_mistake(pages: Any, small_course: Path) -> None:
    course = catalog.load(small_course)
    names = {"checks.py", "mistakes.py", "mistake_in", "assert_close"}
    for exercise in course.units["padding"].exercises:
        blocks = exercise.texts("en")
        names |= {b.removeprefix("mistake_") for b in blocks if b.startswith("mistake_")}
        names |= {f"test_{check.name}" for f in exercise.functions for check in f.checks}
    for page in pages.results.glob("*/*.html"):
        text = page.read_text(encoding="utf-8")
        assert [name for name in names if "_" in name and name in text] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("student", FORGED),
        ("unit", FORGED),
        ("language", FORGED),
        ("course_version", FORGED),
        ("isolation", FORGED),
        ("messages", (Message("not_json", {"line": FORGED, "cause": FORGED}),)),
        (
            "messages",
            (Message("several_files", {"count": FORGED, "kept": FORGED, "ignored": [FORGED]}),),
        ),
    ],
)
def test_whatever_a_record_holds_is_escaped(course: Course, field: str, value: Any) -> None:
    page = student_page(replace(RECORD, **{field: value}), course).html
    assert "<script" not in page
    assert "<b " not in page


def test_an_unknown_unit_or_language_still_has_a_page(course: Course) -> None:
    page = student_page(replace(RECORD, unit="unknown", language="la", status="empty"), course).html
    assert f'<html lang="{course.languages[0]}">' in page
    assert page.count('<section class="row') == 0


COURSE = catalog.load()


@pytest.mark.parametrize("language", COURSE.languages)
@pytest.mark.parametrize("unit", COURSE.units)
def test_every_text_that_a_page_may_show_becomes_html(unit: str, language: str) -> None:
    """Formulas all become MathML: no dollar and no backslash is left for a reader."""
    for exercise in COURSE.units[unit].exercises:
        for block, text in exercise.texts(language).items():
            if not block.startswith(("mistake_", "check_", "hint_")):
                continue
            made = str(to_html(text))
            assert made.count("<math") == len(re.findall(r"\$\$.+?\$\$|\$[^$]+\$", text, re.S)), (
                block
            )
            readable = re.sub(r"<code>.*?</code>|<[^>]*>", "", made, flags=re.S)
            assert "$" not in readable, block
            assert "\\" not in readable, f"{block}: {readable}"
            assert "**" not in readable, block
            line = to_text(text)
            assert not re.search(r"[$\\]|\*\*|<m", re.sub(r"`[^`]*`", "", line)), f"{block}: {line}"


@pytest.mark.parametrize("language", COURSE.languages)
@pytest.mark.parametrize("unit", COURSE.units)
def test_a_page_can_be_made_of_every_mistake(unit: str, language: str) -> None:
    own = COURSE.units[unit]
    for exercise in own.exercises:
        mistakes = [b for b in exercise.texts(language) if b.startswith("mistake_")]
        for block in mistakes:
            rows = tuple(
                ExerciseResult(f.name, 0.0, f.points, "failed", block.removeprefix("mistake_"))
                for f in exercise.functions
            )
            made = replace(RECORD, unit=unit, language=language, exercises=rows)
            page = student_page(made, COURSE)
            assert page.html.count('<div class="mistake">') == len(rows) * len(COURSE.languages)
            assert page.gaps == ()


VERDICTS = [verdict for verdict in get_args(Verdict) if verdict != "passed"]


def languages_in(page: str) -> dict[str, str]:
    """Language -> its part of a page."""
    parts = re.split(r'<div class="language" id="(\w+)" lang="\1">', page)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("verdict", VERDICTS)
@pytest.mark.parametrize("language", COURSE.languages)
def test_a_page_says_the_same_in_every_language(verdict: Verdict, language: str) -> None:
    made = record(COURSE, "pooling", language, max_pool2d={"verdict": verdict, "score": 0.0})
    page = student_page(made, COURSE)
    assert page.gaps == ()
    parts = languages_in(page.html)
    assert list(parts) == [language, *(other for other in COURSE.languages if other != language)]
    for each, text in parts.items():
        say = Translation(COURSE.locale, each)
        texts = COURSE.units["pooling"].exercise_of("max_pool2d").texts(each)
        for sentence in (say(f"verdict_{verdict}"), say("next_title"), texts["title"]):
            assert html.escape(sentence) in text
    shapes = {re.sub(r">[^<]*<|lang=\S+|\b(en|es)\b", "><", text) for text in parts.values()}
    assert len({len(re.findall(r"<(?:section|details|figure|li|h\d)", s)) for s in shapes}) == 1


def test_the_score_comes_first_then_what_to_do_then_each_exercise_in_its_order() -> None:
    wrong = {"mistake": "kernel_height_and_width_swapped", "counterexample": EXAMPLE}
    made = record(COURSE, "pooling", "en", max_pool2d=wrong)
    say = Translation(COURSE.locale, "en")
    text = languages_in(student_page(made, COURSE).html)["en"]
    expected = [
        'class="score"',
        say("next_title"),
        'href="#en-max_pool2d"',
        say("next_named"),
        'id="en-max_pool2d"',
        say("verdict_failed"),
        say("what_happened"),
        say("smallest_input"),
        say("hint_concept"),
        say("hint_shapes"),
        say("hint_line"),
        say("checks_title"),
        say("checks_passed", count=6),
        *(f'id="en-{name}"' for name in list(COURSE.units["pooling"].functions)[1:]),
        say("receipt_title"),
        "0123456789ab",
        "3.11.7",
        say("two_scores_title"),
    ]
    places = [text.find(each) for each in expected]
    assert -1 not in places
    assert places == sorted(places)


def test_a_right_page_says_so_in_one_line() -> None:
    for language, text in languages_in(
        student_page(record(COURSE, "pooling"), COURSE).html
    ).items():
        say = Translation(COURSE.locale, language)
        assert text.count(say("next_nothing")) == 1
        assert text.count("<details") == len(COURSE.units["pooling"].functions)
        for absent in ("smallest_input", "what_happened", "hint_concept", "checks_title"):
            assert say(absent) not in text


def test_what_only_another_function_spoils_is_green_and_says_whose_it_is() -> None:
    points = COURSE.units["convolution"].functions["conv2d_im2col"].points
    carried = {
        "score": points,
        "mistake": "dilation_not_passed_on",
        "counterexample": EXAMPLE,
        "messages": (
            Message("carried_error", {"functions": "im2col"}),
            Message("wrong_values", {"check": "by_axis"}),
        ),
    }
    made = record(COURSE, "convolution", "en", conv2d_im2col=carried)
    text = languages_in(student_page(made, COURSE).html)["en"]
    section = re.search(r'<section class="row good" id="en-conv2d_im2col".*?</section>', text, re.S)
    assert section is not None
    assert "Right; what is wrong comes from im2col." in section[0]
    for absent in ("<figure", "mistake", "✗", "hint"):
        assert absent not in section[0]
    assert "#en-conv2d_im2col" not in text


def test_a_diagnosis_is_what_happened() -> None:
    told = {"diagnoses": (Message("not_a_view"),), "score": 0.0}
    text = student_page(record(COURSE, "pooling", max_pool2d=told), COURSE).html
    say = Translation(COURSE.locale, "en")
    assert f"<p>{say('not_a_view')}</p>" in text.split(say("what_happened"), 1)[1][:200]


def test_what_is_said_of_every_check_alike_is_said_once() -> None:
    names = [check.name for check in COURSE.units["pooling"].functions["max_pool2d"].checks]
    told = tuple(Message("timeout", {"check": name}) for name in names)
    checks = tuple(CheckResult(name, 0.0, 1.0, "failed") for name in names)
    wrong = {"verdict": "timeout", "score": 0.0, "checks": checks, "messages": told}
    text = languages_in(student_page(record(COURSE, "pooling", max_pool2d=wrong), COURSE).html)
    assert text["en"].count(Translation(COURSE.locale, "en")("timeout")) == 1


@pytest.mark.parametrize("status", [s for s in get_args(Status) if s != "graded"])
def test_a_page_of_nothing_graded_says_why_and_what_to_do(status: Status) -> None:
    made = replace(record(COURSE, "pooling", max_pool2d={"verdict": "missing"}), status=status)
    page = student_page(made, COURSE)
    assert page.gaps == ()
    for language, text in languages_in(page.html).items():
        say = Translation(COURSE.locale, language)
        assert say(f"status_{status}") in text
        assert say(f"next_{status}") in text
        assert '<section class="row' not in text


def test_a_course_that_changed_since_still_has_a_page() -> None:
    gone = ExerciseResult(
        "gone", 0.0, 1.0, "failed", "unheard_of", (CheckResult("x", 0, 1, "failed"),)
    )
    made = replace(record(COURSE, "pooling"), exercises=(gone,))
    assert 'id="en-gone"' in student_page(made, COURSE).html


def test_a_page_is_stamped_when_it_was_graded_without_isolation() -> None:
    say = Translation(COURSE.locale, "en")
    made = record(COURSE, "pooling")
    assert say("without_isolation") not in student_page(made, COURSE).html
    assert say("without_isolation") in student_page(replace(made, isolation="none"), COURSE).html


def test_the_mark_of_a_page_stands_at_its_top(tmp_path: Path) -> None:
    made = record(COURSE, "pooling")
    path = tmp_path / "page.html"
    path.write_text(student_page(made, COURSE).html, encoding="utf-8")
    assert is_fresh(path, mark_of(made.to_json().encode(), COURSE, "pooling"))
    assert not is_fresh(path, mark_of(b"another", COURSE, "pooling"))


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
        | st.fixed_dictionaries({"list": st.lists(inner, max_size=3)})
        | st.fixed_dictionaries({"dict": st.dictionaries(st.text(max_size=5), inner, max_size=3)})
        | st.fixed_dictionaries({"raised": st.text(max_size=5), "text": st.text(max_size=9)})
        | st.fixed_dictionaries(
            {
                "dtype": st.sampled_from(["float64", "int64", "bool", "str96", "complex128", "?"]),
                "shape": st.lists(st.integers(-1, 3), max_size=5),
                "values": st.none() | st.lists(inner, max_size=4),
            }
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON, JSON)
@settings(max_examples=150, deadline=None)
def test_whatever_a_function_returned_has_a_page_and_words(x: Any, expected: Any, got: Any) -> None:
    shown = Counterexample({"x": x, "kernel": 1}, expected, got)
    made = record(COURSE, "pooling", avg_pool2d={"counterexample": shown})
    page = student_page(made, COURSE).html
    assert "<script" not in page
    assert len(page) < LARGEST_PAGE
    explain(made, COURSE, "en")


def test_a_page_of_nothing_but_long_answers_is_not_large() -> None:
    """The most that a record may hold: text of 4000 characters, arrays, a dozen messages."""
    unit = COURSE.units["convolution"]
    grid = {"dtype": "float64", "shape": [64], "values": [-1.2345e-7] * 64}
    got: list[Any] = [
        FORGED * 60,
        {"list": [FORGED] * 60},
        [grid] * 3,
        {"raised": "E", "text": FORGED * 60},
    ]
    told = tuple(Message("not_json", {"line": 1, "cause": FORGED * 60}) for _ in range(12))
    rows = {
        name: {
            "counterexample": Counterexample({"x": grid}, [grid] * 3, got[i % len(got)]),
            "messages": told,
            "mistake": first_mistake(unit, name),
        }
        for i, name in enumerate(unit.functions)
    }
    page = student_page(record(COURSE, "convolution", "en", **rows), COURSE).html
    assert len(page.encode()) < LARGEST_PAGE


def first_mistake(unit: Unit, function: str) -> str:
    texts = unit.exercise_of(function).texts("en")
    return next(block for block in texts if block.startswith("mistake_")).removeprefix("mistake_")
