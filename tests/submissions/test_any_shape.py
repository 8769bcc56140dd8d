"""Notebooks of any format, with cells and metadata of any shape: a status for each."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from autograder.submissions import Found, read
from autograder.submissions.units import Asked
from tests.submissions.fixtures import MakeCell, ReadBytes, ReadCells
from tests.submissions.slices import GOOD, only


def test_old_formats(read_bytes: ReadBytes) -> None:
    lines = GOOD.splitlines(keepends=True)
    cell = {"cell_type": "code", "input": lines, "outputs": [], "language": "p"}
    heading = {"cell_type": "heading", "level": 1, "source": "def f"}
    for version, body in (
        (3, {"worksheets": [{"cells": [heading]}, {"cells": [cell]}], "nbformat": 3}),
        (2, {"worksheets": [{"cells": [heading, cell]}], "nbformat": 2}),
        (1, {"cells": [heading, {"cell_type": "code", "code": GOOD}]}),
    ):
        submission = read_bytes(json.dumps(body).encode())
        assert (version, submission.status, submission.unit) == (version, "readable", "pooling")
        assert submission.chunks[0].cell == 2
        assert submission.chunks[0].source == GOOD


def test_cells_of_any_shape(read_bytes: ReadBytes) -> None:
    answer = "def max_pool2d(x): return a, b, c, d, e"
    good = {"cell_type": "code", "source": answer, "id": "same"}
    cells: list[object] = [
        None, 3, "x", [], {}, {"cell_type": "code"}, {"cell_type": 5, "source": "x"}, good, good,
        {"cell_type": "code", "source": None}, {"cell_type": "code", "source": {"a": 1}},
        {"cell_type": "code", "source": ["a = 1\n", None, 3, "b = 2"], "metadata": []},
        {"source": "c = 3", "outputs": []},
        {"cell_type": "code", "source": "d = 4", "metadata": {"nbgrader": 5, "convalida": "x"}},
        {"cell_type": "code", "source": "e = 5", "metadata": {"convalida": {"role": ["setup"]}}},
    ]  # fmt: skip
    submission = read_bytes(json.dumps({"cells": cells, "metadata": [1]}).encode())
    names = [name for chunk in submission.chunks for name in chunk.defines]
    assert names == ["max_pool2d", "a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    "metadata",
    [
        {"convalida": {"unit": ["pooling"], "language": 5}},
        {"convalida": {"unit": "other", "language": "../../x"}},
        {"convalida": None, "kernelspec": [], "language_info": "x"},
        {"kernelspec": {"language": 5}, "language_info": {"name": None}},
    ],
)
def test_metadata_of_any_shape(read_cells: ReadCells, metadata: dict[str, Any]) -> None:
    submission = read_cells(GOOD, unit=None, **metadata)
    assert (submission.unit, submission.messages) == ("pooling", ())


def test_other_kernels_are_noted(read_cells: ReadCells) -> None:
    submission = read_cells("x <- 3", kernelspec={"language": "R", "name": "ir"})
    assert [message.id for message in submission.messages] == ["other_kernel", "no_required_names"]
    assert submission.status == "empty"


def test_empty_notebooks(read_cells: ReadCells, code: MakeCell) -> None:
    assert only(read_cells()).id == "no_code"
    assert only(read_cells("", " \n")).id == "no_code"
    message = only(read_cells("x = 3"))
    assert (message.id, message.args["names"]) == (
        "no_required_names",
        ["avg_pool2d", "max_pool2d"],
    )


def test_every_notebook_that_nbgrader_ships() -> None:
    spec = find_spec("nbgrader")
    assert spec is not None
    assert spec.origin is not None
    paths = sorted(Path(spec.origin).parent.rglob("*.ipynb"))
    assert len(paths) > 50
    units = {"p1": Asked(("squares", "sum_of_squares")), "p2": Asked(("foo", "bar"))}
    for path in paths:
        for submission in read(Found("ana", path, str(path)), units):
            assert submission.status in ("readable", "unreadable", "empty")
            for chunk in submission.chunks:
                compile(chunk.source, "cell", "exec", dont_inherit=True)
