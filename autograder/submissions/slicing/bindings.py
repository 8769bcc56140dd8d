"""What a top-level statement binds, and what it reads."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["definition", "import", "value", "nothing"]

STAR = "*"
"""Stands for every name: `from m import *` binds it, a setting of Python's own changes it."""

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_AT_ONCE = frozenset(("listcomp", "setcomp", "dictcomp", "genexpr"))
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)
_PERHAPS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.TryStar, ast.Match)


@dataclass(frozen=True)
class Reads:
    """Names of the notebook that a statement reads: while it runs, and in functions called later.

    `assigns` are those that its functions declare `global` and assign.
    """

    now: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    assigns: frozenset[str] = frozenset()


def executed(node: ast.AST) -> Iterator[ast.AST]:
    """`node` and what is below it, in order, as far as it runs where it stands."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        children = list(ast.iter_child_nodes(current))
        if isinstance(current, _FUNCTIONS):
            body = current.body if isinstance(current.body, list) else [current.body]
            later = set(map(id, body))
            children = [child for child in children if id(child) not in later]
        pending.extend(reversed(children))


def bound(statement: ast.AST, source: str) -> dict[str, Kind]:
    """Names that the statement binds where it stands, in order; `del` binds to nothing."""
    in_expressions = ":=" in source
    names: dict[str, Kind] = {}
    pending = [(statement, True)]
    while pending:
        node, direct = pending.pop()
        if isinstance(node, _DEFINITIONS):
            names[node.name] = "definition"
            continue
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.NamedExpr):
            names[node.target.id] = "value"
        elif direct:
            names.update(_bound_by(node))
        if not in_expressions and isinstance(node, ast.expr) and not hasattr(node, "ctx"):
            continue
        direct = direct and not isinstance(node, _COMPREHENSIONS)
        pending.extend((n, direct) for n in reversed(list(ast.iter_child_nodes(node))))
    return names


def _bound_by(node: ast.AST) -> dict[str, Kind]:
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        return {node.id: "value" if isinstance(node.ctx, ast.Store) else "nothing"}
    if isinstance(node, ast.alias):
        return {node.asname or node.name.split(".")[0]: "import"}
    if isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
        return {node.name: "value"}
    if isinstance(node, ast.MatchMapping) and node.rest:
        return {node.rest: "value"}
    return {}


def may_not_bind(statement: ast.AST) -> bool:
    """Whether what the statement binds may keep the value that it had before."""
    return isinstance(statement, _PERHAPS)


def is_literal(statement: ast.AST) -> bool:
    """Whether it binds names to numbers, texts and tuples of them, which nothing can change."""
    if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
        return False
    kinds = (ast.Constant, ast.Tuple, ast.UnaryOp, ast.BinOp, ast.operator, ast.unaryop, ast.Load)
    return all(isinstance(node, kinds) for node in ast.walk(statement.value))


def is_empty(statement: ast.AST) -> bool:
    """Whether it binds names to something that is still to be filled: `{}`, `[]`, `Table()`."""
    value = statement.value if isinstance(statement, ast.Assign | ast.AnnAssign) else None
    parts = [*ast.iter_child_nodes(value)] if value is not None else []
    kinds = (ast.Dict, ast.List, ast.Call)
    return isinstance(value, kinds) and len(parts) == (1 if not isinstance(value, ast.Dict) else 0)


def is_result(statement: ast.AST, function: str) -> bool:
    """Whether an assignment to the name of a function cannot be another version of it."""
    if isinstance(statement, ast.AugAssign):
        return True
    if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
        return isinstance(statement, ast.For)
    value = statement.value
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Name) and value.func.id == function
    kinds = (ast.Lambda, ast.Name, ast.Attribute, ast.Subscript, ast.IfExp, ast.Tuple, ast.Await)
    return not isinstance(value, (*kinds, ast.NamedExpr, ast.BoolOp))


def imported(node: ast.AST) -> dict[str, str]:
    """Names that imports bind -> the top-level module that they come from."""
    found = {}
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            for alias in part.names:
                module = alias.name.split(".")[0]
                found[alias.asname or module] = module
        elif isinstance(part, ast.ImportFrom) and part.module and not part.level:
            found.update({a.asname or a.name: part.module.split(".")[0] for a in part.names})
    return found


def reads(statement: ast.AST, source: str) -> Reads:
    """By Python's own rules of scope."""
    now: set[str] = set()
    later: set[str] = set()
    assigns: set[str] = set()
    try:
        table = symtable.symtable(source, "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError, SystemError, OverflowError):
        return Reads()
    pending = [(table, True)]
    while pending:
        table, at_once = pending.pop()
        if table.get_type() == "function" and table.get_name() not in _AT_ONCE:
            at_once = False
        for symbol in table.get_symbols():
            name = symbol.get_name()
            if symbol.is_global() and symbol.is_referenced():
                (now if at_once else later).add(name)
            elif symbol.is_declared_global() and not at_once:
                later.add(name)
            if symbol.is_declared_global() and symbol.is_assigned() and not at_once:
                assigns.add(name)
        pending.extend((child, at_once) for child in table.get_children())
    now |= {
        node.target.id
        for node in executed(statement)
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)
    }
    return Reads(frozenset(now), frozenset(later), frozenset(assigns))
