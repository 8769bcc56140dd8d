"""Builders of notebooks and archives that the tests of this folder share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from autograder.submissions import Found, Submission, read
from autograder.submissions.language import Languages
from autograder.submissions.units import Asked, Units
from tests.submissions.fixtures import (
    Cell,
    MakeCell,
    MakeNotebook,
    ReadBytes,
    ReadCells,
    Write,
)

UNITS = {
    "padding": Asked(("pad2d", "pad2d_backward", "same_padding")),
    "pooling": Asked(("max_pool2d", "avg_pool2d")),
}
LANGUAGES = Languages({"en": frozenset({"the", "of"}), "es": frozenset({"los", "de"})})


def _code(source: str | list[str], **metadata: Any) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": source,
    }


def _notebook(*cells: Cell | str, **metadata: Any) -> dict[str, Any]:
    return {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": metadata,
        "cells": [_code(cell) if isinstance(cell, str) else cell for cell in cells],
    }


@pytest.fixture
def units() -> Units:
    return UNITS


@pytest.fixture
def code() -> MakeCell:
    return _code


@pytest.fixture
def notebook() -> MakeNotebook:
    return _notebook


@pytest.fixture
def write() -> Write:
    """Write a notebook (default: one that defines `max_pool2d`) and its folders."""

    def _write(path: Path, *cells: Cell | str, **metadata: Any) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        content = _notebook(*(cells or ("def max_pool2d(x): return x",)), **metadata)
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return _write


@pytest.fixture
def read_bytes(tmp_path: Path) -> ReadBytes:
    """Read a notebook of these bytes, named `ana.ipynb`."""

    def _read(data: bytes, unit: str | None = None) -> Submission:
        path = tmp_path / "ana.ipynb"
        path.write_bytes(data)
        return read(Found("ana", path, str(path)), UNITS, unit, LANGUAGES)[0]

    return _read


@pytest.fixture
def read_cells(read_bytes: ReadBytes) -> ReadCells:
    """Read a notebook of these cells as a submission of `pooling`."""

    def _read(*cells: Cell | str, unit: str | None = "pooling", **metadata: Any) -> Submission:
        return read_bytes(json.dumps(_notebook(*cells, **metadata)).encode(), unit)

    return _read
