"""Which values a statement may change in place."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from autograder.submissions.slicing.bindings import STAR

UNKNOWN = "?"
"""Stands for the names that `exec`, `globals()` and their like may bind."""

_SETTING = re.compile(r"set|seed$|manual_seed|filterwarnings|simplefilter")
_OF_PYTHON = frozenset(("setrecursionlimit", "seterr", "filterwarnings", "simplefilter"))
_DRAWING = frozenset(("matplotlib", "seaborn", "plotly", "IPython"))
_CHANGING = frozenset(("next", "setattr", "delattr"))
_HARMLESS = (frozenset(dir(builtins)) | {"display"}) - _CHANGING
_DYNAMIC = frozenset(("exec", "eval", "globals", "locals", "vars"))


@dataclass
class Changes:
    """Names by how their values may change.

    `inside`: an attribute or an item is assigned, or a method called. `elsewhere`: passed to a
    function, or reached by another name.
    """

    inside: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)


def called(nodes: list[ast.AST]) -> set[str]:
    """Names of functions that are called, or decorate something."""
    names: set[str] = set()
    for node in nodes:
        functions = [node.func] if isinstance(node, ast.Call) else []
        functions += getattr(node, "decorator_list", [])
        names.update(f.id for f in functions if isinstance(f, ast.Name))
    return names


def changed(nodes: Sequence[ast.AST], modules: Mapping[str, str]) -> Changes:
    """What the `nodes` of a statement may change.

    `modules` are the names of modules: a call of one changes what it is given only if it gives
    nothing back, or has `out=`.
    """
    alone = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    found = Changes()
    for node in nodes:
        if isinstance(node, ast.Attribute | ast.Subscript):
            if not isinstance(node.ctx, ast.Load):
                found.inside.add(root(node))
        elif isinstance(node, ast.Call):
            _add_call(found, node, modules, id(node) in alone)
        for decorator in getattr(node, "decorator_list", []):
            if isinstance(decorator, ast.Attribute):
                found.inside.add(root(decorator))
    found.inside.discard("")
    found.elsewhere.discard("")
    return found


def _add_call(found: Changes, call: ast.Call, modules: Mapping[str, str], alone: bool) -> None:
    function, owner = call.func, root(call.func)
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    if owner in _DYNAMIC:
        found.inside.add(UNKNOWN)
    if owner in modules:
        name = function.attr if isinstance(function, ast.Attribute) else owner
        if name in _OF_PYTHON:
            found.inside.add(STAR)
        if alone and _SETTING.match(name):
            found.inside.add(owner)
        if not alone or modules[owner] in _DRAWING:
            given = [keyword.value for keyword in call.keywords if keyword.arg == "out"]
    elif isinstance(function, ast.Name):
        given = [] if owner in _HARMLESS else given
    else:
        found.inside.add(owner)
    names = found.inside if owner in _CHANGING else found.elsewhere
    names.update(root(value) for value in given if not isinstance(value, ast.Call))


def root(expression: ast.AST) -> str:
    """The name that a chain of attributes, indices and calls begins with, or nothing."""
    while not isinstance(expression, ast.Name):
        if isinstance(expression, ast.Attribute | ast.Subscript | ast.Starred):
            expression = expression.value
        elif isinstance(expression, ast.Call):
            expression = expression.func
        else:
            return ""
    return expression.id


def aliases(nodes: Iterable[ast.AST]) -> Iterator[tuple[str, str]]:
    """(name, the name whose value it may share): `row = table[0]`, `for row in table`."""
    for node in nodes:
        pairs: list[tuple[ast.AST, ast.AST]] = []
        if isinstance(node, ast.Assign):
            pairs = [(target, node.value) for target in node.targets]
        elif isinstance(node, ast.For | ast.comprehension):
            pairs = [(node.target, part) for part in ast.walk(node.iter)]
        elif isinstance(node, ast.withitem) and node.optional_vars is not None:
            pairs = [(node.optional_vars, node.context_expr)]
        for target, value in pairs:
            other = root(value)
            names = (n.id for n in ast.walk(target) if isinstance(n, ast.Name))
            yield from ((name, other) for name in names if other and name != other)
