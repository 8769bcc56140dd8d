"""From the cells of a notebook to what runs, what is broken and what stays out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from autograder.results import Message
from autograder.submissions.models import BrokenCell, Chunk
from autograder.submissions.raw import Cell, Notebook
from autograder.submissions.scopes import (
    IMPORTS,
    asks_ipython,
    awaits,
    bound_names,
    imported_modules,
)
from autograder.submissions.selection import Definitions
from autograder.submissions.statements import Budget, Parsed, Statement, mentions, parse_cell

Role = Literal["solution", "setup", "locked", "free"]
Fate = Literal["runs", "optional", "out"]
_ROLES: Mapping[str, Role] = {"setup": "setup", "examples": "locked"}


@dataclass(frozen=True)
class Aside:
    """Definitions that stand where nothing runs: `reason` is locked, magic, markdown or raw."""

    cell: int
    reason: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Gathered:
    """Everything that the notebook holds, before its unit is known.

    `optional` chunks run only if they bind a name that the unit asks for.
    """

    candidates: tuple[Chunk, ...]
    optional: frozenset[Chunk]
    broken: tuple[BrokenCell, ...]
    unrun: tuple[str, ...]
    asides: tuple[Aside, ...]
    has_code: bool

    def chunks(self, required: Collection[str]) -> tuple[Chunk, ...]:
        """What runs, in the notebook's order."""
        return tuple(chunk for chunk in self.candidates if self._runs(chunk, required))

    def leftovers(self, required: Collection[str]) -> tuple[str, ...]:
        """The names that would have been assigned by what does not run, in order."""
        passed = (chunk for chunk in self.candidates if not self._runs(chunk, required))
        names = (name for chunk in passed for name in chunk.defines)
        return tuple(dict.fromkeys((*self.unrun, *names)))

    def named(self) -> set[str]:
        """The names that are defined, or that a broken cell was to define."""
        names = {name for chunk in self.candidates for name in chunk.defines}
        return names.union(*(cell.mentions for cell in self.broken))

    def not_run(self, required: Collection[str]) -> list[Message]:
        """A message for each place where a required name is defined in vain."""
        have = self.named()
        messages = []
        for aside in self.asides:
            names = [name for name in aside.names if name in required and name not in have]
            if names:
                args = {"names": names, "cell": aside.cell, "reason": aside.reason}
                messages.append(Message("definition_not_run", args))
        return messages

    def _runs(self, chunk: Chunk, required: Collection[str]) -> bool:
        return chunk not in self.optional or any(name in required for name in chunk.defines)


def gather(notebook: Notebook, wanted: Collection[str]) -> Gathered:
    """`wanted` are the names that any unit asks for: an assignment to one is a definition."""
    candidates: list[Chunk] = []
    optional: list[Chunk] = []
    broken: list[BrokenCell] = []
    unrun: list[str] = []
    asides: list[Aside] = []
    definitions, budget, has_code = Definitions(), Budget(), False
    for cell in notebook.cells:
        if cell.kind != "code":
            if "```" not in cell.source:
                kind = cell.kind if cell.kind in ("markdown", "raw") else "raw"
                asides.append(Aside(cell.number, kind, mentions(cell.source)))
            continue
        if not cell.source.strip():
            continue
        has_code, role = True, role_of(cell)
        if role in ("setup", "locked"):
            asides.append(Aside(cell.number, "locked", mentions(cell.source)))
        if role == "setup":
            continue
        parsed = parse_cell(cell.number, cell.source, budget)
        if role == "locked":
            unrun.extend(_assigned(parsed))
            continue
        if parsed.foreign:
            asides.append(Aside(cell.number, "magic", parsed.mentions))
        if parsed.broken:
            broken.append(parsed.broken)
        for statement in parsed.statements:
            chunk = _chunk(statement, cell.number, role == "solution")
            fate = _fate(statement, role, definitions)
            if fate == "optional" and not any(name in wanted for name in chunk.defines):
                fate = "out"
            if fate == "out":
                unrun.extend(chunk.defines)
                continue
            candidates.append(chunk)
            if fate == "optional":
                optional.append(chunk)
    return Gathered(
        tuple(candidates),
        frozenset(optional),
        tuple(broken),
        tuple(dict.fromkeys(unrun)),
        tuple(aside for aside in asides if aside.names),
        has_code,
    )


def role_of(cell: Cell) -> Role:
    """What the course meant the cell for; nbgrader, too, lets `solution` win over `locked`."""
    nbgrader = _mapping(cell.metadata.get("nbgrader"))
    if nbgrader.get("solution") is True:
        return "solution"
    role = _mapping(cell.metadata.get("convalida")).get("role")
    if isinstance(role, str) and role in _ROLES:
        return _ROLES[role]
    locked = nbgrader.get("grade") is True or nbgrader.get("locked") is True
    return "locked" if locked else "free"


def _fate(statement: Statement, role: Role, definitions: Definitions) -> Fate:
    if ("await" in statement.source or "async" in statement.source) and awaits(statement.node):
        return "out"
    if definitions.include(statement.node):
        return "runs"
    if "get_ipython" in statement.source and asks_ipython(statement.node):
        return "out"
    if role == "solution":
        definitions.learn(statement.node)
        return "runs"
    return "optional"


def _chunk(statement: Statement, cell: int, in_solution: bool) -> Chunk:
    return Chunk(
        source=statement.source,
        cell=cell,
        line=statement.line,
        defines=bound_names(statement.node),
        imports=imported_modules(statement.node) if "import" in statement.source else (),
        in_solution=in_solution,
    )


def _assigned(parsed: Parsed) -> list[str]:
    """Variables and functions of a cell that the course's own replaces."""
    return [
        name
        for statement in parsed.statements
        if not isinstance(statement.node, IMPORTS)
        for name in bound_names(statement.node)
    ]


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
