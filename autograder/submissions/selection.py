"""What of a cell runs: definitions, not experiments."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from autograder.submissions.scopes import DEFINITIONS, IMPORTS, bound_names, same_scope

_CONSTANT = (
    ast.Constant,
    ast.Name,
    ast.Attribute,
    ast.Subscript,
    ast.Slice,
    ast.Starred,
    ast.Tuple,
    ast.List,
    ast.Set,
    ast.Dict,
    ast.BinOp,
    ast.UnaryOp,
    ast.BoolOp,
    ast.Compare,
    ast.IfExp,
    ast.Lambda,
    ast.expr_context,
    ast.operator,
    ast.unaryop,
    ast.boolop,
    ast.cmpop,
)
_QUESTIONS = frozenset(("callable", "getattr", "hasattr", "isinstance", "issubclass"))


class Definitions:
    """Decides statement by statement, in order: what one imports, a later one may ask."""

    def __init__(self) -> None:
        self._imported: set[str] = set()
        self._defined: set[str] = set()

    def include(self, statement: ast.stmt) -> bool:
        """Whether a statement outside a solution cell is a definition."""
        taken = self._is_definition(statement)
        if taken:
            self.learn(statement)
        return taken

    def learn(self, statement: ast.stmt) -> None:
        """Remember what a statement that runs imports and defines."""
        for node in same_scope(statement):
            if isinstance(node, IMPORTS):
                self._imported.update(bound_names(node))
            elif isinstance(node, DEFINITIONS):
                self._defined.add(node.name)

    def _is_definition(self, statement: ast.stmt) -> bool:
        pending: list[tuple[ast.stmt, bool]] = [(statement, False)]
        while pending:
            node, handles = pending.pop()
            if isinstance(node, ast.If):
                if not self._is_question(node.test):
                    return False
                pending += [(child, handles) for child in (*node.body, *node.orelse)]
            elif isinstance(node, ast.Try | ast.TryStar):
                pending += [(child, handles) for child in (*node.body, *node.orelse)]
                pending += [(child, True) for child in node.finalbody]
                for handler in node.handlers:
                    pending += [(child, True) for child in handler.body]
            elif isinstance(node, ast.With):
                pending += [(child, handles) for child in node.body]
            elif not (
                self._is_simple(node)
                or (node is not statement and _is_nothing(node))
                or (handles and isinstance(node, ast.Expr | ast.Raise))
            ):
                return False
        return True

    def _is_simple(self, node: ast.stmt) -> bool:
        if isinstance(node, (*DEFINITIONS, *IMPORTS)) or type(node).__name__ == "TypeAlias":
            return True
        if isinstance(node, ast.Assign):
            return is_constant(node.value) and all(map(self._is_name, node.targets))
        if isinstance(node, ast.AnnAssign):
            value = node.value
            return value is not None and is_constant(value) and self._is_name(node.target)
        return False

    def _is_name(self, target: ast.expr) -> bool:
        """A name, names, or an attribute of a class or function that the student defined."""
        if isinstance(target, ast.Tuple | ast.List):
            return all(map(self._is_name, target.elts))
        if isinstance(target, ast.Starred):
            return self._is_name(target.value)
        if isinstance(target, ast.Attribute):
            return isinstance(target.value, ast.Name) and target.value.id in self._defined
        return isinstance(target, ast.Name)

    def _is_question(self, test: ast.expr) -> bool:
        """A condition that calls nothing but an imported module, such as `cuda.is_available()`."""
        return is_constant(test, calls=self._imported | _QUESTIONS)


def is_constant(expression: ast.expr, calls: Iterable[str] = ()) -> bool:
    """Literals, names, attributes, lambdas and arithmetic of them; calls only to `calls`."""
    for node in same_scope(expression):
        if isinstance(node, ast.Call):
            root = node.func
            while isinstance(root, ast.Attribute):
                root = root.value
            if not (isinstance(root, ast.Name) and root.id in calls):
                return False
        elif not isinstance(node, (*_CONSTANT, ast.keyword)):
            return False
    return True


def _is_nothing(node: ast.stmt) -> bool:
    """`pass`, or a text that stands alone."""
    return isinstance(node, ast.Pass) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )
