"""What a page says, in which order, and the same in every language."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import get_args

import pytest

from autograder.feedback.markdown import to_html, to_text
from autograder.feedback.page import student_page
from autograder.results import (
    CheckResult,
    Correction,
    Counterexample,
    ExerciseResult,
    Lateness,
    Message,
    Voided,
)
from autograder.results.record import Status, Verdict
from autograder.sentences import sentences
from course import catalog

from .records import record

COURSE = catalog.load()

EXAMPLE = Counterexample({"x": 1}, 1.0, 2.0)

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
        say = sentences(each, COURSE)
        texts = COURSE.units["pooling"].exercise_of("max_pool2d").texts(each)
        for sentence in (say(f"verdict_{verdict}"), say("next_title"), texts["title"]):
            assert html.escape(sentence) in text
    shapes = {re.sub(r">[^<]*<|lang=\S+|\b(en|es)\b", "><", text) for text in parts.values()}
    assert len({len(re.findall(r"<(?:section|details|figure|li|h\d)", s)) for s in shapes}) == 1


def test_the_score_comes_first_then_what_to_do_then_each_exercise_in_its_order() -> None:
    wrong = {"mistake": "kernel_height_and_width_swapped", "counterexample": EXAMPLE}
    made = record(COURSE, "pooling", "en", max_pool2d=wrong)
    say = sentences("en", COURSE)
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
        say("checks_passed", count=len(COURSE.units["pooling"].functions["max_pool2d"].checks) - 1),
        *(f'id="en-{name}"' for name in list(COURSE.units["pooling"].asked)[1:]),
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
        say = sentences(language, COURSE)
        assert text.count(say("next_nothing")) == 1
        assert text.count("<details") == len(COURSE.units["pooling"].asked)
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
    say = sentences("en", COURSE)
    assert f"<p>{say('not_a_view')}</p>" in text.split(say("what_happened"), 1)[1][:200]


def test_two_mistakes_at_once_are_both_explained_and_neither_is_named() -> None:
    first, second = "stride_one_by_default", "kernel_height_and_width_swapped"
    two = Message("two_mistakes", {"first": first, "second": second})
    made = record(COURSE, "pooling", max_pool2d={"diagnoses": (two,), "score": 0.0})
    page = student_page(made, COURSE).html
    texts = COURSE.units["pooling"].exercise_of("max_pool2d").texts("en")
    for each in (first, second):
        assert str(to_html(texts[f"mistake_{each}"])) in page
        assert each not in page
    for key in ("two_mistakes_together", "next_named"):
        assert sentences("en", COURSE)(key) in page


def test_what_people_decided_is_said_with_its_reason_and_what_it_came_to() -> None:
    made = record(COURSE, "pooling", max_pool2d={"score": 3.0})
    check = made.exercises[0].checks[0]
    made = replace(
        made,
        corrections=(Correction("avg_pool2d", 0.5, None, False, "half <i>right</i>", "eva", ""),),
        voided=(Voided("max_pool2d", check.name, "no single answer"),),
        lateness=Lateness("2025-03-02T23:59:00+01:00", 2, 10.0, 1.5, "ill"),
        total=15.25,
    )

    def about(language: str) -> str:
        texts = COURSE.units["pooling"].exercise_of("max_pool2d").texts(language)
        return html.escape(to_text(texts[f"check_{check.name}"]).rstrip("."))

    for language, text in languages_in(student_page(made, COURSE).html).items():
        say = sentences(language, COURSE)
        assert "<strong>15.25</strong>" in text
        for said in (
            say("automatic_score", score="18"),
            say("late_took", due="2025-03-02 23:59 UTC+01:00", days=2, percent="10", points="1.5"),
            say("extended_until", due="2025-03-02 23:59 UTC+01:00", because="ill"),
            say("check_voided", check=about(language), because="no single answer"),
            say("corrected_by_hand", points="0.5", how="", because="half &lt;i&gt;right&lt;/i&gt;"),
        ):
            assert said in text


def test_what_people_gave_is_no_longer_to_be_earned() -> None:
    first = {"score": 3.0, "verdict": "failed"}
    made = record(COURSE, "pooling", max_pool2d=first, avg_pool2d={"score": 0.0})
    check = made.exercises[0].checks[0]
    wrong = replace(check, points=0.0, outcome="failed")
    row = replace(made.exercises[0], checks=(wrong, *made.exercises[0].checks[1:]))
    row = replace(row, score=row.max_score - check.max_points)
    made = replace(made, exercises=(row, *made.exercises[1:]), total=1.0)
    given = Correction("avg_pool2d", 9.0, None, True, "on paper", "eva", "")
    voided = Voided("max_pool2d", check.name, "no single answer")
    made = replace(made, corrections=(given,), voided=(voided,))
    text = languages_in(student_page(made, COURSE).html)["en"]
    say = sentences("en", COURSE)
    assert say("next_nothing") in text
    section = re.search(r'<section class="row good" id="en-max_pool2d".*?</section>', text, re.S)
    assert section is not None
    assert "no single answer" in section[0]
    assert "✗" not in section[0]


def test_what_is_said_of_every_check_alike_is_said_once() -> None:
    names = [check.name for check in COURSE.units["pooling"].functions["max_pool2d"].checks]
    told = tuple(Message("timeout", {"check": name}) for name in names)
    checks = tuple(CheckResult(name, 0.0, 1.0, "failed") for name in names)
    wrong = {"verdict": "timeout", "score": 0.0, "checks": checks, "messages": told}
    text = languages_in(student_page(record(COURSE, "pooling", max_pool2d=wrong), COURSE).html)
    assert text["en"].count(sentences("en", COURSE)("timeout")) == 1


@pytest.mark.parametrize("status", [s for s in get_args(Status) if s != "graded"])
def test_a_page_of_nothing_graded_says_why_and_what_to_do(status: Status) -> None:
    made = replace(record(COURSE, "pooling", max_pool2d={"verdict": "missing"}), status=status)
    page = student_page(made, COURSE)
    assert page.gaps == ()
    for language, text in languages_in(page.html).items():
        say = sentences(language, COURSE)
        assert say(f"status_{status}") in text
        assert say(f"next_{status}") in text
        assert '<section class="row' not in text


def test_a_course_that_changed_since_still_has_a_page() -> None:
    gone = ExerciseResult(
        "gone", 0.0, 1.0, "failed", "unheard_of", (CheckResult("x", 0, 1, "failed"),)
    )
    made = replace(record(COURSE, "pooling"), exercises=(gone,))
    assert 'id="en-gone"' in student_page(made, COURSE).html
