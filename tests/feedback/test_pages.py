"""A student's page in a real browser: what it says, and that nothing in it ever runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from autograder.sentences import sentences
from course import catalog

from .conftest import ANSWERS, FORGED
from .opening import opened, unfold

LANGUAGES = ("en", "es")
STUDENTS = [*(f"en-{student}" for student in ANSWERS), "es-mistake", "es-raises", "damaged"]


@pytest.mark.parametrize("student", STUDENTS)
def test_nothing_runs_or_is_fetched_and_nothing_scrolls_sideways(
    browser: Browser, pages: Any, student: str
) -> None:
    page = opened(browser, pages.page(student), width=360)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.happened == []
    assert page.locator("script, img, iframe, object, link, form, [onerror]").count() == 0
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    page.close()


def test_the_policy_itself_stops_a_script(browser: Browser, pages: Any, tmp_path: Path) -> None:
    """Even if something were not escaped: the same page with a script put into it."""
    text = pages.page("en-mistake").read_text(encoding="utf-8")
    path = tmp_path / "forged.html"
    path.write_text(text.replace("<header>", f"{FORGED}<header>", 1), encoding="utf-8")
    page = opened(browser, path)
    assert "ran" not in page.happened
    assert any("Content Security Policy" in each for each in page.happened)
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_explains_the_mistake_and_shows_it(
    browser: Browser, pages: Any, small_course: Path, language: str
) -> None:
    course = catalog.load(small_course)
    say = sentences(language, course)
    record = pages.records[f"{language}-mistake"]
    row = record["exercises"][0]
    texts = course.units["padding"].exercises[0].texts(language)
    page = opened(browser, pages.page(f"{language}-mistake"))
    assert page.locator("html").get_attribute("lang") == language
    score = page.locator(f"#{language} .score").inner_text()
    assert score.startswith(f"{record['score']:g} / {record['max_score']:g}")
    section = page.locator(f"section#{language}-pad2d")
    assert texts["title"] in section.locator("h2").inner_text()
    assert row["mistake"] == "value_ignored"
    explained = folded(section.locator(".mistake").inner_text())
    assert say("what_happened") in explained
    assert folded(texts["mistake_value_ignored"].replace("`", "").replace("**", "")) in explained
    assert section.locator("ul.checks li").count() == len(row["checks"])
    assert say("smallest_input") in section.inner_text()
    captions = section.locator("figcaption").all_inner_texts()
    for word, caption in zip(("x", say("expected"), say("yours")), captions, strict=True):
        assert caption.startswith(word)
    assert section.locator("figure svg").count() == 3
    assert "pad = " in section.locator(".arguments").inner_text()
    hints = section.locator(".hints details")
    assert hints.locator("summary").all_inner_texts() == [
        say(hint) for hint in ("hint_concept", "hint_shapes", "hint_line")
    ]
    assert [hint.get_attribute("open") for hint in hints.all()] == [None] * 3
    hints.nth(1).locator("summary").click()
    assert hints.nth(1).locator("math").first.is_visible()
    other = page.locator(f"section#{language}-pad2d_backward")
    assert say("verdict_passed") in other.locator(".verdict").inner_text()
    assert other.locator(".hints, .mistake, figure").count() == 0
    page.close()


def folded(text: str) -> str:
    return " ".join(text.split())


def test_formulas_are_drawn_and_not_written_out(browser: Browser, pages: Any) -> None:
    page = opened(browser, pages.page("es-mistake"))
    unfold(page)
    formulas = page.locator("#es math").all()
    assert formulas
    for formula in formulas:
        box = formula.bounding_box()
        assert box["width"] > 0
        assert box["height"] > 0
    text = page.locator("body").inner_text()
    assert "$" not in text
    assert "\\" not in text
    page.close()


@pytest.mark.parametrize("student", [s for s in ANSWERS if FORGED in (ANSWERS[s] or "")])
def test_what_a_student_wrote_is_shown_as_text_or_not_at_all(
    browser: Browser, pages: Any, student: str
) -> None:
    page = opened(browser, pages.page(f"en-{student}"))
    text = page.locator("body").inner_text()
    source = pages.page(f"en-{student}").read_text(encoding="utf-8")
    assert "<script" not in source
    assert "<img" not in source
    assert FORGED in text or student == "syntax"
    page.close()


def test_the_name_of_a_student_is_only_a_name(browser: Browser, pages: Any) -> None:
    name = "en-o'neil & søn #1 {{7-7}} $x$"
    page = opened(browser, pages.page(name))
    assert page.title().endswith(f"· {name}")
    assert name in page.locator(".who").first.inner_text()
    page.close()


def test_a_notebook_that_cannot_be_read_has_a_page_that_says_so(
    browser: Browser, pages: Any, small_course: Path
) -> None:
    say = sentences("en")
    page = opened(browser, pages.page("damaged"))
    text = page.locator("body").inner_text()
    assert say("status_unreadable") in text
    assert "JSON" in text
    page.close()
