"""A student's page in a real browser: what it says, and that nothing in it ever runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from course import catalog
from course.texts import Translation

from .conftest import ANSWERS, FORGED

LANGUAGES = ("en", "es")
STUDENTS = [*(f"en-{student}" for student in ANSWERS), "es-mistake", "es-raises", "damaged"]


def opened(browser: Browser, path: Path, width: int = 1000) -> Any:
    """The page, with everything that happened while it was opened in `page.happened`."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.happened = []
    page.on("dialog", lambda dialog: (page.happened.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: page.happened.append(message.text))
    page.on("pageerror", lambda error: page.happened.append(str(error)))
    page.on("request", lambda request: page.happened.append(request.url))
    page.goto(path.as_uri())
    assert page.happened.pop(0).startswith("file://")
    return page


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
    say = Translation(course.locale, language)
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


def unfold(page: Any) -> None:
    for summary in page.locator("summary:visible").all():
        summary.click()


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
    say = Translation(small_course / "course" / "locale", "en")
    page = opened(browser, pages.page("damaged"))
    text = page.locator("body").inner_text()
    assert say("status_unreadable") in text
    assert "JSON" in text
    page.close()


def test_the_other_language_is_one_link_away_and_back(browser: Browser, pages: Any) -> None:
    page = opened(browser, pages.page("es-mistake"))
    spanish, english = page.locator("#es"), page.locator("#en")
    assert (spanish.is_visible(), english.is_visible()) == (True, False)
    page.locator("#es nav a").click()
    assert (spanish.is_visible(), english.is_visible()) == (False, True)
    english.locator(".next a").first.click()
    assert page.url.endswith("#en-pad2d")
    assert (spanish.is_visible(), english.is_visible()) == (False, True)
    assert english.locator("section#en-pad2d").bounding_box()["y"] < 40
    page.locator("#en nav a").click()
    assert (spanish.is_visible(), english.is_visible()) == (True, False)
    assert page.happened == []
    page.close()


def test_a_link_to_an_exercise_opens_its_language(browser: Browser, pages: Any) -> None:
    page = browser.new_page()
    page.goto(f"{pages.page('en-mistake').as_uri()}#es-pad2d")
    assert page.locator("#es").is_visible()
    assert not page.locator("#en").is_visible()
    page.close()


BROKEN_WORDS = """() => {
    const broken = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, parent = node.parentElement;
        if (parent.closest("svg, .sr, style, .who, pre") || !parent.checkVisibility()) continue;
        for (const word of node.data.matchAll(/[^\\s\\-\u2010/]+/g)) {
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map((r) => Math.round(r.top)));
            if (lines.size > 1) broken.push(word[0]);
        }
    }
    return broken;
}"""


@pytest.mark.parametrize("width", [360, 380])
@pytest.mark.parametrize("unit", ["convolution_backward", "response_norm", "network"])
def test_on_a_phone_no_word_is_broken_and_no_page_scrolls(
    browser: Browser, gallery: Any, unit: str, width: int
) -> None:
    page = opened(browser, gallery[unit], width=width)
    for language in ("en", "es"):
        page.evaluate("language => location.hash = language", language)
        unfold(page)
        assert page.evaluate(BROKEN_WORDS) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_the_test_of_broken_words_finds_one(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "broken.html"
    path.write_text(
        "<p style='width: 5em; overflow-wrap: anywhere'>unbreakableword", encoding="utf-8"
    )
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.evaluate(BROKEN_WORDS) == ["unbreakableword"]
    page.close()


def test_printed_what_is_folded_of_wrong_answers_is_open_and_dark_mode_is_not(
    browser: Browser, pages: Any
) -> None:
    page = opened(browser, pages.page("es-mistake"))
    page.emulate_media(media="print", color_scheme="dark")
    hints = page.locator("#es-pad2d .hints details > :not(summary)")
    assert hints.count() >= 3
    assert all(hint.bounding_box()["height"] > 0 for hint in hints.all())
    passed = page.locator("#es-pad2d_backward details ul")
    assert (passed.bounding_box() or {"height": 0})["height"] == 0
    style = page.evaluate(
        "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))"
    )
    assert style == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert not page.locator("#es nav").is_visible()
    assert not page.locator("#en").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_wrong_cells_differ_from_right_ones_without_colour(
    browser: Browser, pages: Any, scheme: str
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto(pages.page("es-mistake").as_uri())
    got = page.locator("#es-pad2d figure").last.locator("svg")
    assert got.locator("rect.wrong").count() == got.locator("path.corner").count() > 0
    width = "element => parseFloat(getComputedStyle(element).strokeWidth)"
    assert got.locator("rect.wrong").first.evaluate(width) > 2
    expected = page.locator("#es-pad2d figure").nth(1).locator("rect.wanted").first
    assert expected.evaluate("e => getComputedStyle(e).strokeDasharray") != "none"
    page.close()


def test_everything_can_be_reached_and_opened_with_the_keyboard(
    browser: Browser, pages: Any
) -> None:
    page = opened(browser, pages.page("en-mistake"))
    focused = []
    for _ in range(page.locator("a:visible, summary:visible").count()):
        page.keyboard.press("Tab")
        focused.append(page.evaluate("document.activeElement.innerText"))
    assert focused == page.locator("a:visible, summary:visible").all_inner_texts()
    hint = page.locator("#en-pad2d .hints details").first
    hint.locator("summary").focus()
    page.keyboard.press("Enter")
    assert hint.get_attribute("open") is not None
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.close()
