"""Pages as a browser opens them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser


def opened(browser: Browser, path: Path, width: int = 1000) -> Any:
    """The page, with everything that happened while it was opened in `page.happened`."""
    page: Any = browser.new_page(viewport={"width": width, "height": 800})
    page.happened = []
    page.on("dialog", lambda dialog: (page.happened.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: page.happened.append(message.text))
    page.on("pageerror", lambda error: page.happened.append(str(error)))
    page.on("request", lambda request: page.happened.append(request.url))
    page.goto(path.as_uri())
    assert page.happened.pop(0).startswith("file://")
    return page


def unfold(page: Any) -> None:
    for summary in page.locator("summary:visible").all():
        summary.click()
