"""What a score depends on: while none of it changes, nothing is graded again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from autograder.results.record import ExerciseResult, Record, few
from autograder.results.ungraded import ENVIRONMENT
from course.model import Course, Unit
from course.texts import Message

DIGITS = 32
FOUND_WHILE_GRADING = frozenset(("cell_raised", "definition_stopped", "module_missing"))
"""Messages of a whole notebook that reading it does not give."""


@dataclass(frozen=True)
class Basis:
    """What the scores of a unit depend on beside the submission."""

    course: Course
    unit: Unit
    isolation: str
    seed: int

    def key(self, function: str, definitions: str) -> str:
        """Of a function's row, `definitions` being the mark of what its notebook defines for it."""
        return _digest([self.of_functions[function], definitions])

    def stale(self, record: Record, definitions: Mapping[str, str]) -> frozenset[str]:
        """The functions whose rows in `record` hold no longer, and those needed to grade them."""
        rows = {row.name: row.key for row in record.exercises}
        changed = {
            name
            for name in self.unit.functions
            if rows.get(name) != self.key(name, definitions.get(name, ""))
        }
        return frozenset(self._needed(changed))

    @cached_property
    def of_functions(self) -> Mapping[str, str]:
        """For each function a mark of its checks, of all solutions, and of who grades it how."""
        root = self.course.root
        shared = [root / "course" / "course.toml", self.unit.folder / "setup.py"]
        shared += self.unit.data.values()
        shared += sorted((root / "solutions").rglob("*.py"))
        common = [version("convalida"), ENVIRONMENT, self.isolation, self.seed, _contents(shared)]
        own = {}
        for name in self.unit.functions:
            folder = self.unit.exercise_of(name).folder
            files = ("exercise.toml", "checks.py", "mistakes.py")
            own[name] = _contents(folder / file for file in files)
        return {
            name: _digest([*common, name, *(own[each] for each in sorted(self._needed([name])))])
            for name in self.unit.functions
        }

    def _needed(self, names: Iterable[str]) -> set[str]:
        """`names`, and what they build on."""
        found = set(names)
        left = list(found)
        while left:
            new = set(self.unit.functions[left.pop()].builds_on) - found
            found |= new
            left += new
        return found


@dataclass(frozen=True)
class Kept:
    """What of another record holds: rows, by function, and what cells were found to raise."""

    rows: Mapping[str, ExerciseResult] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()

    @classmethod
    def of(cls, record: Record, again: Collection[str]) -> Kept:
        """All of `record` but for the functions that are graded `again`."""
        rows = {row.name: row for row in record.exercises if row.name not in again}
        return cls(rows, tuple(each for each in record.messages if each.id in FOUND_WHILE_GRADING))


NOTHING = Kept()


def together(*messages: Message) -> tuple[Message, ...]:
    """Each message once, and not too many."""
    return few([each for i, each in enumerate(messages) if each not in messages[:i]])


def _contents(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.name).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _digest(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:DIGITS]
