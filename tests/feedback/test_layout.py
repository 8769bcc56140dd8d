"""A page in a real browser: its languages, on a phone, printed, in the dark, by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from .opening import opened, unfold


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
    browser: Browser, pages: Any, scheme: Any
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
