"""Where a text, a list, a dict or a set first differs from the expected one, as a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from autograder.feedback.differences import is_right
from autograder.feedback.grids import first_wrong
from autograder.feedback.values import Grid, python_text, shortened
from course.texts import Translation

MOST = 3
"""Members that are named."""

LONGEST = 40
"""Characters of a member."""


def first_difference(expected: Any, got: Any, t: Translation) -> str:
    """Empty for what has no members, or not those of the same kind."""
    if isinstance(expected, Grid) and isinstance(got, Grid):
        return _of_grids(expected, got, t)
    if isinstance(expected, str) and isinstance(got, str):
        return _of_texts(expected, got, t)
    if isinstance(expected, frozenset) and isinstance(got, frozenset):
        return _of_members(expected - got, got - expected, t)
    if isinstance(expected, Mapping) and isinstance(got, Mapping):
        if expected.keys() != got.keys():
            return _of_members(expected.keys() - got.keys(), got.keys() - expected.keys(), t)
        wrong = [key for key in expected if not is_right(expected[key], got[key])]
        return _at(wrong[0], expected[wrong[0]], got[wrong[0]], t) if wrong else ""
    if isinstance(expected, tuple | list) and isinstance(got, tuple | list):
        return _of_sequences(expected, got, t)
    return ""


def _of_grids(expected: Grid, got: Grid, t: Translation) -> str:
    right, own = set(expected.labels[1:]), set(got.labels[1:])
    if right != own:
        return _of_members(right - own, own - right, t)
    cell = first_wrong(expected, got)
    if cell is None or expected.rows is None or got.rows is None:
        return ""
    row, column = cell
    args = {"expected": _short(expected.rows[row][column]), "got": _short(got.rows[row][column])}
    if column == 0:
        return t("first_difference", place=t("cell_of_index", row=row), **args)
    place = t("cell_of_table", column=_short(expected.labels[column]), row=row)
    return t("first_difference", place=place, **args)


def _of_texts(expected: str, got: str, t: Translation) -> str:
    for place, (right, own) in enumerate(zip_longest(expected, got, fillvalue="")):
        if right != own:
            return _at(place, right, own, t)
    return ""


def _of_sequences(expected: Any, got: Any, t: Translation) -> str:
    for place, (right, own) in enumerate(zip(expected, got, strict=False)):
        if not is_right(right, own):
            return _at(place, right, own, t)
    if len(expected) > len(got):
        return t("members_missing", members=_named(expected[len(got) :]))
    if len(got) > len(expected):
        return t("members_too_many", members=_named(got[len(expected) :]))
    return ""


def _of_members(missing: Iterable[Any], more: Iterable[Any], t: Translation) -> str:
    said = [(name, _named(sorted(found, key=repr))) for name, found in
            (("members_missing", missing), ("members_too_many", more)) if found]  # fmt: skip
    return " ".join(t(name, members=members) for name, members in said)


def _at(place: Any, expected: Any, got: Any, t: Translation) -> str:
    args = {"expected": _short(expected), "got": _short(got)}
    return t("first_difference", place=f"[{_short(place)}]", **args)


def _named(members: Any) -> str:
    more = ", …" if len(members) > MOST else ""
    return ", ".join(map(_short, members[:MOST])) + more


def _short(value: Any) -> str:
    return shortened(python_text(value), LONGEST)
