"""The notebook of `autograded/`: a student's cells under nbgrader's own metadata."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from nbformat import NotebookNode, from_dict
from nbgrader.utils import compute_checksum

from autograder.exports.nbgrader.master import Master, MasterCell
from autograder.submissions.ipynb import Cell

KINDS = ("code", "markdown", "raw")


def sanitized(
    cells: Sequence[Cell], attachments: Mapping[int, Any], master: Master
) -> list[NotebookNode]:
    """As nbgrader does it: outputs cleared, locked cells restored, of two equal ids the last.

    `attachments` are those of cells, by number. Cells that are gone come back at the end, as they
    were released. No metadata is kept but nbgrader's.
    """
    last = {_grade_id(cell): cell.number for cell in cells}
    made = []
    for cell in cells:
        name = _grade_id(cell)
        known = master.by_name.get(name) if last[name] == cell.number else None
        source = known.source if known and known.locked else cell.source
        kind = known.cell_type if known else cell.kind
        made.append(_cell(kind, source, known, attachments.get(cell.number)))
    made += [_as_released(cell) for cell in master.cells if cell.name not in last]
    return _numbered(made)


def released(master: Master, word: str) -> list[NotebookNode]:
    """The cells that were given to the student, below a word to whoever opens the notebook."""
    return _numbered([_cell("markdown", word), *map(_as_released, master.cells)])


def unanswered(cells: Collection[NotebookNode], master: Master) -> list[str]:
    """The cells for people's marks that are as they were released."""
    checksums = {cell.name: cell.checksum for cell in master.cells if cell.is_for_people}
    tracked = [cell for cell in cells if cell.metadata.get("nbgrader")]
    return [
        cell.metadata.nbgrader.grade_id
        for cell in tracked
        if checksums.get(cell.metadata.nbgrader.grade_id, "") == compute_checksum(cell)
    ]


def written(cells: Sequence[NotebookNode], master: Master) -> bytes:
    """The file: nbformat 4.5."""
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": master.kernelspec, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _grade_id(cell: Cell) -> str:
    known = cell.metadata.get("nbgrader")
    name = known.get("grade_id") if isinstance(known, dict) else None
    return name if isinstance(name, str) else f" {cell.number}"


def _numbered(cells: list[NotebookNode]) -> list[NotebookNode]:
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return cells


def _as_released(cell: MasterCell) -> NotebookNode:
    return _cell(cell.cell_type, cell.source, cell)


def _cell(
    kind: str, source: str, known: MasterCell | None = None, attachments: Any = None
) -> NotebookNode:
    cell: dict[str, Any] = {
        "cell_type": kind if kind in KINDS else "raw",
        "metadata": {"nbgrader": known.metadata} if known else {},
        "source": source,
    }
    if cell["cell_type"] == "code":
        cell |= {"outputs": [], "execution_count": None}
    elif isinstance(attachments, dict):
        cell["attachments"] = attachments
    node: NotebookNode = from_dict(cell)
    return node
