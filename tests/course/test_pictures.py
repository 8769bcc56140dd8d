"""What a picture says while there is nothing to draw, or something wrong."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest

from course import catalog
from course.notebooks import notebook

COURSE = catalog.load()
UNIT = COURSE.units["padding"]

X = np.arange(12.0).reshape(1, 1, 3, 4)
Names = dict[str, Any]


@pytest.fixture(params=COURSE.languages)
def names(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Iterator[Names]:
    """What a notebook has when its locked cells have run."""
    book = notebook(COURSE, UNIT, COURSE.sentences(request.param), "release")
    names: Names = {"__name__": "__main__", "language": request.param}
    with plt.rc_context({"backend": "agg"}):
        for cell in book.cells:
            if cell.cell_type == "code" and cell.metadata.convalida.role == "setup":
                exec(cell.source, names)
        yield names
        plt.close("all")
    assert not capsys.readouterr().err


def drawn(names: Names, function: Callable[..., Any]) -> None:
    source = """
with drawing():
    show_images({"x": X, "y": yours(function, X, expected=X)}, columns=1)
    show_gradient(lambda x: x, X, 1.0, yours(function, X, expected=X))
"""
    exec(source, {**names, "function": function, "X": X})


def unwritten(x: np.ndarray) -> np.ndarray:
    raise NotImplementedError


def calls_the_unwritten(x: np.ndarray) -> np.ndarray:
    return unwritten(x)


def breaks(x: np.ndarray) -> np.ndarray:
    raise ValueError("two\nlines, {braces}")


def warns(x: np.ndarray) -> np.ndarray:
    return x / np.zeros(x.shape)


NOTHING_TO_DRAW: dict[str, tuple[Callable[..., Any], str]] = {
    "not written": (unwritten, "picture_unwritten"),
    "calls what is not written": (calls_the_unwritten, "picture_unwritten"),
    "raises": (breaks, "picture_raises"),
    "None": (lambda x: None, "picture_form"),
    "a tuple": (lambda x: (x, x), "picture_form"),
    "text": (lambda x: "text", "picture_form"),
    "complex": (lambda x: x + 1j, "picture_form"),
    "ragged": (lambda x: np.array([x, None], dtype=object), "picture_form"),
    "another shape": (lambda x: x[..., :2], "picture_shape"),
}

WRONG = {
    "values": lambda x: x + 1,
    "infinite": warns,
    "NaN": lambda x: np.full(x.shape, np.nan),
    "huge": lambda x: np.full(x.shape, 1e308),
    "zeros": lambda x: np.zeros(x.shape),
    "integers": lambda x: -x.astype(int),
    "booleans": lambda x: x < 0,
}


@pytest.mark.parametrize("case", NOTHING_TO_DRAW)
def test_one_sentence_says_why_there_is_nothing_yet(
    names: Names, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    function, message = NOTHING_TO_DRAW[case]
    drawn(names, function)
    (line,) = capsys.readouterr().out.splitlines()
    sentence = COURSE.sentences(names["language"])(
        message, name="\0", error="\0", got="\0", right="\0"
    )
    assert all(part in line for part in sentence.split("\0"))
    assert plt.get_fignums() == []
    if message == "picture_unwritten":
        assert "unwritten" in line


@pytest.mark.parametrize("case", WRONG)
def test_wrong_values_are_drawn_and_said_once(
    names: Names, capsys: pytest.CaptureFixture[str], case: str
) -> None:
    drawn(names, WRONG[case])
    (line,) = capsys.readouterr().out.splitlines()
    assert COURSE.sentences(names["language"])("picture_values", name="").strip() in line
    assert len(plt.get_fignums()) == 2
    *_, error = plt.figure(2).axes
    assert len(error.texts) >= X.size - 1, "each wrong cell has its mark"


def test_what_is_right_is_drawn_without_a_word(
    names: Names, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn(names, lambda x: np.ones(x.shape) * x)
    assert not capsys.readouterr().out.replace("\n", "")
    assert len(plt.get_fignums()) == 2


def test_a_cell_that_was_left_out_is_named(
    names: Names, capsys: pytest.CaptureFixture[str]
) -> None:
    exec("with drawing():\n    pad3d(X)", {**names, "X": X})
    assert "pad3d" in capsys.readouterr().out


def test_an_error_of_the_picture_itself_is_not_hidden(names: Names) -> None:
    with pytest.raises(ZeroDivisionError):
        exec("with drawing():\n    1 / 0", names)


@pytest.mark.parametrize("size", [48, 96, 128])
def test_the_photograph_is_there_without_a_network(names: Names, size: int) -> None:
    grey, colour = names["photograph"](size), names["photograph"](size, colour=True)
    assert (grey.shape, colour.shape) == ((1, 1, size, size), (1, 3, size, size))
    assert 0 <= grey.min() < 0.2
    assert 0.8 < grey.max() <= 1


@pytest.mark.parametrize("unit", COURSE.units)
def test_no_picture_takes_a_name_that_drawing_needs(unit: str) -> None:
    taken = {"drawing", "yours", "photograph", "show_images", "show_gradient", "numerical_gradient"}
    exercises = COURSE.units[unit].exercises
    sources = [COURSE.units[unit].closing, *(each.picture for each in exercises)]
    sources += [(each.folder / "examples.py").read_text("utf-8") for each in exercises]
    for node in (node for source in sources for node in ast.walk(ast.parse(source))):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            assert node.id not in taken


def test_a_file_that_did_not_come_along_is_named(
    names: Names, capsys: pytest.CaptureFixture[str]
) -> None:
    exec("with drawing():\n    np.load('data/whales.npz')", {**names, "np": np})
    said = COURSE.sentences(names["language"])("picture_file", name="data/whales.npz")
    assert capsys.readouterr().out == f"{said}\n"
