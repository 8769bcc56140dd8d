"""What a student wrote for a function, without comments, docstrings and other answers."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence

from autograder.submissions import Chunk
from course.stubs import Definition

LONGEST = 6000
"""Characters; a longer definition is not kept."""

MOST_READ = 40_000
"""Characters with comments and docstrings."""


def definition(function: str, chunks: Sequence[Chunk], others: Collection[str]) -> str:
    """The source of `function` with what it needs of the notebook, as `plainly` writes it.

    `others` are the functions that the unit asks for beside it.
    """
    needed = [c for c in chunks if function in c.needed_by and not set(c.defines) & set(others)]
    return plainly("\n".join(chunk.source for chunk in needed))


def plainly(source: str) -> str:
    """Without comments and docstrings; empty if it is too long, or too deep to be written out."""
    if len(source) > MOST_READ:
        return ""
    try:
        tree = ast.parse(source)
        for node in ast.walk(tree):
            _without_docstring(node)
        text = ast.unparse(tree)
    except (RecursionError, SyntaxError):
        return ""
    return text.encode("utf-8", "replace").decode() if len(text) <= LONGEST else ""


def _without_docstring(node: ast.AST) -> None:
    if isinstance(node, Definition | ast.AsyncFunctionDef):
        node.body = [s for s in node.body if not _is_text(s)] or [ast.Pass()]


def _is_text(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )
