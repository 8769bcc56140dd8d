"""The statements of a notebook, by the names that they bind, change and call."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from autograder.submissions.slicing import bindings
from autograder.submissions.slicing.changes import Changes, aliases, called, changed
from autograder.submissions.slicing.steps import Step

MAX_ALIASES = 16
"""Names that a change is followed to, through others of the same value."""

Places = dict[str, list[int]]


class Index:
    """Places, in order, by name.

    `changed` inside: an attribute, an item, a method. `touched`: passed on, or under another name.
    `answers` are the cells that define a function asked for.
    """

    def __init__(self, steps: Sequence[Step], required: Collection[str]) -> None:
        self.steps = steps
        self.bound: Places = defaultdict(list)
        self.changed: Places = defaultdict(list)
        self.touched: Places = defaultdict(list)
        self.called: Places = defaultdict(list)
        self.answers = {
            step.cell
            for step in steps
            if any(step.binds.get(name) == "definition" for name in required)
        }
        self._modules = self._imported()
        self._others = self._aliases()
        self._functions = {
            step.statement.node.name: step
            for step in steps
            if isinstance(step.statement.node, ast.FunctionDef)
        }
        self._by_calling: dict[str, Changes] = {}
        given = {name for step in steps if step.role == "setup" for name in step.binds}
        for place, step in enumerate(steps):
            calls = called(step.executed)
            _add(self.called, calls, place)
            if step.role == "locked":
                continue
            own = (name for name in step.binds if step.role != "free" or name not in given)
            _add(self.bound, own, place)
            if step.runs:
                self._add_changes(place, step.executed, calls)

    def _add_changes(self, place: int, nodes: list[ast.AST], calls: set[str]) -> None:
        changes = changed(nodes, self._modules)
        for name in calls & self._functions.keys():
            changes.inside |= self._changed_by(name).inside
            changes.elsewhere |= self._changed_by(name).elsewhere
        reached = self._reached(changes.inside | changes.elsewhere)
        _add(self.changed, changes.inside, place)
        _add(self.touched, (changes.elsewhere | reached) - changes.inside, place)

    def _imported(self) -> dict[str, str]:
        """Names of modules, and of what is imported from them -> the top-level module."""
        found: dict[str, str] = {}
        for step in self.steps:
            if "import" in step.statement.source:
                found.update(bindings.imported(step.statement.node))
        return found

    def _aliases(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for step in self.steps:
            if step.runs:
                for name, other in aliases(step.executed):
                    if other not in self._modules and len(found[name]) < MAX_ALIASES:
                        found[name].add(other)
        return found

    def _reached(self, names: set[str]) -> set[str]:
        """Other names of the values of `names`."""
        found: set[str] = set()
        pending = sorted(names & self._others.keys())
        while pending and len(found) < MAX_ALIASES:
            new = sorted(self._others.get(pending.pop(), set()) - found)
            found.update(new)
            pending += new
        return found

    def _changed_by(self, function: str) -> Changes:
        """Names of the notebook that calling one of its functions changes."""
        if function not in self._by_calling:
            step = self._functions[function]
            changes = changed(list(ast.walk(step.statement.node)), self._modules)
            later, assigns = step.reads.later, step.reads.assigns
            inside = changes.inside & later | assigns
            self._by_calling[function] = Changes(inside, changes.elsewhere & later)
        return self._by_calling[function]


def _add(places: Places, names: Iterable[str], place: int) -> None:
    for name in names:
        places[name].append(place)
