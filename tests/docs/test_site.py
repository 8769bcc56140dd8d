"""The docs as pages: no dead link, both languages, nothing from a network, a search that works."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, expect

from autograder import checking
from autograder.cli import main

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built with `strict`: a dead link, or a page that no menu has, ends it."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    done = subprocess.run(
        [Path(sys.executable).with_name("mkdocs"), "build", "--site-dir", folder],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_each_command_and_name_is_in_the_reference_of_its_language(site: Path) -> None:
    english, spanish = (
        (site / folder / "reference" / "commands" / "index.html").read_text(encoding="utf-8")
        for folder in ("", "es")
    )
    for name in main.commands:
        assert f'id="{name}"' in english
        assert f'id="{name}"' in spanish
    assert "Usage: convalida grade" in english
    assert "Uso: convalida grade" in spanish
    names = (site / "reference" / "checking" / "index.html").read_text(encoding="utf-8")
    assert all(f'id="{name}"' in names for name in checking.__all__)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    handler = partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def test_a_page_needs_no_other_server_is_searched_and_leads_to_the_other_language(
    address: str, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/tutorials/ta/")
    page.get_by_role("textbox", name="Search").click()
    meta = page.locator(".md-search-result__meta")
    expect(meta).not_to_contain_text("Initializing", timeout=30_000)
    page.keyboard.type("deadlines")
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=30_000)
    page.goto(f"{address}/es/tutorials/ta/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ayudante")
    assert all(url.startswith((address, "data:", "blob:")) for url in asked), asked
    page.close()
