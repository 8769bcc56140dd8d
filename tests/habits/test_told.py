"""What cannot count is named, on the page and on stderr: where it is and what to do."""

from __future__ import annotations

import html
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.sentences import sentences

from .reading import OPENING

RIGHT = "def double(x):\n    return x + x"
OURS = f"{sys.version_info[0]}.{sys.version_info[1]}"
THERE = ["NumPy", "PyTorch"]

Told = tuple[str, dict[str, Any]]

# title -> cells, the message about `double`, and what of its arguments is told
CASES: Mapping[str, tuple[list[str], Told]] = {
    "a module that is not there": (
        ["from tqdm import tqdm", "def double(x):\n    return sum(x for _ in tqdm(range(2)))"],
        ("module_missing", {"module": "tqdm", "available": THERE}),
    ),
    "a decorator from a module that is not there": (
        ["from numba import njit", f"@njit\n{RIGHT}"],
        ("module_missing", {"module": "numba", "available": THERE}),
    ),
    "an import in the function": (
        ["def double(x):\n    import scipy.signal\n    return x + x"],
        ("module_missing", {"module": "scipy", "available": THERE}),
    ),
    "a module of one's own": (
        ["from my_tools import twice", "def double(x):\n    return twice(x)"],
        ("module_missing", {"module": "my_tools", "available": THERE}),
    ),
    "a helper with a missing bracket": (
        ["def twice(x):\n    return (x + x", "def double(x):\n    return twice(x)"],
        ("syntax_error", {"function": "twice", "cell": 2, "line": 2}),
    ),
    "a helper for Python 2": (
        [
            "def twice(x):\n    print 'twice'\n    return x + x",
            "def double(x):\n    return twice(x)",
        ],
        ("syntax_error", {"function": "twice", "cell": 2, "line": 2}),
    ),
    "a constant in a cell that is not read": (
        ["FACTOR = 2\nprint 'ready'", "def double(x):\n    return FACTOR * x"],
        ("syntax_error", {"function": "FACTOR", "cell": 2}),
    ),
    "a default from a cell that is not read": (
        ["FACTOR = 2\nprint 'ready'", "def double(x, by=FACTOR):\n    return by * x"],
        ("syntax_error", {"function": "FACTOR", "cell": 2}),
    ),
    "a newer Python": (
        ["def double[T](x: T) -> T:\n    return x + x"],
        ("newer_python", {"function": "double", "cell": 2, "theirs": "3.99", "ours": OURS}),
    ),
    "an invisible character": (
        ["def double(x):\n    return x\u200b + x"],
        ("invisible_character", {"cell": 2, "line": 2, "column": 13}),
    ),
    "a helper with a hard space": (
        ["def twice(x):\n    return\u00a02 * x", "def double(x):\n    return twice(x)"],
        ("invisible_character", {"function": "twice", "text": "U+00A0 NO-BREAK SPACE"}),
    ),
    "a renamed argument": (
        ["def double(values, *, factor):\n    return factor * values"],
        ("keep_header", {"header": "double(x)"}),
    ),
    "an argument by name only": (
        ["def double(*, x):\n    return x + x"],
        ("keep_header", {"header": "double(x)"}),
    ),
    "a constant that raises": (
        ["FACTOR = int('two')", "def double(x):\n    return FACTOR * x"],
        ("needed_cell_raised", {"function": "double", "cell": 2, "type": "ValueError"}),
    ),
    "a constant that takes for ever": (
        ["FACTOR = sum(iter(int, 1))", "def double(x):\n    return FACTOR * x"],
        ("definition_stopped", {"cell": 2, "reason": "timeout"}),
    ),
    "an array saved and loaded": (
        [
            "np.save('k.npy', np.ones(1))\nK = np.load('k.npy')",
            "def double(x):\n    return 2 * K * x",
        ],
        ("needed_cell_raised", {"cell": 2, "type": "PermissionError"}),
    ),
    "threads": (
        [
            "from concurrent.futures import ThreadPoolExecutor\n"
            "with ThreadPoolExecutor() as pool:\n    FACTORS = list(pool.map(int, '2'))",
            "def double(x):\n    return FACTORS[0] * x",
        ],
        ("needed_cell_raised", {"cell": 2, "type": "RuntimeError"}),
    ),
    "an event loop": (
        [
            "import asyncio\nawait asyncio.sleep(0.1)\nK = await asyncio.sleep(0.1, 2)",
            "def double(x):\n    return K * x",
        ],
        ("needed_cell_raised", {"cell": 2, "type": "RuntimeError"}),
    ),
    "written to a file": (
        ["%%writefile tools.py\ndef twice(x): return 2 * x", "from tools import twice as double"],
        ("module_missing", {"module": "tools"}),
    ),
}
ON_PAGE_ALONE = {"keep_header"}
every = pytest.mark.parametrize("title", CASES)


@pytest.fixture(scope="module")
def told(tiny_course: Path, grade: Callable[..., Any], plain_notebook: Callable[..., Any]) -> Any:
    books = {}
    for title, (cells, _) in CASES.items():
        books[title] = plain_notebook(OPENING, *cells)
        version = "3.99.1" if title == "a newer Python" else "3.6.9"
        books[title].metadata["language_info"] = {"name": "python", "version": version}
    return grade(tiny_course, books)


@every
def test_it_is_named_in_the_record(told: Any, title: str) -> None:
    (message, args) = CASES[title][1]
    row = told.row(title, "double")
    found = [each["args"] for each in row["messages"] if each["id"] == message]
    assert found, row["messages"]
    assert any(args.items() <= each.items() for each in found), found
    assert row["score"] == 0.0


@every
def test_it_is_said_on_the_page_and_on_stderr(told: Any, title: str) -> None:
    (message, args) = CASES[title][1]
    row = told.row(title, "double")
    whole = next(
        m["args"]
        for m in row["messages"]
        if m["id"] == message and args.items() <= m["args"].items()
    )
    sentence = sentences("en")(message, **whole)
    assert sentence in html.unescape(told.page(title).read_text(encoding="utf-8"))
    lines = [line for line in told.done.stderr.splitlines() if f"/{title}.ipynb: " in line]
    assert any(sentence in line for line in lines) == (message not in ON_PAGE_ALONE)


@every
def test_the_rest_of_the_notebook_is_not_lost(told: Any, title: str) -> None:
    row = told.row(title, "quadruple")
    assert (row["verdict"], row["score"]) == ("passed", 3.0)


def test_a_right_function_hears_nothing_of_its_header(
    tiny_course: Path, grade: Callable[..., Any], plain_notebook: Callable[..., Any]
) -> None:
    """Another name for an argument that nobody passes by name costs nothing."""
    book = plain_notebook(OPENING, "def double(values, factor=2):\n    return factor * values")
    row = grade(tiny_course, {"ana": book}).row("ana", "double")
    assert (row["verdict"], row["messages"]) == ("passed", [])
