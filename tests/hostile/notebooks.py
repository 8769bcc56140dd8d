"""Every hostile notebook, and how it becomes a file."""

from __future__ import annotations

from pathlib import Path

import nbformat

from .cases import (
    answers,
    calls,
    carrying,
    channels,
    containers,
    endings,
    exceptions,
    floods,
    given,
    instances,
    loading,
    lookalikes,
    messages,
    neighbours,
    reading,
    resources,
    tampering,
)
from .cases.given import TRIAL
from .cases.model import HONEST, PAD2D, Hostile
from .cases.neighbours import MARK

MODULES = (
    reading, tampering, answers, messages, endings, exceptions, resources, calls, neighbours,
    carrying, channels, loading, given, instances, lookalikes, containers, floods,
)  # fmt: skip
NOTEBOOKS = {case.name: case for module in MODULES for case in module.CASES}
HONEST_OF = {"padding": (HONEST, f"SECRET = '{MARK * 2}'\n{PAD2D}"), "trial": (TRIAL,)}
"""The cells of a right notebook; the mark is what scans of memory look for."""


def write(
    folder: Path, student: str, unit: str, cells: tuple[str, ...], experiment: str = ""
) -> None:
    """`<folder>/<student>/<unit>/<unit>.ipynb`; every cell but the experiment is a solution's."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["convalida"] = {"unit": unit, "language": "en"}
    for number, source in enumerate(cells):
        solution = {"nbgrader": {"solution": True, "grade": False, "grade_id": f"c{number}"}}
        notebook.cells.append(nbformat.v4.new_code_cell(source, id=f"c{number}", metadata=solution))
    if experiment:
        notebook.cells.append(nbformat.v4.new_code_cell(experiment, id="experiment"))
    target = folder / student / unit / f"{unit}.ipynb"
    target.parent.mkdir(parents=True)
    nbformat.write(notebook, target)


def write_hostile(folder: Path, student: str, case: Hostile) -> None:
    write(folder, student, case.unit, (case.honest, case.source, *case.cells), case.experiment)


def write_honest(folder: Path, student: str, unit: str) -> None:
    write(folder, student, unit, HONEST_OF[unit])
