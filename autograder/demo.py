"""A class to try the grader on: right answers, every known mistake, and trouble."""

from __future__ import annotations

import ast
import shutil
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path

import nbformat

from autograder.checking.mistakes import mistakes_of
from course.catalog import Course, Unit
from course.stubs import Definition, definitions, without_markers

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

OURS = ("autograder", "solutions")
"""The packages that a student does not have."""

Answers = Mapping[str, str]
"""Name of a function -> source of the cell that a student wrote for it."""


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
        partial(_solved, unit),
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
    for cell in book.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = answers.get(grade_id, cell.source)
    nbformat.write(book, target)


def _solved(unit: Unit) -> Answers:
    return {
        name: without_markers(source)
        for name, source in definitions(unit.solution_path).items()
        if name in unit.functions
    }


def _in_closures(unit: Unit) -> Answers:
    """Right, and each function brings all that it leans on."""
    return {name: _closure(unit, unit.solution_path, name, name) for name in unit.functions}


def _first_replaced(unit: Unit, template: str) -> Answers:
    first = next(iter(unit.functions))
    return {**_solved(unit), first: template.format(name=first)}


def _with_mistakes(unit: Unit, student: int) -> Answers:
    answers = {}
    for exercise in unit.exercises:
        module = exercise.module("mistakes")
        for function in exercise.functions:
            known = cycle(mistakes_of(module, function.name))
            mistake = [next(known) for _ in range(student + 1)][-1]
            path = exercise.folder / "mistakes.py"
            answers[function.name] = _closure(unit, path, mistake, function.name)
    return answers


def _closure(unit: Unit, path: Path, chosen: str, name: str) -> str:
    """One cell that defines `name` as the function `chosen` of a file, with all it leans on."""
    solutions = ast.parse("\n\n".join(_solved(unit).values())).body
    needed = _needed([*solutions, *_own(path)], chosen)
    needed.sort(key=lambda node: not isinstance(node, ast.Import | ast.ImportFrom))
    kept = ast.unparse(ast.Module(needed, []))
    body = textwrap.indent(f"{kept}\n\nreturn {chosen}", "    ")
    return f"def _{name}():\n{body}\n\n\n{name} = _{name}()"


def _own(path: Path) -> Iterator[ast.stmt]:
    """The statements of a file without its docstring, our imports and our decorators."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body[1:]:
        if isinstance(node, Definition):
            node.decorator_list = []
        if not (isinstance(node, ast.ImportFrom) and str(node.module).startswith(OURS)):
            yield node


def _needed(statements: Sequence[ast.stmt], name: str) -> list[ast.stmt]:
    """`statements` without the functions and classes that `name` does not lean on."""
    last = {node.name: node for node in statements if isinstance(node, Definition)}
    found: set[str] = set()
    todo = {name}
    while todo:
        found |= todo
        nodes = [inner for each in todo for inner in ast.walk(last[each])]
        names = {node.id for node in nodes if isinstance(node, ast.Name)}
        todo = (names & last.keys()) - found
    return [
        node
        for node in statements
        if not isinstance(node, Definition) or (node.name in found and node is last[node.name])
    ]
