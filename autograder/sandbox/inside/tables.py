"""pandas' part: a DataFrame or Series as plain columns, and back.

pandas is imported only where one is built.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from .arrays import Malformed, NotCrossable
from .codec import decode, is_hashable

MAX_COLUMNS = 1000

_PLAIN = (str, bool, int)


@dataclass(frozen=True, eq=False)
class Column:
    """One column or an index: an array of numbers, or a list of texts, numbers and None."""

    dtype: str
    values: Any


@dataclass(frozen=True, eq=False)
class Table:
    """What a DataFrame or a Series holds: `names` of its columns, and the name of its index."""

    type: Literal["DataFrame", "Series"]
    names: tuple[Any, ...]
    columns: tuple[Column, ...]
    index: Column
    index_name: Any = None

    def __len__(self) -> int:
        return len(self.index.values)


def is_table(value: object) -> bool:
    """Without importing pandas: no table exists before somebody has."""
    pandas = sys.modules.get("pandas")
    return pandas is not None and isinstance(value, pandas.DataFrame | pandas.Series)


def table_of(value: Any) -> Table:
    """Raises NotCrossable for columns that hold objects."""
    is_series = value.ndim == 1
    names = [value.name] if is_series else list(value.columns)
    if len(names) > MAX_COLUMNS:
        raise NotCrossable("table with too many columns")
    columns = [value] if is_series else [value.iloc[:, i] for i in range(len(names))]
    return Table(
        "Series" if is_series else "DataFrame",
        tuple(map(_plain, names)),
        tuple(map(_column, columns)),
        _column(value.index),
        _plain(value.index.name),
    )


def build(table: Table) -> Any:
    """The DataFrame or Series that a table of our own describes."""
    import pandas as pd

    index = pd.Index(table.index.values, dtype=table.index.dtype, name=table.index_name)
    if table.index.dtype == "object" and any(type(each) is tuple for each in table.index.values):
        index = pd.MultiIndex.from_tuples(table.index.values)
    columns = [pd.Series(c.values, index, dtype=c.dtype) for c in table.columns]
    if table.type == "Series":
        return columns[0].rename(table.names[0])
    made = pd.concat(columns, axis=1) if columns else pd.DataFrame(index=index)
    made.columns = pd.Index(table.names, dtype=None if table.names else object)
    return made


def _column(values: Any) -> Column:
    dtype = str(values.dtype)
    array = values.to_numpy()
    if isinstance(values.dtype, np.dtype) and array.dtype.kind in "biuf":
        return Column(dtype, array)
    if array.dtype.kind in "mM":
        return Column(dtype, [None if np.isnat(each) else str(each) for each in array])
    return Column(dtype, [_plain(each) for each in values.tolist()])


def _plain(value: Any) -> Any:
    """A label or a cell; whatever stands for a missing one becomes None."""
    pandas = sys.modules["pandas"]
    if type(value) is tuple:
        return tuple(map(_plain, value))
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if value is pandas.NA or value is pandas.NaT or (type(value) is float and value != value):
        return None
    if type(value) is float:
        return value
    if isinstance(value, pandas.Timestamp | pandas.Timedelta):
        return str(value)
    raise NotCrossable(f"table of {type(value).__name__}")


def table_wire(table: Table, encoder: Callable[[Any, int], Any], depth: int) -> list[Any]:
    """A table on the wire: its type, labels, and columns, the index first."""
    columns = [[c.dtype[:100], encoder(c.values, depth + 1)] for c in (table.index, *table.columns)]
    labels = encoder([table.index_name, *table.names], depth + 1)
    return ["D", table.type, labels, columns]


def read_table(rest: list[Any], other: Callable[[str, list[Any]], Any]) -> Table:
    """From an untrusted wire value; raises Malformed."""
    if len(rest) != 3 or rest[0] not in ("DataFrame", "Series") or type(rest[2]) is not list:
        raise Malformed("table")
    labels = decode(rest[1], other)
    if type(labels) is not list or not all(map(is_hashable, labels)):
        raise Malformed("labels")
    columns = [_read_column(wire, other) for wire in rest[2]]
    if len(columns) != len(labels) or not columns or len(columns) > MAX_COLUMNS + 1:
        raise Malformed("columns")
    if rest[0] == "Series" and len(columns) != 2:
        raise Malformed("series")
    index, *others = columns
    if any(len(column.values) != len(index.values) for column in others):
        raise Malformed("rows")
    return Table(rest[0], tuple(labels[1:]), tuple(others), index, labels[0])


def _read_column(wire: Any, other: Callable[[str, list[Any]], Any]) -> Column:
    if type(wire) is not list or len(wire) != 2 or type(wire[0]) is not str or len(wire[0]) > 100:
        raise Malformed("column")
    values = decode(wire[1], other)
    if type(values) is np.ndarray:
        fine = values.ndim == 1 and values.dtype.kind in "biuf"
    else:
        fine = type(values) is list and all(map(is_hashable, values))
    if not fine:
        raise Malformed("cells")
    return Column(wire[0], values)
