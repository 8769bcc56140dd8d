"""Builders of notebooks and archives that the tests of this folder share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.submissions import Submission, read
from tests.submissions.handing_in import find_all

UNITS = {
    "padding": ("pad2d", "pad2d_backward", "same_padding"),
    "pooling": ("max_pool2d", "avg_pool2d"),
}
Cell = dict[str, Any]


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
def units() -> dict[str, tuple[str, ...]]:
    return UNITS


@pytest.fixture
def code() -> Callable[..., Cell]:
    return _code


@pytest.fixture
def notebook() -> Callable[..., dict[str, Any]]:
    return _notebook


@pytest.fixture
def write() -> Callable[..., Path]:
    """Write a notebook (default: one that defines `max_pool2d`) and its folders."""

    def _write(path: Path, *cells: Cell | str, **metadata: Any) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        content = _notebook(*(cells or ("def max_pool2d(x): return x",)), **metadata)
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return _write


@pytest.fixture
def read_bytes(tmp_path: Path) -> Callable[..., Submission]:
    """Read a notebook of these bytes, named `ana.ipynb`."""

    def _read(data: bytes, unit: str | None = None) -> Submission:
        path = tmp_path / "ana.ipynb"
        path.write_bytes(data)
        (found,), messages = find_all([path])
        assert messages == []
        return read(found, UNITS, unit)

    return _read


@pytest.fixture
def read_cells(read_bytes: Callable[..., Submission]) -> Callable[..., Submission]:
    """Read a notebook of these cells as a submission of `pooling`."""

    def _read(*cells: Cell | str, unit: str | None = "pooling", **metadata: Any) -> Submission:
        return read_bytes(json.dumps(_notebook(*cells, **metadata)).encode(), unit)

    return _read
