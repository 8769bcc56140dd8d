"""Every notebook in a real kernel: solved ones run to the end, releases stop where work starts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

from course import catalog

pytestmark = pytest.mark.slow

COURSE = catalog.load()

RUN = {"setup", "solution", "picture"}


@pytest.fixture(scope="module", params=COURSE.languages)
def kernel(request: pytest.FixtureRequest) -> Iterator[tuple[str, NotebookClient]]:
    """A language, and a real kernel for its notebooks: PyTorch is imported once."""
    session = NotebookClient(new_notebook(), timeout=120, kernel_name="python3")
    with session.setup_kernel():
        yield request.param, session


def run(session: NotebookClient, path: Path, book: nbformat.NotebookNode) -> str | None:
    """Executes every cell from an empty namespace, in its folder; the id of what raises."""
    empty = f"%reset -f\n%reset -f in\n%cd -q {path.parent}"
    book.cells.insert(0, new_code_cell(empty, id="reset"))
    session.nb = book
    for position, cell in enumerate(book.cells):
        try:
            session.execute_cell(cell, position)
        except CellExecutionError:
            return str(cell.id)
    return None


def errors(book: nbformat.NotebookNode) -> list[str]:
    return [
        f"{cell.id}: {output.ename}: {output.evalue}"
        for cell in book.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]


def printed(cell: nbformat.NotebookNode) -> str:
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


def warnings(book: nbformat.NotebookNode) -> list[str]:
    return [
        f"{cell.id}: {output.text}"
        for cell in book.cells
        for output in cell.get("outputs", [])
        if output.output_type == "stream" and output.name == "stderr"
    ]


def pictures(book: nbformat.NotebookNode) -> list[Any]:
    return [
        cell
        for cell in book.cells
        if cell.cell_type == "code" and cell.metadata.get("convalida", {}).get("role") == "picture"
    ]


def assert_pictures_wait_for_what_is_not_written(
    session: NotebookClient, release: nbformat.NotebookNode
) -> None:
    """One sentence each, and no traceback, where nothing is solved."""
    for position, cell in enumerate(release.cells):
        if cell.cell_type == "code" and cell.metadata.get("convalida", {}).get("role") in RUN:
            session.execute_cell(cell, position)
    for cell in pictures(release):
        (output,) = cell.outputs
        assert output.name == "stdout", cell.id
        assert len(output.text.splitlines()) == 1


@pytest.mark.parametrize("unit", COURSE.units)
def test_a_release_stops_where_work_starts_and_a_solved_notebook_at_its_end(
    built: Path, kernel: tuple[str, NotebookClient], unit: str
) -> None:
    language, session = kernel

    folders = [built / language / version / unit for version in ("release", "solved")]
    start, end = paths = [folder / f"{unit}.ipynb" for folder in folders]
    release, solved = (nbformat.read(path, as_version=4) for path in paths)
    first = next(iter(COURSE.units[unit].functions))
    assert run(session, start, release) == f"{first}-examples"
    (error,) = errors(release)
    assert error.startswith(f"{first}-examples: NotImplementedError")
    assert_pictures_wait_for_what_is_not_written(session, release)

    assert run(session, end, solved) is None, errors(solved)
    assert errors(solved) == []
    assert warnings(solved) == []
    executed = [cell for cell in solved.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in executed)
    for cell in (cell for cell in executed if cell.id.endswith("-examples")):
        assert "✓" in printed(cell), f"{cell.id} compares nothing"
    for cell in pictures(solved):
        assert not printed(cell), "what is right is drawn without a word"
        assert any("image/png" in output.get("data", {}) for output in cell.outputs), cell.id
    assert executed[-1].id == "ready"
    assert printed(executed[-1]).strip() == COURSE.sentences(language)("ready_yes")
    if "lenet_step" in COURSE.units[unit].functions:
        (trained,) = (cell for cell in executed if cell.id == "closing-code")
        (accuracy,) = re.findall(r"accuracy = ([\d.]+)", printed(trained))
        assert float(accuracy) >= 0.90


PASTED = """
def conv2d_im2col(x, w, b=None, stride=1, padding=0, dilation=1):
    calls.append(len(x))
    return given["conv2d"](x, w, b, stride, padding)


def conv2d_im2col_backward(dy, x, w):
    return dy


def max_pool2d(x, kernel):
    y, index = given["max_pool2d"](x, kernel)
    return y, index + 1
"""


def test_a_network_trains_with_ones_own_layers_where_they_are_right(
    built: Path, kernel: tuple[str, NotebookClient]
) -> None:
    language, session = kernel
    folder = built / language / "solved" / "network"
    book = nbformat.read(folder / "network.ipynb", as_version=4)
    book.cells = [
        cell
        for cell in book.cells
        if cell.metadata.convalida.role in {"setup", "solution", "closing"}
        and cell.cell_type == "code"
    ]
    *_, own, trained = book.cells
    own.source += f"{PASTED}\ncalls = []"
    trained.source = trained.source.replace("epochs, batch_size = 5", "epochs, batch_size = 1")
    trained.source += "\nprint(len(calls), 'calls')"
    assert run(session, folder / "network.ipynb", book) is None, errors(book)
    said = printed(trained)
    assert said.startswith("✓ conv2d ← conv2d_im2col\n✗ conv2d_backward ← conv2d_im2col_backward ")
    assert "\n✗ max_pool2d ← max_pool2d ≠\n· max_pool2d_backward\n" in said
    assert int(re.findall(r"(\d+) calls", said)[0]) > 2 * 28


def test_without_its_data_or_its_functions_the_network_says_so(
    built: Path, kernel: tuple[str, NotebookClient], tmp_path: Path
) -> None:
    language, session = kernel
    for folder, name in ((tmp_path, "data/digits.npz"), (None, "lenet_step")):
        path = built / language / "release" / "network" / "network.ipynb"
        book = nbformat.read(path, as_version=4)
        book.cells = [
            cell
            for cell in book.cells
            if cell.cell_type == "code" and cell.metadata.convalida.role in {*RUN, "closing"}
        ]
        where = path if folder is None else folder / path.name
        assert run(session, where, book) is None, errors(book)
        (trained,) = (cell for cell in book.cells if cell.id == "closing-code")
        assert name in printed(trained).splitlines()[-1]
        assert warnings(book) == []


def test_without_its_data_the_solved_network_says_so_to_the_last_picture(
    built: Path, kernel: tuple[str, NotebookClient], tmp_path: Path
) -> None:
    language, session = kernel
    path = built / language / "solved" / "network" / "network.ipynb"
    book = nbformat.read(path, as_version=4)
    assert run(session, tmp_path / path.name, book) is None, errors(book)
    (picture,) = (cell for cell in book.cells if cell.id == "picture")
    assert "data/digits.npz" in printed(picture)


@pytest.mark.parametrize("unit", ["pooling", "layers"])
def test_who_leaves_a_challenge_out_is_ready(
    built: Path, kernel: tuple[str, NotebookClient], unit: str
) -> None:
    language, session = kernel
    release, solved = (
        built / language / version / unit / f"{unit}.ipynb" for version in ("release", "solved")
    )
    stubs = {cell.id: cell.source for cell in nbformat.read(release, as_version=4).cells}
    book = nbformat.read(solved, as_version=4)
    (challenge,) = COURSE.units[unit].challenges
    for cell in book.cells:
        if cell.id == challenge:
            cell.source = stubs[cell.id]
    assert run(session, solved, book) is None, errors(book)
    said = {cell.id: printed(cell).strip() for cell in book.cells if cell.cell_type == "code"}
    words = COURSE.sentences(language)("compare_optional", call="")
    lines = said[f"{challenge}-examples"].splitlines()
    assert all(line.startswith("· ") and line.endswith(words) for line in lines)
    assert said["ready"] == COURSE.sentences(language)("ready_yes")
