"""Which names does a statement bind, and which modules does it import?"""

from __future__ import annotations

import ast
from collections.abc import Iterator

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_OWN_SCOPE = (*_FUNCTIONS, ast.ClassDef, *_COMPREHENSIONS)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
IMPORTS = (ast.Import, ast.ImportFrom)


def same_scope(node: ast.AST) -> Iterator[ast.AST]:
    """`node` and what is below it, in order, without what belongs to an inner scope."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        if not isinstance(current, _OWN_SCOPE):
            pending.extend(reversed(list(ast.iter_child_nodes(current))))


def bound_names(statement: ast.AST) -> tuple[str, ...]:
    """Names that the statement binds where it stands, in order, each once."""
    names: dict[str, None] = {}
    for node in same_scope(statement):
        if isinstance(node, DEFINITIONS):
            names[node.name] = None
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names[node.id] = None
        elif isinstance(node, ast.alias):
            names[node.asname or node.name.split(".")[0]] = None
        elif isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
            names[node.name] = None
        elif isinstance(node, ast.MatchMapping) and node.rest:
            names[node.rest] = None
    names.pop("*", None)
    return tuple(names)


def imported_modules(statement: ast.AST) -> tuple[str, ...]:
    """Top-level modules imported anywhere in the statement, functions included."""
    modules: dict[str, None] = {}
    for node in ast.walk(statement):
        if isinstance(node, ast.Import):
            modules.update((alias.name.split(".")[0], None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules[node.module.split(".")[0]] = None
    return tuple(modules)


def awaits(statement: ast.AST) -> bool:
    """Whether it needs a running event loop to be executed at the top level."""
    return any(
        isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith)
        or (isinstance(node, _COMPREHENSIONS) and any(c.is_async for c in node.generators))
        for node in same_scope(statement)
    )


def asks_ipython(statement: ast.AST) -> bool:
    """Whether it calls `get_ipython()` where it stands, as a magic does once translated."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "get_ipython"
        for node in same_scope(statement)
    )
