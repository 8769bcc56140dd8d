"""Pictures of the pages for the docs: run `convalida demo`, then this, with its results.

python scripts/screenshots.py demo/results docs/screenshots
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Browser, sync_playwright

from autograder.authoring.page import page_of

FLAGS = ["--no-sandbox", "--disable-gpu"]
WIDE, PHONE, PAPER = (1000, 1060), (380, 1060), (720, 1000)

# name of the picture: (page, and what to show of it; size; colours; medium)
SHOTS: dict[str, tuple[str, tuple[int, int], Any, Any]] = {
    "page-en": ("pooling/javier.html#en", WIDE, "light", "screen"),
    "mistake-es": ("pooling/javier.html#es-avg_pool2d", WIDE, "light", "screen"),
    "phone-es": ("pooling/javier.html#es-max_pool2d_backward", PHONE, "light", "screen"),
    "phone-dark-en": ("pooling/javier.html#en-avg_pool2d", PHONE, "dark", "screen"),
    "print-es": ("pooling/javier.html#es-avg_pool2d_backward", PAPER, "light", "print"),
    "team-en": ("report.html#en", WIDE, "light", "screen"),
    "team-es": ("report.html#es", WIDE, "light", "screen"),
    "right-en": ("pooling/ana.html#en", (1000, 900), "light", "screen"),
}
# name of the picture: the notebook, of those that the demo built
NOTEBOOKS = {
    f"notebook-{language}": f"{language}/release/pooling/pooling.ipynb" for language in ("en", "es")
}


def main(results: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for name in SHOTS:
            shoot(browser, results, out / f"{name}.png", *SHOTS[name])
        for name, file in NOTEBOOKS.items():
            shoot_notebook(browser, results.parent / "build" / file, out / f"{name}.png")
        browser.close()


def shoot_notebook(browser: Browser, path: Path, to: Path) -> None:
    """As it opens, drawn without a server."""
    page = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
    page.set_content(page_of(nbformat.read(path, 4), path.stem, path.parts[-4]))
    page.screenshot(path=to)
    page.close()
    print(f"{to}: {to.stat().st_size // 1000} kB")


def shoot(
    browser: Browser, results: Path, to: Path, shown: str, size: tuple[int, int], *look: Any
) -> None:
    colours, medium = look
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height})
    page.emulate_media(color_scheme=colours, media=medium)
    file, _, fragment = shown.partition("#")
    page.goto(f"{(results / file).resolve().as_uri()}#{fragment}")
    page.screenshot(path=to)
    page.close()
    print(f"{to}: {to.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
