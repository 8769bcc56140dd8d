"""A class to try the grader on: right answers, known mistakes, and trouble."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random

import nbformat

from autograder.answers import Answers, closure, fill, solved
from autograder.checking.authors.mistakes import mistakes_of
from course.catalog import Course, Unit

# fmt: off
NAMES = (
    "ana", "bruno", "carmen", "diego", "elena", "felipe", "gabriela", "hugo",
    "irene", "javier", "karina", "lucas", "alice", "ben", "chloe", "daniel",
    "emma", "frank", "grace", "henry", "isla", "jack", "kate", "liam",
)
# fmt: on

RIGHT, LEFT_OUT = 0.4, 0.7
"""Of the functions of a student who makes mistakes; of the optional ones."""

LOOP = "def {name}(*args, **kwargs):\n    while True:\n        pass"

SPY = """def {name}(*args, **kwargs):
    from pathlib import Path

    for path in Path("/").glob("*/exercises/*/*/checks.py"):
        exec(path.read_text())
    return reference.{name}(*args, **kwargs)"""


def make_class(course: Course, build: Path, submitted: Path, students: int) -> None:
    """Writes `submitted/<student>/<unit>/<unit>.ipynb` for the course's demo units.

    `build` holds the notebooks of `convalida build`.
    """
    shutil.rmtree(submitted, ignore_errors=True)
    for i in range(students):
        name = NAMES[i % len(NAMES)] + (str(i // len(NAMES) + 1) if i >= len(NAMES) else "")
        language = course.languages[(i + i // len(course.languages)) % len(course.languages)]
        for unit in map(course.units.__getitem__, course.demo):
            target = submitted / name / unit.name / f"{unit.name}.ipynb"
            target.parent.mkdir(parents=True)
            release = build / language / "release" / unit.name / f"{unit.name}.ipynb"
            _hand_in(course, unit, i, release, target)


def _hand_in(course: Course, unit: Unit, student: int, release: Path, target: Path) -> None:
    kinds: Sequence[Callable[[], Answers]] = (
        partial(solved, unit),
        partial(_in_closures, unit),
        dict,
        partial(_first_replaced, unit, LOOP),
        partial(_first_replaced, unit, SPY),
    )
    if student == len(kinds):
        target.write_bytes(release.read_bytes()[:2000])
        return
    answers = kinds[student]() if student < len(kinds) else _with_mistakes(unit, student)
    book = nbformat.read(release, as_version=4)
    fill(book, answers)
    nbformat.write(book, target)


def _in_closures(unit: Unit) -> Answers:
    """Right, and each function brings all that it leans on."""
    return {name: closure(unit, unit.solution_path, name, name) for name in unit.functions}


def _first_replaced(unit: Unit, template: str) -> Answers:
    first = next(iter(unit.functions))
    return {**solved(unit), first: template.format(name=first)}


def _with_mistakes(unit: Unit, student: int) -> Answers:
    """As in a class: some functions right, a few mistakes common, challenges left to few."""
    rng = Random(f"{unit.name} {student}")
    answers = {}
    for exercise in unit.exercises:
        mistakes, path = exercise.module("mistakes"), exercise.folder / "mistakes.py"
        for function in exercise.functions:
            known = list(mistakes_of(mistakes, function.name))
            shares = [2.0**-place for place in range(len(known))]
            if function.bonus and rng.random() < LEFT_OUT:
                continue
            if rng.random() < RIGHT:
                answers[function.name] = closure(
                    unit, unit.solution_path, function.name, function.name
                )
            else:
                (mistake,) = rng.choices(known, shares)
                answers[function.name] = closure(unit, path, mistake, function.name)
    return answers
