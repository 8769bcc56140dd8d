"""axe-core finds nothing wrong with a page, wide or narrow, light or dark, in either language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

STUDENTS = ["en-right", "es-mistake", "en-untouched", "en-raises", "en-returns-keys", "damaged"]


def violations(browser: Browser, path: Path, language: str, width: int, scheme: Any) -> list[str]:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(f"{path.as_uri()}#{language}")
    for summary in page.locator("summary:visible").all():
        summary.click()
    found = Axe().run(page).response["violations"]
    page.close()
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("student", STUDENTS)
def test_no_page_of_a_class_has_a_violation(browser: Browser, pages: Any, student: str) -> None:
    assert violations(browser, pages.page(student), "en", 1000, "light") == []
    assert violations(browser, pages.page(student), "es", 380, "dark") == []


@pytest.mark.parametrize("unit", ["pooling", "network", "layers"])
def test_no_page_full_of_mistakes_has_a_violation(
    browser: Browser, gallery: Any, unit: str
) -> None:
    assert violations(browser, gallery[unit], "en", 380, "light") == []
    assert violations(browser, gallery[unit], "es", 1000, "dark") == []


def test_axe_finds_a_violation_where_there_is_one(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text("<p style='color: #aaa; background: #fff'>pale", encoding="utf-8")
    assert any("color-contrast" in each for each in violations(browser, path, "", 1000, "light"))
