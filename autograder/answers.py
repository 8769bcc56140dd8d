"""Right and wrong answers of the course's own, as cells that a student would write."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import nbformat

from course.model import Unit
from course.stubs import Definition, definitions, without_markers

OURS = ("autograder", "solutions")
"""The packages that a student does not have."""

Answers = Mapping[str, str]
"""Name of a function -> source of the cell that a student wrote for it."""


def solved(unit: Unit) -> Answers:
    """The solutions, without the markers."""
    return {
        name: without_markers(source)
        for name, source in definitions(unit.solution_path).items()
        if name in unit.functions
    }


def closure(unit: Unit, path: Path, chosen: str, name: str) -> str:
    """One cell that defines `name` as what `chosen` is in a file, with all it leans on."""
    return closure_in(unit, path.read_text(encoding="utf-8"), chosen, name)


def closure_in(unit: Unit, source: str, chosen: str, name: str) -> str:
    """The same, in a source."""
    solutions = ast.parse("\n\n".join(solved(unit).values())).body
    needed = _needed([*solutions, *_own(source)], chosen)
    needed.sort(key=lambda node: not isinstance(node, ast.Import | ast.ImportFrom))
    kept = ast.unparse(ast.Module(needed, []))
    body = textwrap.indent(f"{kept}\n\nreturn {chosen}", "    ")
    return f"def _{name}():\n{body}\n\n\n{name} = _{name}()"


def _own(source: str) -> Iterator[ast.stmt]:
    """The statements of a source without its docstring, our imports and our decorators."""
    for node in ast.parse(source).body:
        if isinstance(node, Definition):
            node.decorator_list = [each for each in node.decorator_list if not _marks(each)]
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            node.value = node.value.args[0] if _marks(node.value.func) else node.value
        is_ours = isinstance(node, ast.ImportFrom) and str(node.module).startswith(OURS)
        if not is_ours and not isinstance(node, ast.Expr):
            yield node


def _marks(node: ast.expr) -> bool:
    """Is it `mistake_in(...)`?"""
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "mistake_in"


def _needed(statements: Sequence[ast.stmt], name: str) -> list[ast.stmt]:
    """`statements` without the functions and classes that `name` does not lean on."""
    last = {node.name: node for node in statements if isinstance(node, Definition)}
    others = [node for node in statements if not isinstance(node, Definition)]
    found: set[str] = set()
    todo = {name, *names_in(*others)} & last.keys()
    while todo:
        found |= todo
        todo = (names_in(*(last[each] for each in todo)) & last.keys()) - found
    return [
        node
        for node in statements
        if not isinstance(node, Definition) or (node.name in found and node is last[node.name])
    ]


def names_in(*nodes: ast.AST) -> set[str]:
    """The names that are read or bound in some syntax trees."""
    return {n.id for node in nodes for n in ast.walk(node) if isinstance(n, ast.Name)}


def fill(book: nbformat.NotebookNode, answers: Answers) -> None:
    """Puts answers into the cells of a notebook that are for them."""
    for cell in book.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(grade_id, cell.source)
