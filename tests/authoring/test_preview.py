"""`convalida preview`: the notebook and a student's page, from one command."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.edits import append, replace
from tests.tiny import write_tiny_course

pytestmark = pytest.mark.slow

PAGES = ("notebook", "student")


@pytest.mark.parametrize("language", ["en", "es"])
def test_it_writes_the_notebook_and_a_page_with_a_mistake(
    convalida: Callable[..., Any], small_course: Path, tmp_path: Path, language: str
) -> None:
    done = convalida(
        *("preview", "padding", "--course", small_course, "--language", language),
        *("--out", tmp_path, "--once", "--no-open"),
    )
    assert done.returncode == 0, done.stderr
    notebook = (tmp_path / "notebook.html").read_text(encoding="utf-8")
    page = (tmp_path / "student.html").read_text(encoding="utf-8")
    assert "pad2d_backward" in notebook
    assert "raise" in notebook
    assert f'<div class="language" id="{language}"' in page


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    """A course with a formula, where its preview is served, and the command that watches it."""
    root = tmp_path / "course"
    write_tiny_course(root)
    replace("exercises/tiny/times/en.md", "About statement.", r"Twice: $\frac{4x}{2}$.")(root)
    command = [sys.executable, "-m", "autograder", "preview", "tiny", "--no-open"]
    with subprocess.Popen(
        [*command, "--course", root],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    ) as process:
        assert process.stderr is not None
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())
        yield root, address, process
        process.kill()


def test_pages_follow_the_files_and_need_no_network(
    watched: tuple[Path, str, subprocess.Popen[str]], browser: Browser
) -> None:
    """A change is shown; what breaks is said above the pages of before; Ctrl-C ends it."""
    root, address, process = watched
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_default_timeout(60_000)
    page.goto(address)
    notebook, student = (page.frame_locator(f"[data-page='{name}.html']") for name in PAGES)
    expect(notebook.locator("mfrac")).to_be_visible(timeout=60_000)
    expect(student.get_by_text("About mistake_only_twice").first).to_be_visible(timeout=60_000)

    replace("exercises/tiny/times/en.md", "Twice:", "Doubled:")(root)
    expect(notebook.get_by_text("Doubled:")).to_be_visible(timeout=60_000)

    append("exercises/tiny/times/en.md", "\n<% block x %>\n")(root)
    expect(page.get_by_role("status")).to_contain_text("en.md:13", timeout=60_000)
    expect(notebook.get_by_text("Doubled:")).to_be_visible()

    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 0
    page.close()
    assert asked
    assert all(url.startswith((address, "data:", "blob:")) for url in asked), asked
