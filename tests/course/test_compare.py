"""What `compare` says to a student, in each language, of each way to be wrong."""

from __future__ import annotations

import ast
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest
import torch
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from course import catalog

from .survivors import compare_cell

COURSE = catalog.load()
UNIT = COURSE.units["padding"]
X = np.arange(24.0).reshape(1, 2, 3, 4)

Compare = Callable[..., None]


@pytest.fixture(params=COURSE.languages)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def compare(language: str) -> Compare:
    """As it is in a notebook of the unit `padding`."""
    names: dict[str, Any] = {"__name__": "__main__", "np": np}
    exec(compare_cell(COURSE, UNIT, language), names)
    function: Compare = names["compare"]
    names["MAY_USE"].add("tests")
    return function


def twice(x: np.ndarray, plus: float = 0.0) -> np.ndarray:
    return 2 * x + plus


def nothing(x: np.ndarray) -> None:
    x + 1


def one_wrong(x: np.ndarray) -> np.ndarray:
    y = 2 * x
    y[0, 1, 2, 3] = -7
    return y


def in_place(x: np.ndarray) -> np.ndarray:
    x *= 2
    return x


def with_torch(x: np.ndarray) -> np.ndarray:
    return np.asarray(2 * torch.tensor(x))


def imports_torch(x: np.ndarray) -> np.ndarray:
    import torch as library

    return np.asarray(2 * library.tensor(x))


def sizes(x: np.ndarray) -> np.ndarray:
    return np.array(x.shape)


def dictionary(x: np.ndarray) -> dict[str, Any]:
    return {"w": (x, 2 * x)}


def more_keys(x: np.ndarray, params: dict[str, Any]) -> np.ndarray:
    params["new"] = 1
    return x


def refuses(x: np.ndarray) -> None:
    raise ValueError("too small")


# fmt: off
WRONG: dict[str, tuple[Callable[..., Any], dict[str, Any], str, dict[str, Any]]] = {
    "nothing returned": (nothing, {"expected": X}, "nothing", {"call": "nothing(x)"}),
    "another library": (with_torch, {"expected": 2 * X}, "library",
        {"call": "with_torch(x)", "library": "torch", "packages": ["NumPy"]}),
    "another library, imported inside": (imports_torch, {"expected": 2 * X}, "library",
        {"call": "imports_torch(x)", "library": "torch", "packages": ["NumPy"]}),
    "accepted": (twice, {"raises": ValueError, "plus": 1}, "accepted",
        {"call": "twice(x, plus=1)", "right": "ValueError"}),
    "an array for a tuple of ints": (sizes, {"expected": X.shape}, "form",
        {"call": "sizes(x)", "got": "array", "right": "tuple(int, int, int, int)"}),
    "a shape": (twice, {"expected": 2 * X[0]}, "shape",
        {"call": "twice(x)", "where": "", "got": X.shape, "right": X.shape[1:]}),
    "a kind of number": (sizes, {"expected": np.array([1.0, 2.0, 3.0, 4.0])}, "dtype",
        {"call": "sizes(x)", "where": "", "got": "int64", "right": "float64"}),
    "a value": (one_wrong, {"expected": torch.tensor(2 * X)}, "values",
        {"call": "one_wrong(x)", "where": "[0, 1, 2, 3]", "got": -7.0, "right": 46.0}),
    "a value in a part": (dictionary, {"expected": {"w": (X, X)}}, "values",
        {"call": "dictionary(x)", "where": "['w'][1][0, 0, 0, 1]", "got": 2.0, "right": 1.0}),
    "a key more in a dictionary": (more_keys, {"params": {"w": X}, "expected": X}, "changed",
        {"call": "more_keys(x, params)", "where": "['params']['new']"}),
    "a changed argument": (in_place, {"expected": 2 * X}, "changed",
        {"call": "in_place(x)", "where": "['x']"}),
}
# fmt: on


@pytest.mark.parametrize("case", WRONG)
def test_each_way_to_be_wrong_has_its_sentence(compare: Compare, language: str, case: str) -> None:
    function, asked, sentence, details = WRONG[case]
    with pytest.raises(AssertionError) as said:
        compare(function, X.copy(), **deepcopy(asked))
    assert str(said.value) == COURSE.sentences(language)(f"compare_{sentence}", **details)


def test_what_is_right_gets_one_line(compare: Compare, capsys: pytest.CaptureFixture[str]) -> None:
    compare(twice, X, plus=1, expected=torch.tensor(2 * X + 1))
    compare(dictionary, X, expected={"w": (X, 2 * X)})
    compare(lambda x: x.astype(np.float32), X, expected=X)
    compare(refuses, X, raises=ValueError)
    assert capsys.readouterr().out.splitlines() == [
        "✓ twice(x, plus=1)",
        "✓ dictionary(x)",
        "✓ test_what_is_right_gets_one_line.<locals>.<lambda>(x)",
        "✓ refuses(x) → ValueError('too small')",
    ]


def test_names_that_come_from_no_module_are_no_library(compare: Compare) -> None:
    function = eval("lambda x: 2 * x + 0 * draw()", {"draw": np.random.default_rng(0).normal})
    compare(function, X, expected=2 * X)


def test_another_error_than_the_one_asked_for_is_the_students_to_see(compare: Compare) -> None:
    with pytest.raises(ValueError, match="too small"):
        compare(refuses, X, raises=RuntimeError)


def test_the_expected_value_is_known_before_the_function_runs(compare: Compare) -> None:
    x = X.copy()
    with pytest.raises(AssertionError) as said:
        compare(in_place, x, expected=2 * x)
    assert "['x']" in str(said.value)


def test_a_terminal_shows_two_grids_with_the_wrong_cells_marked(
    compare: Compare, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(AssertionError):
        compare(one_wrong, X, expected=2 * X)
    t = COURSE.sentences(language)
    yours, right = t("compare_yours"), t("compare_right")
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line in (yours, right)] == [yours, right]
    assert [line.split() for line in lines if "✗" in line] == [
        ["42", "44", "-7", "✗"],
        ["42", "44", "46", "✗"],
    ]
    assert len(lines) == 8


@pytest.mark.slow
def test_a_notebook_shows_them_as_a_picture() -> None:
    cells = [
        "import numpy as np",
        compare_cell(COURSE, UNIT, "en"),
        "compare(np.negative, np.arange(6.0).reshape(2, 3), expected=np.zeros((2, 3)))",
    ]
    book = new_notebook(cells=[new_code_cell(source) for source in cells])
    NotebookClient(book, timeout=120, kernel_name="python3", allow_errors=True).execute()
    kinds = [output.output_type for output in book.cells[-1].outputs]
    assert kinds == ["display_data", "error"]
    assert "image/png" in book.cells[-1].outputs[0].data


def test_it_is_short_and_speaks_from_its_dictionary_alone(language: str) -> None:
    source = compare_cell(COURSE, UNIT, language)
    tree = ast.parse(source)
    first = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
    lines = source.splitlines()[first.lineno - 1 :]
    most = 65 if UNIT.challenges else 60
    assert len([line for line in lines if line.strip()]) < most
    assert max(map(len, lines)) <= 100
    texts = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant)]
    sentences = {text for text in texts if isinstance(text, str) and " " in text.strip()}
    t = COURSE.sentences(language)
    words = {t("compare_title"), "get_ipython", "{:9.5g}"}
    (say,) = (n for n in tree.body if isinstance(n, ast.Assign) and isinstance(n.value, ast.Dict))
    said = {ast.literal_eval(value) for value in say.value.values}  # type: ignore[attr-defined]
    assert sentences <= said | words


@pytest.mark.parametrize("unit", COURSE.units)
def test_the_cell_is_collapsed_and_locked(built: Path, language: str, unit: str) -> None:
    book = nbformat.read(built / language / "release" / unit / f"{unit}.ipynb", as_version=4)
    (cell,) = (cell for cell in book.cells if cell.id == "compare")
    assert cell.metadata.jupyter == {"source_hidden": True}
    assert cell.metadata.nbgrader.locked
    assert not cell.metadata.nbgrader.grade


CONTAINERS: dict[str, tuple[Any, Any, str]] = {
    # name: (what is returned, what is expected, what is said)
    "a text": ("ABC", "abc", "'ABC'"),
    "a text in a list": (["a", "b"], ["a", "c"], "[1]"),
    "a key": ({"a": 1}, {"b": 1}, "dict('b')"),
    "a value": ({"a": 1, "b": 2}, {"a": 1, "b": 3}, "['b']"),
    "a set": ({1, 2}, {1, 3}, "{1, 3}"),
    "a list for a set": ([1], {1}, "list(int)"),
    "a list that is too short": ([1], [1, 2], "list(int, int)"),
}


@pytest.mark.parametrize("case", CONTAINERS)
def test_texts_lists_sets_and_dicts_are_compared(compare: Compare, case: str) -> None:
    got, expected, said = CONTAINERS[case]
    compare(lambda x: deepcopy(expected), 1, expected=expected)
    with pytest.raises(AssertionError) as raised:
        compare(lambda x: got, 1, expected=expected)
    assert said in str(raised.value)
