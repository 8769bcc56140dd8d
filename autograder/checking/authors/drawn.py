"""The assertions about tables and plots, and what of them they may leave out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.checking.authors.assertions import assert_close, is_comparing
from autograder.checking.authors.plots import check_plot, plot_from
from autograder.checking.authors.tables import Asked, check_table, table_from
from autograder.sandbox.inside.plots import PARTS


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


def assert_plot(
    actual: Any,
    expected: Any,
    *,
    parts: Sequence[str] = PARTS,
    exact_texts: bool = True,
    terms: int = 64,
) -> None:
    """Raises Mismatch unless `actual` shows what the Figure or Axes `expected` does.

    `parts` are what is looked at, of `title`, `xlabel`, `ylabel`, `xscale`, `yscale`, `legend`,
    `lines`, `points`, `bars` and `images`, in the order in which they were drawn; colours are not.
    Without `exact_texts`, a title or label must be there and may say anything.
    """
    if not is_comparing():
        return
    plot = plot_from(expected)
    if plot is None:
        raise TypeError("assert_plot wants a Figure or an Axes to compare with")
    check_plot(actual, plot, lambda a, b: assert_close(a, b, terms=terms), parts, exact_texts)
