"""The assertion about DataFrames and Series, and what of them it may leave out."""

from __future__ import annotations

from typing import Any

from autograder.checking.authors.assertions import assert_close, is_comparing
from autograder.checking.authors.tables import Asked, check_table, table_from


def assert_frame(
    actual: Any,
    expected: Any,
    *,
    terms: int = 1,
    index: bool = True,
    row_order: bool = True,
    column_order: bool = True,
) -> None:
    """Raises Mismatch unless `actual` is the DataFrame or Series `expected`.

    In this order: columns, number of rows, index, kinds of columns, values up to rounding (`terms`
    as for `assert_close`). What is False is not asked: the index, the order of rows or columns.
    """
    if not is_comparing():
        return
    table = table_from(expected)
    if table is None:
        raise TypeError("assert_frame wants a DataFrame or a Series to compare with")
    asked = Asked(index, row_order, column_order)
    check_table(actual, table, lambda a, b: assert_close(a, b, terms=terms), asked)
