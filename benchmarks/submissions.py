"""The class that every grader gets: right, wrong and mixed answers, no two notebooks alike."""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from autograder.demo import NAMES, make_class
from course.catalog import Course, Unit
from course.notebooks import Version, build, notebook

Book = nbformat.NotebookNode

Answers = Mapping[str, str]
"""The source of each function's cell."""

LANGUAGE = "en"
KINDS = ("right", "wrong", "mixed")

RIGHT, FIRST_WRONG, WRONG = 0, 6, 12
"""Places in the class of the demo: all right; the first with a mistake in each function."""


@dataclass(frozen=True)
class Submission:
    """A student and the source of each function's cell; `bottom` is a cell of one's own."""

    student: str
    kind: str
    answers: Answers
    bottom: str = ""

    def notebook(self, release: Book) -> Book:
        """The released notebook with the answers in their cells."""
        book: Book = nbformat.from_dict(release)
        for cell in book.cells:
            function = grade_id(cell)
            if function in self.answers:
                cell.source = self.answers[function]
        if self.bottom:
            book.cells.append(new_code_cell(self.bottom))
        return book


def make(
    sets: Sequence[Answers], unit: Unit, count: int, kinds: Sequence[str] = KINDS
) -> list[Submission]:
    """`count` submissions, the kinds in turn; a mixed one has stubs. The first set is right."""
    right, *wrong = sets
    made = []
    for i in range(count):
        kind = kinds[i % len(kinds)]
        mistaken = wrong[(i // len(kinds)) % len(wrong)]
        given: Answers = {"right": right, "wrong": mistaken}.get(kind, {})
        if kind == "mixed":
            given = {
                name: (right, mistaken)[(i + place) % 3][name]
                for place, name in enumerate(unit.asked)
                if (i + place) % 3 < 2
            }
        own = {name: _own(source, i) for name, source in given.items()}
        made.append(Submission(f"student{i:05}", kind, own))
    return made


def bare(course: Course, unit: Unit, version: Version) -> Book:
    """A notebook with the functions and what they need: no PyTorch, no examples, no text."""
    released = notebook(course, unit, course.sentences(LANGUAGE), version)
    kept = [cell for cell in released.cells if grade_id(cell) in {"setup", *unit.asked}]
    kept[0].source = unit.setup
    book: Book = new_notebook(cells=kept, metadata=released.metadata)
    book.nbformat_minor = 5
    return book


def write(submissions: Sequence[Submission], unit: Unit, release: Book, folder: Path) -> Path:
    """Writes `folder/<student>/<unit>/<unit>.ipynb`, as nbgrader collects them."""
    for submission in submissions:
        path = folder / submission.student / unit.name / f"{unit.name}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(submission.notebook(release), path)
    return folder


def grade_id(cell: Book) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def answers(course: Course, unit: Unit) -> list[Answers]:
    """Right ones, then sets of wrong ones, from the class that the demo makes."""
    small = replace(course, languages=(LANGUAGE,), demo=(unit.name,))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        build(small, root / "build", units=[unit.name])
        make_class(small, root / "build", root / "submitted", FIRST_WRONG + WRONG)
        books = [
            nbformat.read(root / "submitted" / name / unit.name / f"{unit.name}.ipynb", 4)
            for name in (NAMES[RIGHT], *NAMES[FIRST_WRONG : FIRST_WRONG + WRONG])
        ]
    return [
        {grade_id(cell): cell.source for cell in book.cells if grade_id(cell) in unit.asked}
        for book in books
    ]


def _own(source: str, student: int) -> str:
    """The same answer as other code: nobody is given what another one got."""
    tree = ast.parse(source)
    (function,) = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    function.body.insert(0, ast.parse(f"student = {student}").body[0])
    return ast.unparse(tree)
