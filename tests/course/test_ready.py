"""The last cell of a notebook says what is missing before it can be handed in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from course import catalog
from course.notebooks import Version, notebook
from course.stubs import parameters

pytestmark = pytest.mark.slow

COURSE = catalog.load()
UNIT = COURSE.units["padding"]


@pytest.fixture(scope="module", params=COURSE.languages)
def session(request: pytest.FixtureRequest) -> Iterator[tuple[str, NotebookClient]]:
    """A kernel of one language, restarted for each notebook."""
    made = NotebookClient(new_notebook(), timeout=120, kernel_name="python3")
    with made.setup_kernel():
        yield request.param, made


def said(session: NotebookClient, book: NotebookNode, again: str = "") -> list[str]:
    """What the last cell prints, once all others have run; one of them twice."""
    *cells, last = [cell for cell in book.cells if cell.cell_type == "code"]
    twice = [new_code_cell(cell.source, id="again") for cell in cells if cell.id == again]
    reset = new_code_cell("%reset -f\n%reset -f in", id="reset")
    session.allow_errors = True
    session.nb = new_notebook(cells=[reset, *cells, *twice, last])
    for position, cell in enumerate(session.nb.cells):
        session.execute_cell(cell, position)
    return "".join(output.get("text", "") for output in last.outputs).splitlines()


def test_each_notebook_says_what_it_lacks(session: tuple[str, NotebookClient]) -> None:
    language, kernel = session
    t = COURSE.sentences(language)

    def made(version: Version = "solved") -> NotebookNode:
        return notebook(COURSE, UNIT, t, version)

    def cell(book: NotebookNode, name: str) -> Any:
        return next(cell for cell in book.cells if cell.id == name)

    unwritten = [t("ready_unwritten", name=name) for name in UNIT.asked]
    assert said(kernel, made("release")) == [t("ready_todo"), *unwritten]

    book = made()
    assert said(kernel, book) == [t("ready_yes")]
    assert said(kernel, book, again="pad2d-examples") == [t("ready_todo"), t("ready_restart")]

    book = made()
    cell(book, "pad2d").source += "\n\n\npad_2d = pad2d\ndel pad2d"
    header = parameters(UNIT.sources["pad2d"])
    first, absent, *_ = said(kernel, book)
    assert (first, absent) == (t("ready_todo"), t("ready_absent", name="pad2d"))

    book = made()
    cell(book, "pad2d").source = cell(book, "pad2d").source.replace("value: float = 0.0", "value=1")
    found = said(kernel, book)
    assert t("ready_header", name="pad2d", header=header) in found

    book = made()
    cell(book, "pad2d").source += "\n\n\npad2d = lambda x, pad, value=0.0: x"
    found = said(kernel, book)
    assert found[0] == t("ready_todo")
    assert any(line.startswith(t("ready_example", error="<lambda>(x, pad=")) for line in found)

    book = made()
    book.cells = [each for each in book.cells if not each.id.endswith("-examples")]
    assert said(kernel, book) == [t("ready_todo"), t("ready_none_run")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "def f(x: int, kernel: Size, *, stride: int = 1) -> int:\n    return x",
            "x, kernel, *, stride=1",
        ),
        ("class A:\n    def __init__(self, w: float, b=None):\n        pass", "w, b=None"),
        ("class A:\n    pass", ""),
        ("def f():\n    pass", ""),
    ],
)
def test_a_header_is_what_is_taken_without_annotations(source: str, expected: str) -> None:
    assert parameters(source) == expected
