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

LANGUAGES = ("en", "es")

# name of the picture: (page, exercise to show of it; size; colours; medium)
SHOTS: dict[str, tuple[str, str, tuple[int, int], Any, Any]] = {
    "page": ("pooling/javier.html", "", WIDE, "light", "screen"),
    "mistake": ("pooling/javier.html", "avg_pool2d", WIDE, "light", "screen"),
    "phone": ("pooling/javier.html", "max_pool2d_backward", PHONE, "light", "screen"),
    "phone-dark": ("pooling/javier.html", "avg_pool2d", PHONE, "dark", "screen"),
    "print": ("pooling/javier.html", "avg_pool2d_backward", PAPER, "light", "print"),
    "team": ("report.html", "", WIDE, "light", "screen"),
    "right": ("pooling/ana.html", "", (1000, 900), "light", "screen"),
}
NOTEBOOK = "release/pooling/pooling.ipynb"


def main(results: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for language in LANGUAGES:
            for name, shot in SHOTS.items():
                shoot(browser, results, out / f"{name}-{language}.png", language, *shot)
            notebook = results.parent / "build" / language / NOTEBOOK
            shoot_notebook(browser, notebook, out / f"notebook-{language}.png")
        browser.close()


def shoot_notebook(browser: Browser, path: Path, to: Path) -> None:
    """As it opens, drawn without a server."""
    page = browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]})
    page.set_content(page_of(nbformat.read(path, 4), path.stem, path.parts[-4]))
    page.screenshot(path=to)
    page.close()
    print(f"{to}: {to.stat().st_size // 1000} kB")


def shoot(
    browser: Browser,
    results: Path,
    to: Path,
    language: str,
    file: str,
    exercise: str,
    size: tuple[int, int],
    *look: Any,
) -> None:
    colours, medium = look
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height})
    page.emulate_media(color_scheme=colours, media=medium)
    place = f"{language}-{exercise}" if exercise else language
    page.goto(f"{(results / file).resolve().as_uri()}#{place}")
    page.screenshot(path=to)
    page.close()
    print(f"{to}: {to.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
