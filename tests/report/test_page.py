"""The team's page in a browser: found, sorted, filtered, projected, read by everybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from autograder.report.writing import write_report
from autograder.sentences import sentences
from course import catalog
from course.model import Course
from tests.feedback.test_accessibility import violations

from .conftest import COMMON, FORGED, FUNCTION, UNIT

COURSE = catalog.load()


@pytest.fixture
def tab(browser: Browser, page: Path) -> Iterator[Page]:
    """The page, which says nothing to the console and asks for nothing."""
    tab = browser.new_page(viewport={"width": 1100, "height": 900})
    told: list[str] = []
    tab.on("console", lambda message: told.append(message.text))
    tab.on("pageerror", lambda error: told.append(str(error)))
    tab.on("request", lambda request: told.append(request.url))
    tab.goto(page.as_uri())
    yield tab
    assert told == [page.as_uri()]
    tab.close()


def names(tab: Page, language: str = "en") -> list[str]:
    return tab.locator(f"#{language} section.students tbody th").all_inner_texts()


def test_the_first_thing_is_the_commonest_mistake_and_its_students_are_a_click_away(
    tab: Page, course: Course
) -> None:
    topic = tab.locator("#en .topic").first
    assert topic.bounding_box()["y"] < 300  # type: ignore[index]
    assert "6 of 15" in topic.inner_text()
    assert FUNCTION in topic.inner_text()
    assert topic.locator("svg").count() > 0
    topic.locator("details.names summary").click()
    links = topic.locator(".list a")
    expect(links).to_have_text([f"Núñez {n:02d}" for n in range(6)])
    assert links.first.get_attribute("href") == "pooling/N%C3%BA%C3%B1ez%2000.html"
    assert course.units["pooling"].texts_about(FUNCTION, "en")[f"mistake_{COMMON}"]


@pytest.mark.parametrize("language", COURSE.languages)
def test_an_answer_is_not_of_the_teacher_who_reads_about_it(tab: Page, language: str) -> None:
    say = sentences(language, COURSE)
    topics = tab.locator(f"#{language} .topic")
    captions = topics.locator("figcaption strong").all_text_contents()
    assert say("theirs") in captions
    assert say("yours") not in captions


def test_the_table_sorts_and_filters(tab: Page) -> None:
    assert names(tab)[:2] == [FORGED, "Núñez 00"]
    assert tab.title() == sentences("en", COURSE)("report_title")
    score = tab.locator('#en button[data-column="3"]')
    score.click()
    assert names(tab)[:2] == ["Núñez 00", "Núñez 01"]
    assert score.locator("xpath=ancestor::th").get_attribute("aria-sort") == "ascending"
    score.click()
    assert names(tab)[-2:] != ["Núñez 05", "Núñez 06"]
    tab.locator("#en input").fill("nunez 09")
    assert names(tab) == ["Núñez 09"]
    tab.locator("#en input").fill(COMMON)
    assert len(names(tab)) == 6


def test_two_who_are_alike_stand_side_by_side(tab: Page) -> None:
    pair = tab.locator("#en details.pair")
    assert pair.count() == 1
    pair.locator("summary").click()
    expect(pair.locator(".list a")).to_have_text(["Núñez 11", "Núñez 12"])
    left, right = pair.locator("pre").all()
    assert left.inner_text() == right.inner_text()
    assert left.locator("mark").count() > 4


def test_the_projector_shows_no_name(tab: Page) -> None:
    tab.locator("#en details.names summary").first.click()
    tab.locator("#en button.projector").click()
    tab.evaluate("document.querySelector('#data').remove()")
    shown = tab.content()
    assert "Núñez" not in shown
    assert "onerror" not in shown
    assert tab.locator("#en details.names:visible").count() == 0
    assert "6 of 15" in tab.locator("#en .topic").first.inner_text()


def test_the_other_language_is_a_link_away_and_has_its_own_table(tab: Page) -> None:
    tab.get_by_role("link", name="En español").click()
    assert tab.locator("#en").is_hidden()
    assert sentences("es", COURSE)("report_next_class") in tab.locator("#es").inner_text()
    assert len(names(tab, "es")) == 17
    tab.locator("#es button.projector").click()
    tab.locator("#es button.projector").click()
    assert len(names(tab, "es")) == 17


def test_the_keyboard_is_enough(tab: Page) -> None:
    tab.locator("#en button.projector").focus()
    tab.keyboard.press("Enter")
    assert tab.locator("#en section.students").is_hidden()
    tab.keyboard.press("Space")
    tab.locator('#en button[data-column="1"]').focus()
    tab.keyboard.press("Enter")
    assert names(tab)[0] == "Núñez 00"


def test_axe_finds_nothing_wrong(browser: Browser, page: Path) -> None:
    assert violations(browser, page, "en", 1100, "light") == []
    assert violations(browser, page, "es", 380, "dark") == []


@pytest.mark.parametrize("width", [380, 1100])
def test_nothing_is_wider_than_the_screen(browser: Browser, page: Path, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 800})
    tab.goto(page.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


def test_a_page_elsewhere_leads_to_the_pages_of_the_results(
    browser: Browser, course: Course, results: Path, tmp_path: Path
) -> None:
    elsewhere = write_report(course, results, tmp_path / "for the team.html", first="en")
    tab = browser.new_page()
    tab.goto(elsewhere.as_uri())
    link = tab.locator("#en section.students tbody a", has_text="Núñez 02")
    assert link.evaluate("link => link.href") == (results / UNIT / "Núñez 02.html").as_uri()
    tab.close()
