"""What runs from top to bottom in Jupyter counts: the same answers in a kernel and in `grade`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

from .reading import FOLDER, Habit, habits

KINDS = sorted(path.stem for path in FOLDER.glob("*.txt"))
HABITS: Mapping[str, Habit] = {
    f"{kind}: {title}": habit for kind in KINDS for title, habit in habits(kind).items()
}
every = pytest.mark.parametrize("title", HABITS)


@pytest.fixture(scope="module")
def kernel() -> Iterator[NotebookClient]:
    """One real kernel for all: a habit finds it empty."""
    session = NotebookClient(new_notebook(), timeout=60, kernel_name="python3")
    with session.setup_kernel():
        yield session


@pytest.fixture(scope="module")
def graded(
    tiny_course: Path, grade: Callable[..., Any], plain_notebook: Callable[..., Any]
) -> Mapping[str, Any]:
    """The record of each habit, from one run of the command."""
    students = {f"s{number:03}": title for number, title in enumerate(HABITS)}
    done = grade(
        tiny_course,
        {student: plain_notebook(*HABITS[title].cells) for student, title in students.items()},
    )
    return {title: done.records[student] for student, title in students.items()}


def test_there_are_many() -> None:
    assert len(HABITS) >= 60


@pytest.mark.slow
@every
def test_it_runs_from_top_to_bottom_in_a_kernel(kernel: NotebookClient, title: str) -> None:
    sources = ["%reset -f", *HABITS[title].with_check]
    kernel.nb = new_notebook(cells=[new_code_cell(source) for source in sources])
    for position, cell in enumerate(kernel.nb.cells):
        try:
            kernel.execute_cell(cell, position)
        except CellExecutionError as error:
            pytest.fail(f"{cell.source}\n{error}")


@every
def test_it_gets_full_marks(graded: Mapping[str, Any], title: str) -> None:
    record = graded[title]
    told = [message for row in record["exercises"] for message in row["messages"]]
    assert (record["score"], record["max_score"]) == (4.0, 4.0), [told, record["messages"]]
    assert record["messages"] == []
