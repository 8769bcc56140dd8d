"""A notebook as a student lives it: in JupyterLab, from opening it to reading the page."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from course import catalog

pytestmark = pytest.mark.slow

ADDRESS = re.compile(r"(http://localhost:\d+)/lab")
PATIENCE = 90_000
"""Milliseconds within which a busy machine has started a kernel or run a notebook."""

SETTINGS = {
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}
"""Every cell is on the page, and nothing asks for the network."""


@pytest.fixture(scope="module", params=["es"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def work(small_built: Path, language: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which a student keeps the notebook."""
    folder = tmp_path_factory.mktemp(f"work-{language}")
    shutil.copy(small_built / language / "release" / "padding" / "padding.ipynb", folder)
    return folder


@pytest.fixture(scope="module")
def lab(work: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab that shows this folder, with nothing of this user's."""
    home = tmp_path_factory.mktemp("home")
    for name, values in SETTINGS.items():
        path = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(values))
    folders = {f"JUPYTER_{name}_DIR": str(home / name) for name in ("CONFIG", "RUNTIME", "DATA")}
    settings = {"JUPYTERLAB_SETTINGS_DIR": str(home / "settings"), "HOME": str(home)}
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *("--ServerApp.port=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={work}"),
    ]
    known = {**os.environ, **folders, **settings}
    with subprocess.Popen(command, env=known, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr
        found = next(filter(None, map(ADDRESS.search, process.stderr)), None)
        assert found, "JupyterLab has not started"
        with subprocess.Popen(["cat"], stdin=process.stderr, stdout=subprocess.DEVNULL):
            yield found[1]
            process.terminate()


@pytest.fixture
def page(browser: Browser, lab: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{lab}/lab/tree/padding.ipynb")
    expect(page.get_by_text("| Idle")).to_be_visible(timeout=PATIENCE)
    yield page
    page.close()


def cell_with(page: Page, text: str) -> Locator:
    return page.locator(".jp-CodeCell").filter(has=page.locator(".cm-content", has_text=text)).first


def write(page: Page, function: str, source: str) -> Locator:
    """Replaces what is in the cell of a function, as by typing over it."""
    cell = cell_with(page, f"def {function}(")
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(source)
    return cell


def run_all(page: Page) -> None:
    """From an empty kernel."""
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name="Restart Kernel and Run All Cells…").click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()


def outputs(cell: Locator) -> Locator:
    return cell.locator(".jp-OutputArea-output")


def test_from_opening_to_reading_the_page(
    page: Page,
    work: Path,
    small_course: Path,
    solutions: Mapping[str, str],
    convalida: Callable[..., Any],
    language: str,
) -> None:
    course = catalog.load(small_course)
    t = course.sentences(language)
    examples = cell_with(page, "compare(pad2d, ")
    title = course.units["padding"].texts(language)["title"]
    expect(page.get_by_role("heading", name=title).first).to_be_visible()

    wrong = solutions["pad2d"].replace("value, dtype", "0.0, dtype")
    assert wrong != solutions["pad2d"]
    write(page, "pad2d", wrong)
    run_all(page)
    expect(outputs(examples).filter(has_text="AssertionError")).to_be_visible(timeout=PATIENCE)
    expect(outputs(examples).locator("img")).to_be_visible()
    said = t("compare_values", call="pad2d", where="", got="", right="").split("{")[0]
    assert said.split(" ")[0] in outputs(examples).last.inner_text()

    write(page, "pad2d", solutions["pad2d"])
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    expect(outputs(examples).first).to_contain_text("✓", timeout=PATIENCE)
    expect(outputs(examples).filter(has_text="AssertionError")).to_have_count(0)

    write(page, "pad2d_backward", solutions["pad2d_backward"])
    run_all(page)
    last = page.locator(".jp-CodeCell").last
    expect(outputs(last)).to_contain_text(t("ready_yes"), timeout=PATIENCE)
    page.keyboard.press("Control+s")
    expect(page.locator(".jp-Document.jp-mod-dirty, .lm-TabBar-tab.jp-mod-dirty")).to_have_count(0)

    handed_in = work / "handed-in"
    handed_in.mkdir()
    shutil.copy(work / "padding.ipynb", handed_in / "ana.ipynb")
    results = work / "results"
    done = convalida("grade", handed_in, "--course", small_course, "--out", results)
    assert done.returncode == 0, done.stderr
    page.goto((results / "padding" / "ana.html").as_uri())
    score = page.locator(f"#{language} .score").inner_text()
    most = f"{course.units['padding'].max_score:g}"
    assert score.split()[:3] == [most, "/", most]
