"""Text of a template -> notebook cells.

A template writes each cell as a header, `%%% {...}`, and the lines that follow. The header is JSON:
`kind` (markdown or code), `id`, `role` (what the cell is for, kept in its metadata), and for code
`grade_id`, `points` and `hidden` (Jupyter shows it collapsed).
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell

HEADER = re.compile(r"^%%% (\{.*\})$", re.MULTILINE)
PICTURE = re.compile(r"!\[([^\]]*)\]\(picture:(\w+)\)")

NBGRADER = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}

Cell = nbformat.NotebookNode


def parse(text: str, picture: Callable[[str], bytes]) -> list[Cell]:
    """The cells of a rendered template; `picture(name)` gives the PNG of a picture."""
    _, *parts = HEADER.split(text)
    return [
        _cell(json.loads(header), source.strip("\n"), picture)
        for header, source in zip(parts[::2], parts[1::2], strict=True)
    ]


def _cell(header: dict[str, Any], source: str, picture: Callable[[str], bytes]) -> Cell:
    metadata: dict[str, Any] = {"convalida": {"role": header["role"]}}
    if header["kind"] == "code":
        if header["role"] != "closing":
            metadata["nbgrader"] = _nbgrader(header)
        if header["hidden"]:
            metadata["jupyter"] = {"source_hidden": True}
        code: Cell = new_code_cell(source, id=header["id"], metadata=metadata)
        return code
    names = dict.fromkeys(match[2] for match in PICTURE.finditer(source))
    source = PICTURE.sub(r"![\1](attachment:\2.png)", source)
    if header["role"] == "answer":
        metadata["nbgrader"] = _nbgrader(header)
    cell: Cell = new_markdown_cell(source, id=header["id"], metadata=metadata)
    if names:
        cell.attachments = {
            f"{name}.png": {"image/png": base64.b64encode(picture(name)).decode()} for name in names
        }
    return cell


def _nbgrader(header: dict[str, Any]) -> dict[str, Any]:
    role = header["role"]
    metadata = {
        **NBGRADER,
        "grade_id": header["grade_id"],
        "solution": role in ("solution", "answer"),
        "locked": role not in ("solution", "answer"),
        "grade": role in ("examples", "answer"),
    }
    return {**metadata, "points": header["points"]} if metadata["grade"] else metadata
