"""Code of a student's, without what would tell whose it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Mapping

from autograder.adopting.groups import folded
from course.stubs import Definition

LONG_ENOUGH = 5
"""Letters of a word that is also found inside another."""

HIDDEN = "…"
PROSE = re.compile(r"[^\W\d_]{2,}[.,:;!?]?\s+[^\W\d_]{2,}")
EINSUM = re.compile(r"\s*[a-zA-Z.]*(\s*,\s*[a-zA-Z.]*)*\s*->\s*[a-zA-Z.]*\s*")
PLACE = re.compile(r"\w@\w|://|^~?/\w|^\w:\\|\\\w")
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def anonymous(tree: ast.Module, function: str, words: Collection[str]) -> ast.Module:
    """The tree with other names where a name tells a student's, and without texts that might.

    A text of several words, a path, an address, or one with a word of `words` becomes `…`.
    """
    names, attributes, arguments = _bound(tree)
    telling = sorted(n for n in names | attributes if n != function and tells(n, words))
    others = {name: f"name_{i}" for i, name in enumerate(telling, 1)}
    made = _Anonymous(
        {name: others[name] for name in names & others.keys()},
        {name: others[name] for name in attributes & others.keys()},
        {name: others[name] for name in arguments & others.keys()},
    )
    made.words = words
    return _module(made.visit(tree))


def renamed(tree: ast.Module, names: Mapping[str, str]) -> ast.Module:
    """The tree with other names for variables, functions and classes."""
    return _module(_Renamed(names, {}, {}).visit(tree))


def tells(name: str, words: Collection[str]) -> bool:
    """Is a part of the name, or a long word inside it, one of `words`?"""
    parts = {folded(part) for part in PARTS.findall(_plain(name))}
    whole = folded(name)
    return any(w in parts or (len(w) >= LONG_ENOUGH and w in whole) for w in words)


def _plain(name: str) -> str:
    """With capitals, without accents."""
    return "".join(folded(c).upper() if c.isupper() else folded(c) for c in name)


def _bound(tree: ast.AST) -> tuple[set[str], set[str], set[str]]:
    """The names that are bound, those of attributes and methods, those of arguments."""
    names: set[str] = set()
    attributes: set[str] = set()
    arguments: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.alias(asname=str(name)):
                names.add(name)
            case ast.ExceptHandler(name=str(name)):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
            case ast.arg(arg=name):
                arguments.add(name)
            case ast.Attribute(attr=name, ctx=ast.Store()):
                attributes.add(name)
        if isinstance(node, ast.ClassDef):
            attributes |= {own.name for own in node.body if isinstance(own, Definition)}
    return names | arguments, attributes, arguments


def _module(tree: ast.AST) -> ast.Module:
    assert isinstance(tree, ast.Module)
    return tree


class _Renamed(ast.NodeTransformer):
    """Other names for what is bound, for attributes, and for arguments where they are given."""

    def __init__(
        self,
        names: Mapping[str, str],
        attributes: Mapping[str, str],
        arguments: Mapping[str, str],
    ) -> None:
        self._names, self._attributes, self._arguments = names, attributes, arguments

    def generic_visit(self, node: ast.AST) -> ast.AST:
        match node:
            case ast.Name():
                node.id = self._names.get(node.id, node.id)
            case ast.arg():
                node.arg = self._names.get(node.arg, node.arg)
            case ast.FunctionDef() | ast.ClassDef():
                node.name = self._names.get(node.name, node.name)
            case ast.ExceptHandler(name=str(name)):
                node.name = self._names.get(name, name)
            case ast.alias(asname=str(name)):
                node.asname = self._names.get(name, name)
            case ast.Attribute():
                node.attr = self._attributes.get(node.attr, node.attr)
            case ast.keyword(arg=str(name)):
                node.arg = self._arguments.get(name, name)
            case ast.Global() | ast.Nonlocal():
                node.names = [self._names.get(name, name) for name in node.names]
        return super().generic_visit(node)


class _Anonymous(_Renamed):
    words: Collection[str] = ()

    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        if isinstance(node.value, bytes):
            return ast.Constant(b"")
        if isinstance(node.value, str) and _might_tell(node.value, self.words):
            return ast.Constant(HIDDEN)
        return node


def _might_tell(text: str, words: Collection[str]) -> bool:
    is_prose = PROSE.search(text) and not EINSUM.fullmatch(text)
    return bool(is_prose or PLACE.search(text) or tells(text, words))
