"""Values as JSON in which nothing looks like anything else: what a record holds of an example."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.checking.authors.tables import cells_of, kind_of
from autograder.checking.proxy import InstanceProxy
from autograder.results.record import finite
from autograder.sandbox import Handle, Plot, Source, Table, Tensor
from autograder.sandbox.inside.plots import is_plot, plot_of
from autograder.sandbox.inside.tables import is_table, table_of
from autograder.sandbox.values import clean

LARGEST = 64
"""Values of an array, and cells along an axis, that are worth printing."""

LONGEST = 4000
"""Characters of an answer that are worth printing."""


def plain(value: Any) -> Any:
    """A value as JSON in which nothing looks like anything else.

    Arrays become `{"dtype", "shape", "values"}`, values null if too many; a tuple is an array of
    JSON; lists, sets and dicts become `{"list": […]}`, `{"set": […]}` and `{"dict": {…}}`, a dict
    with other keys than texts `{"pairs": [[key, value], …]}`.
    """
    if isinstance(value, Tensor):
        return plain(value.array)
    if is_plot(value):
        return plain(plot_of(value))
    if isinstance(value, Plot):
        return plain(value.axes[0] if len(value.axes) == 1 else value.axes)
    if is_table(value):
        return plain(table_of(value))
    if isinstance(value, Table):
        return {"table": _table(value)}
    if isinstance(value, np.ndarray):
        fits = value.size <= LARGEST and max(value.shape, default=0) <= LARGEST
        values = _nested(value.tolist()) if fits else None
        return {"dtype": value.dtype.name, "shape": list(value.shape), "values": values}
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, str):
        return clean(value, LONGEST)
    if isinstance(value, bool | int | None):
        return value
    if isinstance(value, float):
        return finite(value)
    if isinstance(value, complex):
        return str(value)
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    if isinstance(value, list):
        return {"list": [plain(each) for each in value]}
    if isinstance(value, set | frozenset):
        return {"set": [plain(each) for each in sorted(value, key=repr)]}
    if isinstance(value, Mapping) and not all(isinstance(key, str) for key in value):
        return {"pairs": [[plain(key), plain(each)] for key, each in value.items()]}
    if isinstance(value, Mapping):
        return {"dict": {clean(key, LONGEST): plain(each) for key, each in value.items()}}
    if isinstance(value, Handle | InstanceProxy):
        return "…"
    if isinstance(value, Callable):  # type: ignore[arg-type]
        return {"code": getattr(value, "__name__", "…")}
    return {"code": value.code} if isinstance(value, Source) else "…"


def _table(table: Table) -> dict[str, Any]:
    """Its labels and columns; cells are None if there are too many."""
    fits = len(table) * (1 + len(table.columns)) <= LARGEST
    columns = [
        {"dtype": c.dtype, "kind": kind_of(c), "cells": [plain(v) for v in cells_of(c)]}
        for c in (table.index, *table.columns)
        if fits
    ]
    labels = [plain(name) for name in (table.index_name, *table.names)]
    return {"type": table.type, "labels": labels, "columns": columns if fits else None}


def brief(value: Any) -> Any:
    """A JSON value, or a mark in its place if it is too long for a page."""
    return value if len(json.dumps(value)) <= LONGEST else "…"


def _nested(values: Any) -> Any:
    return [_nested(v) for v in values] if isinstance(values, list) else plain(values)
