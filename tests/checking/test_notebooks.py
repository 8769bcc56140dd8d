"""A submission is its definitions: how the notebook looks does not count."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from .answers import KNOWN

Book = Any
ANSWER = KNOWN["before_and_after_swapped"]


def duplicated(book: Book) -> Book:
    again = [nbformat.from_dict({**cell, "id": f"{cell.id}-2"}) for cell in book.cells]
    book.cells = [cell for both in zip(book.cells, again, strict=True) for cell in both]
    return book


def duplicated_with_the_same_ids(book: Book) -> Book:
    book.cells = [c for cell in book.cells for c in (cell, cell.copy())]
    return book


def reordered(book: Book) -> Book:
    random.Random(3).shuffle(book.cells)
    return book


def backwards(book: Book) -> Book:
    book.cells.reverse()
    return book


def renamed(book: Book) -> Book:
    for number, cell in enumerate(book.cells):
        cell.id = f"cell-{number}"
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.grade_id = f"grade-{number}"
    return book


def stripped(book: Book) -> Book:
    book.metadata = {}
    for cell in book.cells:
        cell.metadata = {}
    return book


def stripped_and_reordered(book: Book) -> Book:
    return reordered(stripped(book))


def in_one_cell(book: Book) -> Book:
    code = [c.source for c in book.cells if c.cell_type == "code" and "examples" not in c.id]
    return new_notebook(cells=[new_code_cell("\n\n".join(code))])


def definitions_alone(book: Book) -> Book:
    """Without the set-up: NumPy and the given functions are there all the same."""
    kept = [c.source for c in book.cells if c.id in {"pad2d", "pad2d_backward"}]
    return new_notebook(cells=[new_code_cell(source) for source in kept])


def with_magics(book: Book) -> Book:
    book.cells.insert(0, new_code_cell("%matplotlib inline\n!pip install torch"))
    for cell in book.cells:
        if cell.cell_type == "code" and cell.get("id") == "pad2d":
            cell.source = f"%load_ext autoreload\n!nvidia-smi\n{cell.source}\npad2d?"
    return book


def with_a_plot(book: Book) -> Book:
    plot = "import matplotlib.pyplot as plt\n\n\ndef show(x):\n    plt.imshow(x[0, 0])"
    book.cells.append(new_code_cell(plot))
    for cell in book.cells:
        if cell.id == "pad2d":
            cell.source = cell.source.replace("def pad2d", "figure = plt.figure()\n\ndef pad2d")
            cell.source = f"import matplotlib.pyplot as plt\n{cell.source}"
    return book


def with_experiments(book: Book) -> Book:
    slow = "for i in range(10**12):\n    pass\nraise SystemExit"
    book.cells.append(new_code_cell(slow))
    book.cells.insert(
        1, new_code_cell("undefined_name + 1\ninput('? ')\nopen('/etc/passwd').read()")
    )
    return book


def with_damaged_set_up(book: Book) -> Book:
    for cell in book.cells:
        if cell.id == "set-up":
            cell.source = "import numpy as np\n\n\ndef sides(pad):\n    return None\n"
    return book


def with_an_older_answer_first(book: Book) -> Book:
    older = new_code_cell("def pad2d(x, pad, value=0.0):\n    raise ValueError('an older one')")
    book.cells.insert(2, older)
    return book


def with_a_helper_below(book: Book) -> Book:
    """`laid` is used by a decorator before the cell that defines it."""
    for cell in book.cells:
        if cell.id == "pad2d":
            cell.source = cell.source.replace("def pad2d", "@laid\ndef pad2d")
    helper = "def laid(function):\n    return lambda *a, **k: function(*a, **k)"
    book.cells.append(new_code_cell(helper))
    return book


def with_a_syntax_error_elsewhere(book: Book) -> Book:
    book.cells.insert(3, new_code_cell("def half("))
    book.cells.append(new_markdown_cell("def pad2d(x): return x"))
    return book


def with_the_answer_pasted_from_a_session(book: Book) -> Book:
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.source = cell.source.replace("\n", "\r\n") + "\r\n"
    return book


def saved_by_colab(book: Book) -> Book:
    """Ids become metadata; nbgrader's metadata and ours are gone."""
    book.nbformat_minor = 0
    book.metadata = {
        "accelerator": "GPU",
        "colab": {"provenance": [], "gpuType": "T4"},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
    }
    for cell in book.cells:
        cell.metadata = {"id": cell.pop("id"), "colab": {"base_uri": "https://localhost:8080/"}}
    book.cells.append(new_code_cell("from google.colab import drive\ndrive.mount('/content')"))
    book.cells[-1].pop("id")
    return book


def saved_by_vs_code(book: Book) -> Book:
    book.metadata.kernelspec = {"display_name": ".venv (3.12.1)", "name": "python3"}
    book.metadata.language_info = {"name": "python", "version": "3.12.1", "pygments_lexer": "i3"}
    for cell in book.cells:
        cell.metadata["vscode"] = {"languageId": "python"}
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("stream", text="")]
            cell.execution_count = 7
    return book


def saved_by_jupyterlab(book: Book) -> Book:
    book.metadata["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {}}}
    for cell in book.cells:
        cell.metadata.update(
            editable=True, slideshow={"slide_type": ""}, tags=[], jupyter={"source_hidden": True}
        )
    return book


CHANGES = (
    *(duplicated, duplicated_with_the_same_ids, reordered, backwards, renamed, stripped),
    *(stripped_and_reordered, in_one_cell, definitions_alone, with_magics, with_experiments),
    *(saved_by_colab, saved_by_vs_code, saved_by_jupyterlab, with_a_plot),
    *(with_damaged_set_up, with_an_older_answer_first, with_a_helper_below),
    *(with_a_syntax_error_elsewhere, with_the_answer_pasted_from_a_session),
)


@pytest.fixture(scope="module")
def changed_class(
    small_course: Path,
    small_built: Path,
    grade: Callable[..., Any],
    answer: Callable[..., Book],
    solutions: Mapping[str, str],
) -> Any:
    release = small_built / "es" / "release" / "padding" / "padding.ipynb"
    answers = {"pad2d": ANSWER, "pad2d_backward": solutions["pad2d_backward"]}
    books = {change.__name__: change(answer(release, answers)) for change in CHANGES}
    return grade(small_course, {"as it was": answer(release, answers), **books})


@pytest.mark.parametrize("change", [change.__name__ for change in CHANGES])
def test_the_score_is_the_same(changed_class: Any, change: str) -> None:
    before, after = (changed_class.records[name] for name in ("as it was", change))
    assert before["exercises"][0]["mistake"] == "before_and_after_swapped"
    assert 0 < before["score"] < before["max_score"]
    assert after["status"] == "graded"
    assert after["unit"] == "padding"
    assert after["score"] == before["score"]
    for mine, theirs in zip(after["exercises"], before["exercises"], strict=True):
        for key in ("name", "score", "max_score", "verdict", "mistake", "checks", "counterexample"):
            assert mine[key] == theirs[key], key


def test_the_language_is_told_by_the_notebook_or_its_words(changed_class: Any) -> None:
    assert changed_class.records["as it was"]["language"] == "es"
    assert changed_class.records["stripped"]["language"] == "es"
