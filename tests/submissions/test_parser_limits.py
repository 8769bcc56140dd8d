"""Cells that a parser chokes on cost themselves, and the notebook is read in bounded time."""

from __future__ import annotations

import pytest

from tests.submissions.fixtures import ReadCells
from tests.submissions.slices import GOOD


def test_code_that_the_parser_chokes_on(read_cells: ReadCells) -> None:
    hostile = [
        "(" * 100_000, "-" * 100_000 + "1", "x" + ".a" * 50_000, "1" + "+1" * 60_000,
        "if x: pass\n" + "elif x: pass\n" * 10_000, "9" * 100_000, "#" * 300_000,
        "x.y." * 20_000 + " ?", "%%time\n" * 30_000, "\n \n" * 80_000 + "x y", "= " * 99_999 + "y",
        "!ls\n" * 150, "!ls\n" * 300, "\\", "'''", "f'{", "x = $",
    ]  # fmt: skip
    submission = read_cells(*hostile, GOOD)
    assert submission.status == "readable"
    assert submission.chunks[-1].cell == len(hostile) + 1
    reasons = {cell.reason for cell in submission.broken}
    assert reasons == {"syntax", "too_deep", "too_long"}


def test_more_statements_than_anybody_writes(read_cells: ReadCells) -> None:
    submission = read_cells("def max_pool2d(x): return b", "a;" * 60_000, "b = 1")
    assert [chunk.cell for chunk in submission.chunks] == [1, 3]
    assert [cell.reason for cell in submission.broken] == ["too_long"]


def test_data_pasted_into_cells_does_not_cost_the_solution(read_cells: ReadCells) -> None:
    submission = read_cells("#" * (5 << 20), *["#" * (250 << 10)] * 9, GOOD)
    assert [chunk.defines for chunk in submission.chunks] == [("max_pool2d",)]


def test_warnings_of_the_parser_stay_inside(
    read_cells: ReadCells, recwarn: pytest.WarningsRecorder
) -> None:
    submission = read_cells("a = '\\d'\nb = 1 is 1\nc = 0x1for x in y", GOOD)
    assert submission.chunks[-1].defines == ("max_pool2d",)
    assert not recwarn.list


USES_ALL = "def max_pool2d(x): return " + ",".join(f"x{n}" for n in range(4000))


@pytest.mark.parametrize(
    "cells",
    [
        [f"x{n} = {n}" for n in range(10_000)],
        ["x0 = 1", *(f"x{n} = x{n - 1}" for n in range(1, 40_000))],
        ["\n".join(f"x{n} = f(x{n - 1}, x{n // 2})" for n in range(1, 4000))] * 4,
        ["x0 = []", "x0.append(x0)\n" * 20_000],
        ["x0 = 1", "x0 += x0\n" * 30_000],
        ["x0 = 1", "if x0: x0 = x0\n" * 10_000],
        ["import x0.a\n" * 20_000],
        ["del x0\n" * 30_000, "x0 = 1"],
        ["".join(f"def x{n}(): return {'+'.join(f'x{n - k}' for k in range(9))}\n"
                 for n in range(9, 4000)) + "x0 = x3999()\n" * 4000],
        ["".join(f"def x{n}():\n  global x{n + 1}\n  x{n + 1} = x{n}()\n" for n in range(6000)),
         "\n".join(f"x{n}()" for n in range(6000))],
        ["exec('')\nglobals()\nfrom a import *\n" * 10_000],
    ],
)  # fmt: skip
def test_statements_that_all_need_each_other(read_cells: ReadCells, cells: list[str]) -> None:
    submission = read_cells(*cells, USES_ALL)
    assert submission.chunks[-1].source == USES_ALL
    assert read_cells(*cells, USES_ALL).chunks == submission.chunks


def test_statements_nested_as_deeply_as_the_parser_takes(read_cells: ReadCells) -> None:
    deep = ["x0 = " + "(" * 90 + "1" + ")" * 90, "x0 = " + "[x0," * 80 + "]" * 80]
    deep += ["".join(" " * i + "if x0:\n" for i in range(90)) + " " * 90 + "x0 = 1"]
    deep += ["x0 = " + "lambda: " * 80 + "x0", "x0 = " + "x0." * 3000 + "x0"]
    assert read_cells(*deep, "def max_pool2d(x): return x0").chunks[-1].cell == len(deep) + 1
