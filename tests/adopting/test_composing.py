"""A student's code becomes a part of mistakes.py, or it is said why it cannot."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from autograder.adopting.adopt import write
from autograder.adopting.composing import ByHand, compose
from course.catalog import Course

MISTAKES = '''"""Wrong versions."""

import numpy as np

from autograder.checking import mistake_in
from solutions.sizes import pair


def pool(x):
    return x


@mistake_in("max_pool2d")
def right_after_all(x, kernel, stride=None, padding=0):
    return pool(x), pair(kernel)
'''


def composed(course: Course, source: str) -> str:
    unit = course.units["pooling"]
    made = compose(unit, "max_pool2d", "new_one", source, MISTAKES)
    assert made.text.endswith(f"\n\n\n{made.added}\n")
    ast.parse(made.cell)
    return made.text.removeprefix(MISTAKES).replace(MISTAKES, "")


def test_what_is_there_is_not_imported_again(course: Course) -> None:
    source = (
        "import numpy as np\n\ndef max_pool2d(x: np.ndarray, k=pair(2)) -> tuple:\n    return x"
    )
    assert composed(course, source) == (
        '\n\n@mistake_in("max_pool2d")\ndef new_one(x, k=pair(2)):\n    return x\n'
    )


def test_what_it_leans_on_is_imported(course: Course) -> None:
    source = "import math\ndef max_pool2d(x, kernel):\n    return avg_pool2d(x, math.floor(kernel))"
    text = composed(course, source)
    assert "import pair\nimport math\nfrom solutions.pooling import avg_pool2d\n\n\ndef" in text


def test_a_helper_of_a_name_that_is_taken_gets_another(course: Course) -> None:
    source = "def pool(x):\n    return -x\n\ndef max_pool2d(x, kernel):\n    return pool(x)"
    text = composed(course, source)
    assert "def pool_of_new_one(x):" in text
    assert "return pool_of_new_one(x)" in text


def test_a_function_that_calls_itself_goes_on_to(course: Course) -> None:
    source = "def max_pool2d(x, k):\n    return max_pool2d(x[0], k) if x.ndim > 4 else x"
    assert "return new_one(x[0], k)" in composed(course, source)


def test_an_assigned_function_is_marked_too(course: Course) -> None:
    source = "max_pool2d = lambda x, kernel: x"
    assert composed(course, source).endswith(
        'new_one = mistake_in("max_pool2d")(lambda x, kernel: x)\n'
    )


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("eval('x')", "eval"),
        ("x.__class__.__bases__", "__class__"),
        ("np.load('x')", "load"),
        ("np.ctypeslib", "ctypeslib"),
        ("x.tofile('x')", "tofile"),
        ("__import__('os')", "__import__"),
        ("getattr(x, 'y')", "getattr"),
        ("os.system('x')\n    import os", "os"),
        ("from numpy import *", "numpy"),
        ("from numpy import load", "load"),
        ("import numpy.ctypeslib, subprocess", "subprocess"),
    ],
)
def test_code_that_reaches_out_is_written_by_hand(course: Course, body: str, name: str) -> None:
    source = f"def max_pool2d(x, kernel):\n    {body}".replace(
        "    from numpy import *", "    pass"
    )
    if "*" in body:
        source = f"{body}\n{source}"
    with pytest.raises(ByHand) as error:
        composed(course, source)
    assert error.value.message_id == "adopt_reaches_out"
    assert name in error.value.names


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("if x:\n    def max_pool2d(x):\n        pass", "adopt_no_definition"),
        ("def other(x):\n    pass", "adopt_no_definition"),
        ("def max_pool2d(x):\n    pass\nmax_pool2d = other(max_pool2d)", "adopt_no_definition"),
        ("import math as pool\ndef max_pool2d(x):\n    return pool", "adopt_names_clash"),
        ("def pool(x):\n    pass\ndef max_pool2d(x):\n    f(pool=1)", "adopt_names_clash"),
    ],
)
def test_what_cannot_be_taken_over_is_said(course: Course, source: str, why: str) -> None:
    with pytest.raises(ByHand) as error:
        composed(course, source)
    assert error.value.message_id == why


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    old, new, nowhere = tmp_path / "old", tmp_path / "new", tmp_path / "none" / "x"
    old.write_text("before", encoding="utf-8")
    with pytest.raises(OSError, match="none"):
        write({old: "after", new: "new", nowhere: "never"})
    assert old.read_text(encoding="utf-8") == "before"
    assert not new.exists()
    write({old: "after", new: "new"})
    assert [p.read_text(encoding="utf-8") for p in (old, new)] == ["after", "new"]
