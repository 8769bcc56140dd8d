"""A statement at its place in a notebook."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from autograder.submissions.cells import Statement
from autograder.submissions.slicing import bindings

Role = Literal["solution", "setup", "locked", "free"]


@dataclass(eq=False)
class Step:
    """`setup` and `locked` statements do not run: the course's own stand in their place."""

    statement: Statement
    cell: int
    role: Role

    @property
    def runs(self) -> bool:
        return self.role in ("solution", "free")

    @cached_property
    def executed(self) -> list[ast.AST]:
        return list(bindings.executed(self.statement.node))

    @cached_property
    def binds(self) -> Mapping[str, bindings.Kind]:
        return bindings.bound(self.statement.node, self.statement.source)

    @cached_property
    def reads(self) -> bindings.Reads:
        return bindings.reads(self.statement.node, self.statement.source)
