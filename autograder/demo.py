"""A class to try the grader on: right answers, every known mistake, and trouble."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path

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
    answers = {}
    for exercise in unit.exercises:
        module = exercise.module("mistakes")
        for function in exercise.functions:
            known = cycle(mistakes_of(module, function.name))
            mistake = [next(known) for _ in range(student + 1)][-1]
            path = exercise.folder / "mistakes.py"
            answers[function.name] = closure(unit, path, mistake, function.name)
    return answers
