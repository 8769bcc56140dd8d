"""The notebooks that the course grades of itself: the solved ones, and every known mistake."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import nbformat

from autograder.answers import closure, fill, names_in
from autograder.checking.authors.mistakes import mistakes_of
from course.exercises import Exercise
from course.model import Course, Unit
from course.notebooks import notebook

Leans = Mapping[str, frozenset[str]]
"""Function of a unit -> functions of the unit that a right answer calls or may call."""


@dataclass
class Trial:
    """The solved notebook of a unit in a language, some functions replaced by known mistakes."""

    unit: Unit
    language: str
    wrong: dict[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What people call it."""
        wrong = ", ".join(f"{function}: {mistake}" for function, mistake in self.wrong.items())
        return f"{self.unit.name} ({wrong or self.language})"

    def write(self, solved: nbformat.NotebookNode, path: Path) -> None:
        """Writes the notebook, made of the solved one of its unit and language."""
        cells = {}
        for function, mistake in self.wrong.items():
            file = self.unit.exercise_of(function).folder / "mistakes.py"
            cells[function] = closure(self.unit, file, mistake, function)
        book = copy.deepcopy(solved)
        fill(book, cells)
        path.parent.mkdir(parents=True)
        nbformat.write(book, path)


def write_trials(course: Course, asked: Iterable[Trial], folder: Path) -> Mapping[Path, Trial]:
    """One notebook for each, by its path `<folder>/<number>/<unit>.ipynb`."""
    made: dict[tuple[str, str], nbformat.NotebookNode] = {}
    written = {}
    for i, trial in enumerate(asked):
        key = (trial.unit.name, trial.language)
        if key not in made:
            made[key] = notebook(course, trial.unit, course.sentences(trial.language), "solved")
        path = folder / f"{i:03}" / f"{trial.unit.name}.ipynb"
        trial.write(made[key], path)
        written[path] = trial
    return written


def trials(course: Course, unit: Unit, exercise: Exercise | None = None) -> Iterator[Trial]:
    """The solved notebook in each language, then few notebooks that hold every known mistake once.

    Mistakes share a notebook if none of their functions leans on another: each is then graded as
    if it were alone, and whatever leans on a wrong one is a right answer. With `exercise`, every
    mistake of that one and the first of each other function.
    """
    for language in course.languages:
        yield Trial(unit, language)
    leans = leaning(calls(unit))
    made: list[Trial] = []
    for function in unit.functions:
        owner = unit.exercise_of(function)
        known = list(mistakes_of(owner.module("mistakes"), function))
        for mistake in known if exercise in (None, owner) else known[:1]:
            for trial in made:
                if all(_apart(leans, function, other) for other in trial.wrong):
                    break
            else:
                trial = Trial(unit, course.languages[0])
                made.append(trial)
            trial.wrong[function] = mistake
    yield from made


def calls(unit: Unit) -> Leans:
    """By what the solutions call and by `builds_on`."""
    return {
        name: frozenset({*names_in(ast.parse(unit.sources.get(name, ""))), *function.builds_on})
        & unit.functions.keys() - {name}
        for name, function in unit.functions.items()
    }


def leaning(direct: Leans) -> Leans:
    """The same, at any distance."""
    found = {}
    for name in direct:
        reached: set[str] = set()
        todo = set(direct[name])
        while todo:
            reached |= todo
            todo = set().union(*(direct[each] for each in todo)) - reached
        found[name] = frozenset(reached)
    return found


def _apart(leans: Leans, one: str, other: str) -> bool:
    return one != other and one not in leans[other] and other not in leans[one]


def narrowed(unit: Unit, exercise: Exercise) -> Unit:
    """The unit with this exercise and what it leans on."""
    leans = leaning(calls(unit))
    wanted = {f.name for f in exercise.functions}
    wanted |= {name for f in exercise.functions for name in leans[f.name]}
    kept = [e for e in unit.exercises if wanted.intersection(f.name for f in e.functions)]
    order = tuple(each.name for each in kept)
    return replace(unit, exercises=tuple(kept), questions=(), order=order)
