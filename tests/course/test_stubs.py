"""A solution becomes a stub: the signature stays, the body goes."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import Any

import pytest

from course.catalog import Course
from course.stubs import (
    MarkerError,
    definitions,
    inline_imports,
    stub,
    with_docstring,
    without_markers,
)

HERE = "# here\nraise NotImplementedError"

LONG = """def conv(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray | None = None,  # one a filter: (C_out,)
    *,
    stride: int | tuple[int, int] = (1, 1),
) -> tuple[
    np.ndarray,
    dict[str, int],
]:
    n, c = x.shape[:2]
    ### BEGIN SOLUTION
    def inner(a):
        return a

    return inner(x), {"secret": n}
    ### END SOLUTION"""

LAYER = """class Layer(Base, metaclass=Meta):
    def __init__(self, w: np.ndarray, b: np.ndarray) -> None:
        self.w = w
        ### BEGIN SOLUTION
        self.secret = None
        ### END SOLUTION

    @property
    def size(self) -> int:
        ### BEGIN SOLUTION
        return self.secret.size
        ### END SOLUTION

    def forward(self, x: np.ndarray) -> np.ndarray:
        ### BEGIN SOLUTION
        self.secret = x
        if x.ndim:
            return x
        return x + 1
        ### END SOLUTION"""


def outline(source: str) -> dict[str, Any]:
    """Name of every function and class -> its header, as Python reads it."""
    found: dict[str, Any] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            decorators = [ast.unparse(each) for each in node.decorator_list]
            returns = node.returns and ast.unparse(node.returns)
            found[node.name] = (ast.unparse(node.args), returns, decorators)
        elif isinstance(node, ast.ClassDef):
            found[node.name] = [ast.unparse(base) for base in (*node.bases, *node.keywords)]
    return found


def test_the_stub_of_a_function_keeps_what_is_given_and_no_more() -> None:
    cleared = stub(LONG, HERE)
    given = {name: header for name, header in outline(LONG).items() if name != "inner"}
    assert outline(cleared) == given
    assert cleared.splitlines()[-3:] == [
        "    n, c = x.shape[:2]",
        "    # here",
        "    raise NotImplementedError",
    ]
    assert "secret" not in cleared
    assert "inner" not in cleared


def test_the_stub_of_a_class_clears_every_method() -> None:
    cleared = stub(LAYER, HERE)
    assert outline(cleared) == outline(LAYER)
    assert cleared.count("        # here\n        raise NotImplementedError") == 3
    assert "self.w = w" in cleared
    assert "secret" not in cleared


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    return x",
        "def f(x):\n    ### BEGIN SOLUTION\n    return x",
        "def f(x):\n    return x\n    ### END SOLUTION",
        "def f(x):\n    ### END SOLUTION\n    return x\n    ### BEGIN SOLUTION",
        "def f(x):\n    ### BEGIN SOLUTION\n    ### END SOLUTION\n    ### BEGIN SOLUTION\n    pass",
        "def f(x):\n    ### Begin solution\n    return x\n    ### End solution",
    ],
)
def test_a_solution_without_its_markers_is_named(source: str) -> None:
    with pytest.raises(MarkerError, match=r"^f: put its body between ### BEGIN SOLUTION"):
        stub(source, HERE)


SOLVED = (
    "def f(x):\n    return x + 1\n    ### BEGIN SOLUTION\n    return x + 1\n    ### END SOLUTION",
    "def f(x):\n    if x:\n        return x\n    ### BEGIN SOLUTION\n    x\n    ### END SOLUTION",
    "def f(x):\n    ### BEGIN SOLUTION\n    y = x\n    ### END SOLUTION\n    return y",
    "class f:\n    def g(self):\n        return 1\n        ### BEGIN SOLUTION\n        return 1\n"
    "        ### END SOLUTION",
)


@pytest.mark.parametrize("source", SOLVED)
def test_a_stub_that_is_already_solved_is_refused(source: str) -> None:
    with pytest.raises(MarkerError, match=r"^f: its stub is already solved"):
        stub(source, HERE)


def test_what_is_given_may_return() -> None:
    """A helper inside, a method without a region, a function around a class with regions."""
    source = (
        "def f(x):\n    def helper(a):\n        return a\n\n    class C:\n"
        "        def given(self):\n            return 1\n\n        def asked(self):\n"
        "            ### BEGIN SOLUTION\n            return 2\n            ### END SOLUTION\n\n"
        "    return C()"
    )
    assert stub(source, HERE).count("return") == 3


@pytest.mark.parametrize("source", [LONG, LAYER])
def test_without_markers_only_the_markers_go(source: str) -> None:
    plain = without_markers(source)
    assert ast.dump(ast.parse(plain)) == ast.dump(ast.parse(source))
    assert "SOLUTION" not in plain
    regions = source.count("BEGIN SOLUTION")
    assert len(source.splitlines()) - len(plain.splitlines()) == 2 * regions


@pytest.mark.parametrize(
    "header",
    [
        "def f(x):",
        "def f(x=(1, 2), *rest, key: int = 3, **more) -> int:",
        "def f(\n    x,\n    y=None,\n):",
        "def f(\n    x=(\n        1,\n        2,\n    ),\n):",
        "def f(x) -> tuple[\n    int,\n    int,\n]:",
        "def f(x):  # a comment: with a colon",
        "def f():",
        "def f(\n):",
        "class F:",
        "class F(A, B):",
        "class F(\n    A,\n    B,\n):",
        "class F(\n    metaclass=M,\n):",
    ],
)
@pytest.mark.parametrize("text", ["One line.", "Two\n\nx: (N, C).\n    more"])
def test_a_docstring_lands_below_any_header(header: str, text: str) -> None:
    body = "    a = 1\n    ### BEGIN SOLUTION\n    return a\n    ### END SOLUTION"
    if header.startswith("class"):
        body = "    def f(self):\n        return 1"
    documented = with_docstring(f"{header}\n{body}", text)
    (node,) = ast.parse(documented).body
    assert isinstance(node, ast.FunctionDef | ast.ClassDef)
    assert ast.get_docstring(node) == inspect.cleandoc(text)
    node.body = node.body[1:]
    assert ast.unparse(node) == ast.unparse(ast.parse(f"{header}\n{body}"))


def test_definitions_come_with_their_decorators_and_nothing_between(tmp_path: Path) -> None:
    path = tmp_path / "unit.py"
    path.write_text(
        'import numpy as np\n\nSize = int\n\n\n@cache\n@other(1)\ndef f(x):\n    """Doc."""\n'
        "    return x\n    ### END SOLUTION\n\n\n# about g\nclass G:\n    y = 1\n\n    def h(self):"
        "\n        pass\n    # the end\n\n\nLAST = 2\n",
        encoding="utf-8",
    )
    assert definitions(path) == {
        "f": '@cache\n@other(1)\ndef f(x):\n    """Doc."""\n    return x\n    ### END SOLUTION',
        "G": "class G:\n    y = 1\n\n    def h(self):\n        pass\n    # the end",
    }


def test_set_up_shows_the_source_of_what_it_imports(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "sizes.py").write_text(
        "def pair(v):\n    return (v, v)\n\n\ndef hidden(v):\n    return v\n\n\n"
        "def both(v):\n    # why\n    return pair(v)\n",
        encoding="utf-8",
    )
    setup = inline_imports(
        '"""For authors."""\n\nimport numpy as np\n\nfrom solutions.sizes import both, pair\n'
        "from os import path\n\nSize = int | tuple[int, int]\nF = np.float64\n",
        tmp_path,
    )
    assert setup == (
        "import numpy as np\nfrom os import path\n\n"
        "Size = int | tuple[int, int]\nF = np.float64\n\n\n"
        "def both(v):\n    # why\n    return pair(v)\n\n\n"
        "def pair(v):\n    return (v, v)\n"
    )


def test_set_up_may_import_a_constant_and_nothing_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "solutions" / "sizes.py").write_text("SIDE, LEVELS = 28, 16\n", encoding="utf-8")
    source = "from solutions.sizes import SIDE\n\nHALF = SIDE // 2\n"
    assert inline_imports(source, tmp_path).strip() == "SIDE, LEVELS = 28, 16\nHALF = SIDE // 2"
    with pytest.raises(ImportError, match="'LEVEL'"):
        inline_imports("from solutions.sizes import LEVEL\n", tmp_path)


def test_every_stub_of_the_course_keeps_its_signature_and_says_it_is_unfinished(
    course: Course,
) -> None:
    for unit in course.units.values():
        sources = definitions(unit.solution_path)
        for name in unit.functions:
            cleared = stub(sources[name], HERE)
            assert cleared.count("raise NotImplementedError") >= 1
            ours, theirs = outline(sources[name]), outline(cleared)
            assert theirs.items() <= ours.items()
            assert name in theirs
