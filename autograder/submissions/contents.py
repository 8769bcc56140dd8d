"""What a notebook holds: statements, cells that cannot be read, definitions where nothing runs."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from autograder.results import Message
from autograder.submissions.cells import Budget, mentions, parse_cell, split
from autograder.submissions.ipynb import Cell, Notebook
from autograder.submissions.models import BrokenCell, Chunk
from autograder.submissions.slicing import bindings
from autograder.submissions.slicing.slicer import Slicer
from autograder.submissions.slicing.steps import Role, Step

_ROLES: Mapping[str, Role] = {"setup": "setup", "examples": "locked"}


@dataclass(frozen=True)
class Aside:
    """Definitions that stand where nothing runs: `reason` is locked, magic, markdown or raw."""

    cell: int
    reason: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Slices:
    """What runs for the functions of a unit; `leftovers` and `unmet` as in Submission."""

    chunks: tuple[Chunk, ...]
    leftovers: tuple[str, ...]
    unmet: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Contents:
    """Everything that the notebook holds, before its unit is known."""

    steps: tuple[Step, ...]
    broken: tuple[BrokenCell, ...]
    asides: tuple[Aside, ...]
    has_code: bool

    @cached_property
    def named(self) -> frozenset[str]:
        """The names that are defined, or that a broken cell was to define."""
        names = {name for step in self.steps if step.runs for name in step.binds}
        return frozenset(names.union(*(cell.mentions for cell in self.broken)))

    def slices(self, required: Collection[str], setup: str) -> Slices:
        """What the `required` functions need, `setup` being what their unit gives."""
        steps = (*_given(setup), *self.steps)
        slicer = Slicer(steps, required)
        needed_by: dict[int, set[str]] = {}
        unmet = {}
        for function in required:
            places, missing = slicer.slice(function)
            unmet[function] = tuple(missing)
            for place in places:
                needed_by.setdefault(place, set()).add(function)
        left = (s for i, s in enumerate(steps) if i not in needed_by and s.role != "setup")
        return Slices(
            tuple(_chunk(steps[place], needed_by[place]) for place in sorted(needed_by)),
            tuple(dict.fromkeys(name for step in left for name in _assigned(step))),
            unmet,
        )

    def not_run(self, required: Collection[str]) -> list[Message]:
        """A message for each place where a required name is defined in vain."""
        messages = []
        for aside in self.asides:
            names = [name for name in aside.names if name in required and name not in self.named]
            if names:
                args = {"names": names, "cell": aside.cell, "reason": aside.reason}
                messages.append(Message("definition_not_run", args))
        return messages


def contents(notebook: Notebook) -> Contents:
    steps: list[Step] = []
    broken: list[BrokenCell] = []
    asides: list[Aside] = []
    budget, has_code = Budget(), False
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
        parsed = parse_cell(cell.number, cell.source, budget)
        steps += [Step(statement, cell.number, role) for statement in parsed.statements]
        if role in ("solution", "free"):
            if parsed.foreign:
                asides.append(Aside(cell.number, "magic", parsed.mentions))
            if parsed.broken:
                broken.append(_by_version(parsed.broken, notebook.metadata))
    return Contents(
        tuple(steps), tuple(broken), tuple(aside for aside in asides if aside.names), has_code
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


@cache
def _given(setup: str) -> tuple[Step, ...]:
    return tuple(Step(statement, 0, "setup") for statement in split(setup, Budget()))


def _by_version(cell: BrokenCell, metadata: Mapping[str, Any]) -> BrokenCell:
    """A syntax error is perhaps none in the newer Python that the notebook was written for."""
    version = _mapping(metadata.get("language_info")).get("version")
    parts = version.split(".")[:2] if isinstance(version, str) else []
    if cell.reason != "syntax" or len(parts) < 2 or not all(p.isdecimal() for p in parts):
        return cell
    theirs = tuple(int(part[:6]) for part in parts)
    if theirs <= sys.version_info[:2] or theirs > (9, 999):
        return cell
    return replace(cell, reason="newer", written_for=".".join(map(str, theirs)))


def _chunk(step: Step, needed_by: Iterable[str]) -> Chunk:
    statement = step.statement
    modules = bindings.imported(statement.node) if "import" in statement.source else {}
    return Chunk(
        source=statement.source,
        cell=step.cell,
        line=statement.line,
        defines=tuple(name for name in step.binds if name != bindings.STAR),
        imports=tuple(dict.fromkeys(modules.values())),
        needed_by=frozenset(needed_by),
    )


def _assigned(step: Step) -> list[str]:
    """Variables and functions, but not modules."""
    return [n for n, kind in step.binds.items() if kind in ("value", "definition") and n != "*"]


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
