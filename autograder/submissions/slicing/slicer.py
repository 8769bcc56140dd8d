"""Finds the slice of a function."""

from __future__ import annotations

import ast
import builtins
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile

from autograder.submissions.slicing import bindings
from autograder.submissions.slicing.bindings import STAR
from autograder.submissions.slicing.changes import UNKNOWN, root
from autograder.submissions.slicing.index import Index
from autograder.submissions.slicing.steps import Step

MAX_WORK = 300_000
"""Steps of the search in one notebook; beyond them no more is found."""

THERE = frozenset(dir(builtins)) | {"display", "get_ipython", "In", "Out", "_", "__file__"}
"""Names that need no binding: Python's own, and those that IPython adds."""


@dataclass(frozen=True)
class Moment:
    """When names are looked up: bindings and changes count as far as these places.

    `running`: while a statement runs. A function is then the one defined so far, not the last.
    `called`: the notebook calls the function, so that what it needs must be there by then.
    """

    bindings: int
    changes: int
    running: bool = True
    called: bool = True


Visit = tuple[int, Moment]


class Slicer:
    """Finds what functions need among the steps of one notebook, with bounded work."""

    def __init__(self, steps: Sequence[Step], required: Collection[str]) -> None:
        self.steps = steps
        self._required = required
        self._index = Index(steps, required)
        self._work = 0

    def slice(self, function: str) -> tuple[list[int], list[str]]:
        """Places of the steps that `function` needs, in order, and the names that nothing binds."""
        taken: set[int] = set()
        unmet: set[str] = set()
        pending: list[Visit] = []
        versions = self._versions(function)
        if not versions:
            unmet.add(function)
        for place in versions:
            moment = self._moment(function, place)
            pending += [(place, moment), *self._above(place)]
            pending += [(each, moment) for each in self._everywhere(moment)]
        self._follow(pending, taken, unmet)
        if unmet:
            unknown = [*self._index.bound.get(STAR, []), *self._index.changed.get(UNKNOWN, [])]
            self._follow([(each, Moment(each - 1, each - 1)) for each in unknown], taken, unmet)
        return [place for place in sorted(taken) if self.steps[place].runs], sorted(unmet)

    def _versions(self, function: str) -> list[int]:
        """The last definition, and assignments below it that may be another version."""
        bound = [
            p
            for p in self._index.bound.get(function, [])
            if self.steps[p].binds[function] != "nothing"
        ]
        versions = [p for p in bound if not self._is_result(p, function)] or bound
        first = len(versions) - 1
        while first > 0 and not self._is_definite(versions[first], function):
            first -= 1
        return versions[max(first, 0) :]

    def _is_result(self, place: int, function: str) -> bool:
        step = self.steps[place]
        return step.binds[function] == "value" and bindings.is_result(step.statement.node, function)

    def _is_definite(self, place: int, name: str) -> bool:
        """Whether nothing about it may fail, as a decorator or a default value may."""
        is_value = self._kind(place, name) == "value"
        may_fail = bindings.may_not_bind(self._node(place)) or self.steps[place].reads.now
        return not is_value and not may_fail

    def _moment(self, function: str, place: int) -> Moment:
        """The end of the function's cell, or its first call if that comes before."""
        cell, calls = self.steps[place].cell, self._index.called.get(function, [])
        end = place
        while end + 1 < len(self.steps) and self.steps[end + 1].cell == cell:
            end += 1
        following = calls[bisect_right(calls, place) :]
        if not following:
            return Moment(end, end, running=False, called=False)
        return Moment(min(end, following[0] - 1), following[0] - 1, running=False)

    def _above(self, place: int) -> Iterator[Visit]:
        """A solution cell runs whole, down to the definition."""
        if self.steps[place].role != "solution":
            return
        cell = self.steps[place].cell
        for each in takewhile(lambda p: self.steps[p].cell == cell, range(place - 1, -1, -1)):
            yield each, Moment(each - 1, each - 1)

    def _everywhere(self, moment: Moment) -> list[int]:
        """What matters whoever is named: `from m import *`, settings of Python's own."""
        places = (*self._index.bound.get(STAR, []), *self._index.changed.get(STAR, []))
        return [place for place in places if place <= moment.bindings]

    def _follow(self, pending: list[Visit], taken: set[int], unmet: set[str]) -> None:
        """Add to `taken` what is pending and, in turn, all that it needs."""
        seen: set[Visit] = set()
        while pending:
            place, moment = visit = pending.pop()
            step = self.steps[place]
            if place not in taken:
                taken.add(place)
                pending += self._sources(step.reads.now, Moment(place - 1, place - 1), unmet)
            if visit not in seen and self._work < MAX_WORK:
                seen.add(visit)
                pending += self._sources(step.reads.later, moment, unmet)

    def _sources(self, names: Iterable[str], moment: Moment, unmet: set[str]) -> list[Visit]:
        found = []
        for name in sorted(names):
            binding = self._binding(name, moment)
            places = binding + self._changes(name, binding, moment)
            if not places and name not in THERE:
                unmet.add(name)
            self._work += 1 + len(places)
            found += [(place, moment) for place in places]
        return found

    def _binding(self, name: str, moment: Moment) -> list[int]:
        """Where `name` gets its value: the nearest place before, else the first after."""
        places = self._index.bound.get(name, [])
        at = bisect_right(places, moment.bindings)
        found = self._nearest(name, places, at)
        if not found and name not in THERE:
            found = self._others(name, places, at)
        if found and not moment.running and self._kind(found[0], name) == "definition":
            found.append(self._last_definition(name, places, found[0]))
        return found

    def _last_definition(self, name: str, places: Sequence[int], known: int) -> int:
        """The last one; one of a helper in a cell with another answer is for that answer."""
        for place in reversed(places):
            if place == known:
                break
            others = name not in self._required and self.steps[place].cell in self._index.answers
            if not others and self._kind(place, name) == "definition":
                return place
        return known

    def _nearest(self, name: str, places: Sequence[int], at: int) -> list[int]:
        """The nearest of `places[:at]`, and older ones whose value it may leave or build on."""
        found: list[int] = []
        while at > 0:
            at -= 1
            kind = self._kind(places[at], name)
            if kind == "nothing":
                break
            found.append(places[at])
            of_imports = kind == "import" and at > 0 and self._kind(places[at - 1], name) == kind
            perhaps = bindings.may_not_bind(self._node(places[at]))
            if self._work > MAX_WORK or not (of_imports or perhaps):
                break
            self._work += 1
        return found

    def _others(self, name: str, places: Sequence[int], at: int) -> list[int]:
        """The first place after, else the last before that a `del` follows."""
        for i in chain(range(at, len(places)), range(at - 1, -1, -1)):
            self._work += 1
            if self._work > MAX_WORK:
                break
            if self._kind(places[i], name) != "nothing":
                return [places[i]]
        return []

    def _changes(self, name: str, binding: Sequence[int], moment: Moment) -> list[int]:
        """What changes the value in place; a class may be completed, and a function, any time."""
        if self._is_fixed(name, binding) or self._work > MAX_WORK:
            return []
        start, places = min(binding, default=-1), self._index.changed.get(name, [])
        if binding and self._kind(binding[0], name) == "definition":
            end = moment.changes
            later = places[bisect_right(places, end) :]
            self._work += len(later)
            return [*_between(places, start, end), *(p for p in later if self._completes(p, name))]
        found = [
            each
            for p in (places, self._index.touched.get(name, []))
            for each in _between(p, start, moment.changes)
        ]
        empty = not moment.called and any(bindings.is_empty(self._node(p)) for p in binding)
        if not found and (empty or not binding):
            return [*_between(places, start, len(self.steps))]
        return found

    def _is_fixed(self, name: str, binding: Sequence[int]) -> bool:
        if not binding:
            return name in THERE
        return all(bindings.is_literal(self._node(place)) for place in binding)

    def _completes(self, place: int, name: str) -> bool:
        """Whether it assigns an attribute of `name`."""
        node = self._node(place)
        targets = node.targets if isinstance(node, ast.Assign) else []
        return any(isinstance(t, ast.Attribute) and root(t) == name for t in targets)

    def _node(self, place: int) -> ast.stmt:
        return self.steps[place].statement.node

    def _kind(self, place: int, name: str) -> bindings.Kind:
        return self.steps[place].binds[name]


def _between(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Those after `start`, up to `end`."""
    return places[bisect_right(places, start) : bisect_right(places, end)]
