"""What of a notebook runs."""

from __future__ import annotations

import random

import pytest

from tests.submissions.fixtures import MakeCell, ReadCells, Said
from tests.submissions.slices import GOOD, sources, using

SOLUTION = {"nbgrader": {"solution": True, "grade": False, "locked": False}}
LOCKED = {"nbgrader": {"solution": False, "grade": False, "locked": True}}
GRADE = {"nbgrader": {"solution": False, "grade": True, "locked": False}}


def test_solution_cells_run_whole_and_locked_ones_not_at_all(
    read_cells: ReadCells, code: MakeCell, said: Said
) -> None:
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
    ("source", "name"),
    [
        ("import a.b as c, d", "d"),
        ("from a.b import *", "anything"),
        ("@decorate(1)\nclass A(B, metaclass=C):\n    x = compute()", "A"),
        ("A, (B, *C) = 1, (2, 3)", "C"),
        ("A: Final[int] = 3", "A"),
        ("f = lambda x: g(x)", "f"),
        ("x = np.zeros((3, 3))", "x"),
        ("x = [f(i) for i in y]", "x"),
        ("x, y.z = 1, 2", "x"),
        ("(y := slow())", "y"),
        ("[(y := f(i)) for i in z]", "y"),
        ("for i in range(10**9):\n    total = i", "total"),
        ("while True:\n    x = 1", "x"),
        ("with open('f') as f:\n    x = f.read()", "x"),
        ("if slow():\n    x = 1\nelse:\n    import x", "x"),
        ("try:\n    import torch\nexcept ImportError:\n    torch = None", "torch"),
        ("with suppress(ImportError):\n    import torch", "torch"),
        ("match a:\n    case [b, *c]: d = 1", "c"),
        ("x = await fetch()", "x"),
        ("exec('x = 1')", "x"),
        ("globals()['x'] = 1", "x"),
        ("def f():\n    global x\n    x = 1\nf()", "x"),
    ],
)
def test_what_binds_a_needed_name_runs_whatever_its_form(
    read_cells: ReadCells, source: str, name: str
) -> None:
    assert sources(read_cells(source, using(name)))[-1] == using(name)
    assert "\n".join(sources(read_cells(source, using(name)))[:-1]) == source
    after = read_cells(using(name), source)
    assert source in "\n".join(sources(after))
    alone = read_cells(source, GOOD, "def avg_pool2d(): pass")
    assert set(sources(alone)) <= {GOOD, "def avg_pool2d(): pass", "from a.b import *"}
    assert alone.broken == ()


@pytest.mark.parametrize(
    "change",
    [
        "t.append(1)",
        "t[0] = 1",
        "t[0][1] += 1",
        "del t[0]",
        "t.x = 1",
        "t += [1]",
        "for i in range(3):\n    t.append(i)",
        "[t.append(i) for i in range(3)]",
        "fill(t, 3)",
        "last = t.pop()",
        "np.copyto(t, 1)",
        "np.add(1, 2, out=t)",
        "random.shuffle(t)",
        "setattr(t, 'x', 1)",
        "t.part.update(a=1)",
    ],
)
def test_what_changes_a_needed_value_runs(read_cells: ReadCells, change: str) -> None:
    imports = "import numpy as np, random\nt = make()"
    ran = sources(read_cells(imports, change, using("t")))
    assert ran[-2:] == [change, using("t")]
    assert "t = make()" in ran
    assert change not in sources(read_cells(imports, "u = t", using("t"), "max_pool2d(1)", change))


@pytest.mark.parametrize("look", ["print(t)", "t", "len(t)", "plt.plot(t)", "u = np.add(t, 1)"])
def test_what_only_looks_at_a_needed_value_does_not_run(read_cells: ReadCells, look: str) -> None:
    imports = "import numpy as np\nimport matplotlib.pyplot as plt\nt = make()"
    assert look not in sources(read_cells(imports, look, using("t")))


def test_the_nearest_binding_before_counts_else_the_first_after(read_cells: ReadCells) -> None:
    before = read_cells("A = 1", "A = 2", using("A"), "A = 3", "A = 4")
    assert sources(before) == ["A = 2", using("A")]
    assert sources(read_cells(using("A"), "A = 3", "A = 4")) == [using("A"), "A = 3"]
    own_cell = read_cells("A = 1", using("A") + "\nA = 2")
    assert sources(own_cell) == [using("A"), "A = 2"]


def test_an_experiment_with_the_name_of_a_built_in_or_a_helper_costs_nothing(
    read_cells: ReadCells,
) -> None:
    helper = "def helper(x): return x"
    answer = using("sum", "helper")
    below = ("sum = 0", "total, helper = 3, 4", "for sum in x: pass", "max = -1")
    assert sources(read_cells(helper, answer, *below)) == [helper, answer]


def test_a_value_is_built_from_what_came_before_it(read_cells: ReadCells) -> None:
    steps = ["A = 1", "A = A + 1", "B = A", "B += A", using("B")]
    assert sources(read_cells(*steps)) == steps
    assert sources(read_cells("x = 9", *steps, "A = 5", "B = A")) == steps


def test_an_experiment_costs_nothing_in_a_solution_cell_too(
    read_cells: ReadCells, code: MakeCell
) -> None:
    cell = "seed(0)\n" + GOOD + "\nx = max_pool2d(1)\nassert x == 2"
    assert sources(read_cells(code(cell, **SOLUTION))) == ["seed(0)", GOOD]


def test_each_function_has_its_own_view(read_cells: ReadCells) -> None:
    other = "def avg_pool2d(x): return A"
    submission = read_cells("A = 1", using("A"), "A = 2", other)
    assert {chunk.source: set(chunk.needed_by) for chunk in submission.chunks} == {
        "A = 1": {"max_pool2d"},
        using("A"): {"max_pool2d"},
        "A = 2": {"avg_pool2d"},
        other: {"avg_pool2d"},
    }


def test_what_nothing_binds_is_told(read_cells: ReadCells) -> None:
    submission = read_cells("def max_pool2d(x): return sum(np, helper, there)", "there = 1")
    assert submission.unmet["max_pool2d"] == ("helper", "np")


def test_the_given_names_are_replaced_by_a_solution_cell_alone(
    read_cells: ReadCells, code: MakeCell
) -> None:
    given = code("import numpy as np\ndef pair(v): return v", convalida={"role": "setup"})
    answer = using("np", "pair")
    assert sources(read_cells(given, "np = 3\ndef pair(v): return None", answer)) == [answer]
    mine = "def pair(v): return 2 * v"
    assert sources(read_cells(given, code(mine, **SOLUTION), answer)) == [mine, answer]


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
def test_an_assignment_to_a_required_name_is_a_definition(
    read_cells: ReadCells, source: str
) -> None:
    submission = read_cells(source)
    assert (submission.status, sources(submission)) == ("readable", [source])
    elsewhere = read_cells(source, "def pad2d(): pass", unit="padding")
    assert sources(elsewhere) == ["def pad2d(): pass"]
    assert "max_pool2d" in elsewhere.leftovers


@pytest.mark.parametrize("result", ["max_pool2d(1)", "3", "a + b", "[1]", "{}", "f'{x}'"])
def test_a_result_under_the_name_of_a_function_is_no_definition(
    read_cells: ReadCells, result: str
) -> None:
    assert sources(read_cells(GOOD, f"max_pool2d = {result}")) == [GOOD]


def test_another_name_for_a_function_is_a_definition(read_cells: ReadCells) -> None:
    submission = read_cells("max_pool2d = other_name")
    assert (submission.status, len(submission.chunks)) == ("readable", 1)


@pytest.mark.parametrize(
    "later",
    ["@njit\ndef max_pool2d(x): return 1", "def max_pool2d(x, size=np.Two): return 1"],
)
def test_the_version_before_one_that_may_fail_runs_too(read_cells: ReadCells, later: str) -> None:
    answer = using("np")
    assert sources(read_cells("old = 1", answer, later)) == [answer, later]
    assert sources(read_cells(answer, using("other"))) == [using("other")]


def test_a_class_completed_in_a_later_cell(read_cells: ReadCells) -> None:
    cells = ["class Pool: pass", "def backward(self): pass", "Pool.backward = backward"]
    answer = "def max_pool2d(x): return Pool()"
    assert sources(read_cells(answer, *cells, "plt.x = 3")) == [answer, *cells]


def test_duplicated_moved_and_stripped_notebooks_select_the_same_definitions(
    read_cells: ReadCells, code: MakeCell
) -> None:
    average = "def avg_pool2d(x):\n    return np.mean(x) * SIZE"
    cells = [
        code("import numpy as np", **SOLUTION),
        code(GOOD, **SOLUTION),
        code(f"SIZE = 3\n{average}", **SOLUTION),
        code("x = np.ones(3)\nprint(max_pool2d(x))"),
    ]
    expected = {"import numpy as np", GOOD, "SIZE = 3", average}
    assert set(sources(read_cells(*cells))) == expected
    stripped = [code(cell["source"]) for cell in cells]
    assert set(sources(read_cells(*stripped))) == expected
    for seed in range(20):
        shuffled = random.Random(seed).choices(stripped, k=6) + cells + stripped
        random.Random(seed).shuffle(shuffled)
        assert set(sources(read_cells(*shuffled))) == expected
