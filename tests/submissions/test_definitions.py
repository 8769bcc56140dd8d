"""What of a notebook runs."""

from __future__ import annotations

import ast
import random

import pytest

SOLUTION = {"nbgrader": {"solution": True, "grade": False, "locked": False}}
LOCKED = {"nbgrader": {"solution": False, "grade": False, "locked": True}}
GRADE = {"nbgrader": {"solution": False, "grade": True, "locked": False}}
GOOD = "def max_pool2d(x):\n    return x"


def sources(submission):
    return [chunk.source for chunk in submission.chunks]


def test_solution_cells_run_whole_and_locked_ones_not_at_all(read_cells, code, said):
    submission = read_cells(
        code("import numpy as np\nnp.random.seed(0)\n" + GOOD, **SOLUTION),
        code("x = expected = helper()\ndef avg_pool2d(): pass", **LOCKED),
        code("assert check(x)\ny = 1", **GRADE),
        code("z = 1", convalida={"role": "examples"}),
        code("import torch\nw = 1", convalida={"role": "setup"}),
    )
    assert sources(submission) == ["import numpy as np", "np.random.seed(0)", GOOD]
    assert [(chunk.cell, chunk.line) for chunk in submission.chunks] == [(1, 1), (1, 2), (1, 3)]
    assert submission.leftovers == ("x", "expected", "avg_pool2d", "y", "z")
    (message,) = submission.messages
    assert (message.id, message.args) == (
        "definition_not_run",
        {"names": ["avg_pool2d"], "cell": 2, "reason": "locked"},
    )
    assert said(message)


@pytest.mark.parametrize(
    "source",
    [
        "import a.b as c, d",
        "from a.b import *",
        "from __future__ import annotations",
        "async def f(): await g()",
        "@decorate(1)\nclass A(B, metaclass=C):\n    x = compute()",
        "A = 3",
        "A = B = (1, -2, [3, {'a': None}], 2 ** 8)",
        "A, (B, *C) = 1, (2, 3)",
        "A: Final[int] = 3",
        "DTYPE = np.float32",
        "F = torch.nn.functional",
        "Array = NDArray[np.float64]",
        "f = lambda x: g(x)",
        "alias = other",
        "if sys.version_info >= (3, 11):\n    A = 1\nelse:\n    from b import A",
        "if A is None:\n    pass",
        "try:\n    import torch\nexcept ImportError:\n    torch = None",
        "try:\n    import torch\nexcept ImportError:\n    print('no')\n    raise",
        "with suppress(ImportError):\n    import torch",
    ],
)
def test_definitions_are_taken_from_any_cell(read_cells, source):
    assert sources(read_cells(source, GOOD)) == [source, GOOD]


@pytest.mark.parametrize(
    ("source", "leftovers"),
    [
        ("x = np.zeros((3, 3))", ("x",)),
        ("x = np.float64(1)", ("x",)),
        ("x = [f(i) for i in y]", ("x",)),
        ("x, y.z = 1, 2", ("x",)),
        ("x[0] = 1", ()),
        ("x += 1", ("x",)),
        ("x: int", ("x",)),
        ("print('slow')", ()),
        ("for i in range(10**9):\n    total = i", ("i", "total")),
        ("while True:\n    x = 1", ("x",)),
        ("with open('f') as f:\n    x = f.read()", ("f", "x")),
        ("if slow():\n    x = 1", ("x",)),
        ("try:\n    x = slow()\nexcept E as e:\n    y = 1", ("x", "y")),
        ("(y := slow())", ("y",)),
        ("match a:\n    case [b, *c]: d = 1", ("b", "c", "d")),
        ("x = await fetch()", ("x",)),
        ("del x", ()),
    ],
)
def test_experiments_are_not(read_cells, source, leftovers):
    submission = read_cells(source, GOOD)
    assert sources(submission) == [GOOD]
    assert submission.leftovers == leftovers
    assert submission.broken == ()


@pytest.mark.parametrize(
    "source",
    [
        "max_pool2d = np.vectorize(g)",
        "max_pool2d, x = make()",
        "for max_pool2d in candidates:\n    break",
        "if slow():\n    def max_pool2d(x): return x",
        "with timer() as t:\n    max_pool2d = jit(max_pool2d)",
    ],
)
def test_an_assignment_to_a_required_name_is_a_definition(read_cells, source):
    submission = read_cells(source)
    assert (submission.status, sources(submission)) == ("readable", [source])
    elsewhere = read_cells(source, "def pad2d(): pass", unit="padding")
    assert sources(elsewhere) == ["def pad2d(): pass"]
    assert "max_pool2d" in elsewhere.leftovers


def test_another_name_for_a_function_is_a_definition(read_cells):
    submission = read_cells("max_pool2d = other_name")
    assert (submission.status, len(submission.chunks)) == ("readable", 1)


def test_a_class_completed_in_a_later_cell(read_cells):
    extra = "Pool.backward = backward"
    submission = read_cells("class Pool: pass", "def backward(self): pass", extra, "plt.x = 3")
    assert sources(submission)[-1] == extra


def test_a_condition_may_ask_an_imported_module(read_cells):
    ask = "if torch.cuda.is_available():\n    device = 'cuda'\nelse:\n    device = 'cpu'"
    assert sources(read_cells("import torch", ask)) == ["import torch", ask]
    assert sources(read_cells(ask, GOOD)) == [GOOD]


def test_each_statement_is_its_own_chunk_with_its_place(read_cells):
    source = (
        "\n# -*- coding: latin-1 -*-\n'ñ'; A = 1; B = 'é'  # note\r\nC = (\n  2)\r"
        "@deco\n@other(\n 1)\ndef f():\n\treturn '''\n  x'''\nimport a; import b"
    )
    submission = read_cells(source, GOOD)
    assert [(chunk.source, chunk.line) for chunk in submission.chunks[:-1]] == [
        ("A = 1", 3),
        ("B = 'é'", 3),
        ("C = (\n  2)", 4),
        ("@deco\n@other(\n 1)\ndef f():\n\treturn '''\n  x'''", 6),
        ("import a", 12),
        ("import b", 12),
    ]
    for chunk in submission.chunks:
        ast.parse(chunk.source)


def test_defines_and_imports(read_cells):
    submission = read_cells(
        "import os.path, numpy as np\nfrom torch.nn import functional as F, Module",
        "def f():\n    import scipy.signal\n    y = 1\n    class Z: pass",
        "try:\n    import cupy as xp\nexcept ImportError:\n    xp = np",
        "from . import sibling",
    )
    assert [(chunk.defines, chunk.imports) for chunk in submission.chunks] == [
        (("os", "np"), ("os", "numpy")),
        (("F", "Module"), ("torch",)),
        (("f",), ("scipy",)),
        (("xp",), ("cupy",)),
        (("sibling",), ()),
    ]


def test_magics_and_shell_lines_are_dropped(read_cells, code):
    submission = read_cells(
        "\n\n%matplotlib inline\n!pip install x\nimport a\nfiles = !ls\nb?\n?b\n" + GOOD,
        "%%time\n\ndef timed(): pass",
        "\n%%capture out\n%%timeit -n1\ndef twice(): pass",
        "%%bash\ndef max_pool2d(): pass",
        "%%writefile pool.py\ndef avg_pool2d(): pass",
        code("%load_ext x\nfor i in y:\n    %time f(i)\nA = g()", **SOLUTION),
        "try:\n    import torch\nexcept ImportError:\n    !pip install torch\n    import torch",
        "def magical():\n    %time x\n    return 1",
        "get_ipython().run_line_magic('matplotlib', 'inline')",
    )
    assert [chunk.defines for chunk in submission.chunks] == [
        ("a",),
        ("max_pool2d",),
        ("timed",),
        ("twice",),
        ("A",),
        ("torch",),
        ("magical",),
    ]
    assert [chunk.line for chunk in submission.chunks[:4]] == [5, 9, 3, 4]
    assert submission.leftovers == ("files", "i")
    assert submission.broken == ()
    (message,) = submission.messages
    assert message.args == {"names": ["avg_pool2d"], "cell": 5, "reason": "magic"}


def test_a_cell_with_a_syntax_error_costs_itself_and_names_what_it_was_to_define(read_cells):
    submission = read_cells("x = 1", "def avg_pool2d(x):\n    y = (\n  class A: pass", GOOD)
    assert [chunk.cell for chunk in submission.chunks] == [1, 3]
    (cell,) = submission.broken
    assert (cell.cell, cell.line, cell.mentions) == (2, 2, ("avg_pool2d", "A"))
    assert cell.message == "'(' was never closed"
    assert read_cells("def max_pool2d(:").status == "readable"


def test_a_definition_in_a_text_cell_is_pointed_out(read_cells, said):
    def text(kind, source):
        return {"cell_type": kind, "source": source, "metadata": {}}

    submission = read_cells(
        text("markdown", GOOD),
        text("raw", "def avg_pool2d(): pass"),
        text("markdown", "```python\ndef avg_pool2d(x)\n```"),
    )
    assert submission.status == "empty"
    assert [(m.id, m.args.get("reason")) for m in submission.messages] == [
        ("definition_not_run", "markdown"),
        ("definition_not_run", "raw"),
        ("no_code", None),
    ]
    assert all(map(said, submission.messages))


def test_duplicated_moved_and_stripped_notebooks_select_the_same_definitions(read_cells, code):
    cells = [
        code("import numpy as np", **SOLUTION),
        code(GOOD, **SOLUTION),
        code("SIZE = 3\ndef avg_pool2d(x):\n    return x * SIZE", **SOLUTION),
        code("x = np.ones(3)\nprint(max_pool2d(x))"),
    ]
    expected = set(sources(read_cells(*cells)))
    stripped = [code(cell["source"]) for cell in cells]
    assert sources(read_cells(*stripped)) == sources(read_cells(*cells))
    for seed in range(20):
        shuffled = random.Random(seed).choices(stripped, k=6) + cells + stripped
        random.Random(seed).shuffle(shuffled)
        assert set(sources(read_cells(*shuffled))) == expected


def test_the_unit_comes_from_the_caller_the_metadata_the_names_or_the_file(
    read_cells, write, units, tmp_path
):
    pad = "def pad2d(x): return x"
    own = {"convalida": {"unit": "padding", "language": "es"}}
    submission = read_cells(GOOD, unit=None, **own)
    assert (submission.unit, submission.language) == ("padding", "es")
    asked = read_cells(GOOD, unit="pooling", **own)
    assert asked.unit == "pooling"
    assert (asked.messages[0].id, asked.messages[0].args) == (
        "other_unit",
        {"unit": "padding", "asked": "pooling"},
    )
    assert read_cells(GOOD, pad, "def same_padding(): pass", unit=None).unit == "padding"
    unknown = read_cells("x = 1", unit=None, convalida={"unit": "extra"})
    assert unknown.unit is None
    assert unknown.messages[-1].args == {"unit": "extra"}
    assert read_cells(GOOD, unit="nope").messages[-1].id == "unknown_unit"
