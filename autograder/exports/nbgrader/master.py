"""What the gradebook knows of the notebook that was released: its cells, and what each is worth."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nbgrader.api import Gradebook, Notebook

from autograder.exports.nbgrader.directory import NbgraderProblem
from course.model import Unit

EXAMPLES = "_examples"
"""A function's grade cell has this at the end of its name; its solution cell has its name alone."""


@dataclass(frozen=True)
class MasterCell:
    """A cell that nbgrader follows, by its grade id; `points` are None if it gives none."""

    name: str
    cell_type: str
    source: str
    checksum: str | None
    locked: bool
    solution: bool
    task: bool
    points: float | None

    @property
    def is_for_people(self) -> bool:
        """Does a person grade what a student writes there?"""
        return self.solution and self.points is not None

    @property
    def metadata(self) -> dict[str, Any]:
        """What nbgrader writes of it into a notebook."""
        known = {
            "schema_version": 3,
            "grade_id": self.name,
            "grade": self.points is not None and not self.task,
            "solution": self.solution,
            "locked": self.locked,
            "task": self.task,
            "cell_type": self.cell_type,
            "checksum": self.checksum,
        }
        return known if self.points is None else {**known, "points": self.points}


@dataclass(frozen=True)
class Master:
    """A unit's notebook in the gradebook: of which assignment, under which name."""

    id: str
    assignment: str
    notebook: str
    kernelspec: Mapping[str, Any]
    cells: tuple[MasterCell, ...]

    @cached_property
    def by_name(self) -> Mapping[str, MasterCell]:
        return {cell.name: cell for cell in self.cells}


def read_master(gradebook: Gradebook, unit: Unit, assignment: str | None = None) -> Master:
    """Raises NbgraderProblem if there is none, or, without a name, if it is not certain which."""
    notebook = _notebook_of(gradebook, unit.name, assignment)
    points = {cell.name: cell.max_score for cell in (*notebook.grade_cells, *notebook.task_cells)}
    solutions = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    cells = tuple(
        MasterCell(
            name=cell.name,
            cell_type=cell.cell_type,
            source=cell.source or "",
            checksum=cell.checksum,
            locked=cell.locked,
            solution=cell.name in solutions,
            task=cell.name in tasks,
            points=points.get(cell.name),
        )
        for cell in notebook.source_cells
    )
    kernelspec = json.loads(notebook.kernelspec or "{}")
    return Master(notebook.id, notebook.assignment.name, notebook.name, kernelspec, cells)


def _notebook_of(gradebook: Gradebook, unit: str, assignment: str | None) -> Notebook:
    """The notebook of this name: that of the assignment of the same name, or the only one."""
    found = gradebook.db.query(Notebook).filter(Notebook.name == unit).all()
    wanted = [one for one in found if one.assignment.name == (assignment or unit)]
    named = wanted or ([] if assignment else found)
    if not named:
        raise NbgraderProblem("", "nbgrader_no_assignment", {"unit": unit})
    if len(named) > 1:
        names = sorted(one.assignment.name for one in named)
        args = {"unit": unit, "assignments": names}
        raise NbgraderProblem("", "nbgrader_several_assignments", args)
    return named[0]


def compare(master: Master, unit: Unit) -> None:
    """Raises NbgraderProblem if a function has no cell there, or is worth something else."""
    for function in unit.functions.values():
        for name in (function.name, function.name + EXAMPLES):
            if name not in master.by_name:
                args = {"assignment": master.assignment, "cell": name}
                raise NbgraderProblem("", "nbgrader_cell_missing", args)
        theirs = master.by_name[function.name + EXAMPLES].points
        ours = 0.0 if function.bonus else function.points
        if theirs is None or abs(theirs - ours) > 1e-9:
            args = {
                "assignment": master.assignment,
                "cell": function.name + EXAMPLES,
                "theirs": f"{theirs or 0.0:g}",
                "ours": f"{ours:g}",
            }
            raise NbgraderProblem("", "nbgrader_points_differ", args)
