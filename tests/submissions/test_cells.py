"""How the source of a cell is read: IPython's own lines, and what is not valid Python."""

from __future__ import annotations

import pytest

from tests.submissions.fixtures import Cell, MakeCell, ReadCells, Said
from tests.submissions.slices import GOOD, sources, using


def test_magics_and_shell_lines_are_dropped(read_cells: ReadCells, code: MakeCell) -> None:
    names = ("a", "b", "timed", "twice", "A", "torch", "magical", "files")
    submission = read_cells(
        "\n\n%matplotlib inline\n!pip install x\nimport a\nfiles = !ls\nb?\n?b\ndef b(): pass",
        "%%time\n\ndef timed(): pass",
        "\n%%capture out\n%%timeit -n1\ndef twice(): pass",
        "%%bash\ndef max_pool2d(): pass",
        "%%writefile pool.py\ndef avg_pool2d(): pass",
        "%load_ext x\nfor i in y:\n    %time f(i)\n%time A = g()",
        "try:\n    import torch\nexcept ImportError:\n    !pip install torch\n    import torch",
        "def magical():\n    %time x\n    return 1",
        "get_ipython().run_line_magic('matplotlib', 'inline')",
        using(*names),
    )
    assert [(chunk.defines[0], chunk.line) for chunk in submission.chunks] == [
        *(("a", 5), ("files", 6), ("b", 9), ("timed", 3), ("twice", 4), ("A", 4)),
        *(("torch", 1), ("magical", 1), ("max_pool2d", 1)),
    ]
    assert submission.chunks[5].source == "A = g()"
    assert submission.leftovers == ("i",)
    assert submission.broken == ()
    (message,) = submission.messages
    assert message.args == {"names": ["avg_pool2d"], "cell": 5, "reason": "magic"}


@pytest.mark.parametrize(
    "source",
    [
        "    A = 1\n    B = 2",
        "\tA = 1\n\n\tB = 2",
        "  # first\n  A = 1\n  B = 2",
        "    %matplotlib inline\n    A = 1\n    B = 2",
    ],
)
def test_a_cell_whose_every_line_is_indented_is_read_as_ipython_reads_it(
    read_cells: ReadCells, source: str
) -> None:
    submission = read_cells(source, using("A", "B"))
    assert sources(submission) == ["A = 1", "B = 2", using("A", "B")]
    assert submission.chunks[1].line == source.count("\n") + 1


def test_a_cell_with_a_syntax_error_costs_itself_and_names_what_it_was_to_define(
    read_cells: ReadCells,
) -> None:
    submission = read_cells("x = 1", "def avg_pool2d(x):\n    y = (\n  class A: pass", using("x"))
    assert [chunk.cell for chunk in submission.chunks] == [1, 3]
    (cell,) = submission.broken
    assert (cell.cell, cell.line, cell.mentions) == (2, 2, ("avg_pool2d", "A"))
    assert cell.message == "'(' was never closed"
    assert read_cells("def max_pool2d(:").status == "readable"


def test_a_broken_cell_names_all_that_it_was_to_bind(read_cells: ReadCells) -> None:
    (cell,) = read_cells("import a.b, c as d\nfrom e import f\nG = 1\nH: int = 2\nprint 3").broken
    assert set(cell.mentions) >= {"d", "f", "G", "H"}


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        ("x\u200b = 1", 2, "U+200B ZERO WIDTH SPACE"),
        ("x\u00a0= 1", 2, "U+00A0 NO-BREAK SPACE"),
        ("\ufeffx = 1", 1, "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
    ],
)
def test_an_invisible_character_is_named_by_its_place(
    read_cells: ReadCells, source: str, column: int, message: str
) -> None:
    (cell,) = read_cells(f"a = 1\n{source}", GOOD).broken
    assert (cell.reason, cell.line, cell.column, cell.message) == ("invisible", 2, column, message)


@pytest.mark.parametrize(
    ("version", "reason"),
    [("3.99.1", "newer"), ("4.0", "newer"), ("3.6.9", "syntax"), ("", "syntax"), (3, "syntax")],
)
def test_what_a_newer_python_may_read_is_not_called_wrong(
    read_cells: ReadCells, version: str | int, reason: str
) -> None:
    info = {"name": "python", "version": version}
    (cell,) = read_cells("def f[T](x): pass[", GOOD, language_info=info).broken
    assert cell.reason == reason
    assert cell.written_for == (str(version)[:4].rstrip(".") if reason == "newer" else "")


def test_a_definition_in_a_text_cell_is_pointed_out(read_cells: ReadCells, said: Said) -> None:
    def text(kind: str, source: str) -> Cell:
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
