"""Each statement that runs, with its place, the names that it defines and what it imports."""

from __future__ import annotations

import ast

from tests.submissions.fixtures import ReadCells
from tests.submissions.slices import using


def test_each_statement_is_its_own_chunk_with_its_place(read_cells: ReadCells) -> None:
    source = (
        "\n# -*- coding: latin-1 -*-\n'ñ'; A = 1; B = 'é'  # note\r\nC = (\n  2)\r"
        "@deco\n@other(\n 1)\ndef f():\n\treturn '''\n  x'''\nimport a; import b"
    )
    submission = read_cells(source, using("A", "B", "C", "f", "a", "b"))
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


def test_defines_and_imports(read_cells: ReadCells) -> None:
    submission = read_cells(
        "import os.path, numpy as np\nfrom torch.nn import functional as F, Module",
        "def f():\n    import scipy.signal\n    y = 1\n    class Z: pass",
        "try:\n    import cupy as xp\nexcept ImportError:\n    xp = np",
        "from . import sibling",
        using("os", "F", "f", "xp", "sibling"),
    )
    assert [(chunk.defines, chunk.imports) for chunk in submission.chunks[:-1]] == [
        (("os", "np"), ("os", "numpy")),
        (("F", "Module"), ("torch",)),
        (("f",), ("scipy",)),
        (("xp",), ("cupy",)),
        (("sibling",), ()),
    ]
