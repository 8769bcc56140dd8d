"""What the tests share: the course, small copies of it, the command, and graded classes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, sync_playwright

from autograder.results import Message
from autograder.sentences import sentences
from course import catalog
from course.catalog import Course
from course.notebooks import build
from course.stubs import definitions, without_markers

from .tiny import write_tiny_course

ROOT = Path(__file__).resolve().parent.parent

TOML = """languages = ["en", "es"]

[limits]
call_seconds = 1.0
load_seconds = 1.0
submission_seconds = 20.0
memory_mebibytes = 256
"""

SLOW = {"built", "convalida", "grade"}
"""Fixtures that build a whole course, or run the command: what uses them is `slow`."""

Notebook = nbformat.NotebookNode
Command = Callable[..., "subprocess.CompletedProcess[str]"]
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-sync", "--disable-component-update"),
]
"""Of Chromium: no sandbox of its own, and nothing from a network."""

CopyCourse = Callable[..., Path]


@dataclass(frozen=True)
class Graded:
    """A class after `convalida grade`: what it printed, and the record of each student."""

    done: subprocess.CompletedProcess[str]
    results: Path
    records: Mapping[str, dict[str, Any]]

    def row(self, student: str, function: str) -> dict[str, Any]:
        return next(r for r in self.records[student]["exercises"] if r["name"] == function)

    def page(self, student: str) -> Path:
        unit: str = self.records[student]["unit"]
        return self.results / unit / f"{student}.html"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if SLOW & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def said(course: Course) -> Callable[[Message], bool]:
    """Whether a message is a sentence of its own in every language, its reason included."""

    def in_every_language(message: Message) -> bool:
        words = {sentences(language, course)(message) for language in course.languages}
        return len(words) == len(course.languages)

    return in_every_language


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this repository."""
    return catalog.load(ROOT)


@pytest.fixture(scope="session")
def built(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every notebook of the course; a test that changes one works on a copy."""
    out = tmp_path_factory.mktemp("built")
    build(course, out)
    return out


@pytest.fixture(scope="session")
def copy_course() -> CopyCourse:
    """Copies some exercises of the course into a folder: `copy_course(to, padding=["pad2d"])`.

    Like a course of one's own, the copy has no templates and no catalogues.
    """

    def copy(to: Path, **units: list[str]) -> Path:
        ours = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "solutions", to / "solutions", ignore=ours)
        text = TOML
        for unit, exercises in units.items():
            shutil.copytree(
                ROOT / "course" / "units" / unit, to / "course" / "units" / unit, ignore=ours
            )
            for exercise in exercises:
                where = Path("exercises", unit, exercise)
                shutil.copytree(ROOT / where, to / where, ignore=ours)
            text += f'\n[[units]]\nname = "{unit}"\nexercises = {json.dumps(exercises)}\n'
        (to / "course" / "course.toml").write_text(text, encoding="utf-8")
        return to

    return copy


@pytest.fixture
def mini(tmp_path: Path, copy_course: CopyCourse) -> Path:
    """A course of one exercise, to break."""
    return copy_course(tmp_path / "mini", padding=["pad2d"])


@pytest.fixture(scope="session")
def small_course(copy_course: CopyCourse, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of two exercises with short limits, to grade with; nobody changes it."""
    to = tmp_path_factory.mktemp("small") / "course"
    return copy_course(to, padding=["pad2d", "pad2d_backward"])


@pytest.fixture(scope="session")
def small_built(
    small_course: Path, convalida: Command, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The notebooks of `small_course`."""
    out = tmp_path_factory.mktemp("small-built")
    done = convalida("build", "--course", small_course, "--out", out)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="session")
def tiny_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course of `tests/tiny.py`; nobody changes it."""
    root = tmp_path_factory.mktemp("tiny") / "course"
    write_tiny_course(root)
    return root


@pytest.fixture(scope="session")
def convalida() -> Command:
    """Runs the command as a person does: `convalida("grade", folder, locale="es_ES.UTF-8")`."""

    def run(
        *arguments: object, locale: str = "C.UTF-8", cwd: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        known = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG"))}
        return subprocess.run(
            [Path(sys.executable).with_name("convalida"), *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            env={**known, "LC_ALL": locale, **environment},
            cwd=cwd or ROOT,
            timeout=300,
        )

    return run


@pytest.fixture(scope="session")
def answer() -> Callable[[Path, Mapping[str, str]], Notebook]:
    """A release with the cells of some functions filled in, as a student would."""

    def fill(release: Path, answers: Mapping[str, str]) -> Notebook:
        book: Notebook = nbformat.read(release, as_version=4)
        for cell in book.cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            cell.source = answers.get(grade_id, cell.source)
        return book

    return fill


@pytest.fixture(scope="session")
def plain_notebook() -> Callable[..., Notebook]:
    """A notebook of nothing but code cells: no metadata of nbgrader's or of ours."""

    def make(*cells: str) -> Notebook:
        book: Notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
        return book

    return make


@pytest.fixture(scope="session")
def solutions() -> Mapping[str, str]:
    """The source of each reference solution of the unit `padding`, as a student would write it."""
    sources = definitions(ROOT / "solutions" / "padding.py")
    return {name: without_markers(source) for name, source in sources.items()}


@pytest.fixture(scope="session")
def grade(convalida: Command, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Graded]:
    """Grades notebooks (or bytes), one a student, with the course in a folder."""

    def run(root: Path, notebooks: Mapping[str, Notebook | bytes], *options: object) -> Graded:
        folder = tmp_path_factory.mktemp("class")
        for student, book in notebooks.items():
            path = folder / "handed-in" / f"{student}.ipynb"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(book if isinstance(book, bytes) else json.dumps(book).encode())
        results = folder / "results"
        done = convalida(
            "grade", folder / "handed-in", "--course", root, "--out", results, "--jobs", 2, *options
        )
        records = [json.loads(p.read_text(encoding="utf-8")) for p in results.glob("*/*.json")]
        return Graded(done, results, {record["student"]: record for record in records})

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()
