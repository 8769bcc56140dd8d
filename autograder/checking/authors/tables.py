"""Is this DataFrame or Series the expected one? Columns, rows, index, kinds, then values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.checking.authors.members import wrong_type
from autograder.checking.failures import Mismatch
from autograder.results import Message
from autograder.sandbox import Column, Table
from autograder.sandbox.inside.tables import is_table, table_of

Compare = Callable[[Any, Any], None]


@dataclass(frozen=True)
class Asked:
    """What of a table is asked beside its values."""

    index: bool = True
    row_order: bool = True
    column_order: bool = True


def table_from(value: Any) -> Table | None:
    """None if the value is no table, of pandas or from a child."""
    if is_table(value):
        return table_of(value)
    return value if isinstance(value, Table) else None


def check_table(actual: Any, expected: Table, compare: Compare, asked: Asked = Asked()) -> None:
    """Raises Mismatch; `compare` judges two arrays."""
    if not isinstance(actual, Table) or actual.type != expected.type:
        raise wrong_type(expected.type, actual)
    if expected.type == "DataFrame":
        actual = _with_columns_of(actual, expected, asked)
    if len(actual) != len(expected):
        said = f"{len(actual)} rows where {len(expected)} were expected"
        raise Mismatch(Message("wrong_rows", {"expected": len(expected)}), said)
    if not asked.row_order:
        actual, expected = _sorted(actual, asked), _sorted(expected, asked)
    if asked.index and not same_cells(actual.index, expected.index):
        raise Mismatch(Message("wrong_index"), "another index")
    for name, own, right in zip(expected.names, actual.columns, expected.columns, strict=True):
        _check_column(name, own, right, compare)


def kind_of(column: Column) -> str:
    """What a column holds, whatever its dtype is called."""
    if isinstance(column.values, np.ndarray):
        return {"b": "bool", "f": "float"}.get(column.values.dtype.kind, "int")
    name = column.dtype.lower()
    for kind in ("datetime", "timedelta", "int", "float", "bool"):
        if name.startswith((kind, f"u{kind}")):
            return kind
    return "text"


def same_cells(a: Column, b: Column) -> bool:
    """Are all cells of two columns of labels the same?"""
    return len(a.values) == len(b.values) and not differing_cells(a, b)


def differing_cells(a: Column, b: Column) -> list[int]:
    """The rows at which two columns of the same length hold something else, numbers exactly."""
    pairs = zip(cells_of(a), cells_of(b), strict=True)
    return [row for row, (own, right) in enumerate(pairs) if own != right]


def cells_of(column: Column) -> Sequence[Any]:
    """As Python's own values; what is missing is None."""
    values = column.values.tolist() if isinstance(column.values, np.ndarray) else column.values
    return [None if each != each else each for each in values]


def _with_columns_of(actual: Table, expected: Table, asked: Asked) -> Table:
    """With its columns in the order of the expected ones, if that is not asked."""
    missing = [name for name in expected.names if name not in actual.names]
    more = [name for name in actual.names if name not in expected.names]
    if missing or more or len(actual.names) != len(expected.names):
        few, many = "missing_columns", "more_columns"
        name = "other_columns" if missing and more else few if missing else many
        raise Mismatch(Message(name), f"columns: missing {missing}, too many {more}")
    if actual.names == expected.names:
        return actual
    if asked.column_order:
        raise Mismatch(Message("columns_in_another_order"), f"columns {actual.names}")
    places = [actual.names.index(name) for name in expected.names]
    columns = tuple(actual.columns[place] for place in places)
    return replace(actual, names=expected.names, columns=columns)


def _sorted(table: Table, asked: Asked) -> Table:
    """Rows in the order of their cells, those of the index last."""
    columns = [*table.columns, *([table.index] if asked.index else [])]
    rows = sorted(range(len(table)), key=lambda row: [_key(column, row) for column in columns])

    def moved(column: Column) -> Column:
        values = column.values
        own = values[rows] if isinstance(values, np.ndarray) else [values[row] for row in rows]
        return Column(column.dtype, own)

    return replace(table, columns=tuple(map(moved, table.columns)), index=moved(table.index))


def _key(column: Column, row: int) -> tuple[int, float, str]:
    value = column.values[row]
    if isinstance(value, int | float | np.generic):
        return (0, round(float(value), 6), "") if value == value else (2, 0.0, "")
    return 1, 0.0, repr(value)


def _check_column(name: Any, actual: Column, expected: Column, compare: Compare) -> None:
    if kind_of(actual) != kind_of(expected):
        said = f"column {name!r} is {actual.dtype} where {expected.dtype} was expected"
        raise Mismatch(Message("wrong_column_kind", {"expected": kind_of(expected)}), said)
    if isinstance(actual.values, np.ndarray) and isinstance(expected.values, np.ndarray):
        compare(actual.values, expected.values)
    elif rows := differing_cells(actual, expected):
        said = f"column {name!r} differs in {len(rows)} rows, first in row {rows[0]}"
        raise Mismatch(Message("wrong_cells"), said)
