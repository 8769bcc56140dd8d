"""What can be said of wrong texts, lists and sets: right, but for their order, case, kind …"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.checking.authors.tables import cells_of
from autograder.results import Message
from autograder.sandbox import Table

Pair = tuple[Any, Any]
"""A wrong answer, and the right one."""


def said_of_members(pairs: Sequence[Pair]) -> Message | None:
    """The first relation that holds for every pair; None if there is none."""
    return next(
        (Message(name) for name, holds in RELATIONS.items() if all(holds(*pair) for pair in pairs)),
        None,
    )


def _of_texts(holds: Callable[[str, str], bool]) -> Callable[[Any, Any], bool]:
    return lambda got, right: isinstance(got, str) and isinstance(right, str) and holds(got, right)


def _of_lists(holds: Callable[[list[Any], list[Any]], bool]) -> Callable[[Any, Any], bool]:
    def both(got: Any, right: Any) -> bool:
        lists = isinstance(got, list | tuple) and isinstance(right, list | tuple)
        return lists and holds(_plain(got), _plain(right))

    return both


def _plain(items: Any) -> list[Any]:
    """Items that can be counted; numbers keep their value, whatever their kind."""
    return [each if isinstance(each, int | float | str) else repr(each) for each in items]


def _as_set(got: Any, right: Any) -> bool:
    return isinstance(got, list | tuple) and isinstance(right, set | frozenset) and (
        set(_plain(got)) == set(_plain(right))
    )  # fmt: skip


def _rows(table: Table) -> tuple[Any, Counter[str]]:
    columns = [cells_of(column) for column in table.columns]
    return table.names, Counter(map(repr, zip(*columns, strict=True)))


def _has_repeats(got: list[Any], right: list[Any]) -> bool:
    return len(got) > len(right) and set(got) == set(right)


RELATIONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "right_but_for_case": _of_texts(lambda got, right: got.casefold() == right.casefold()),
    "right_but_for_spaces": _of_texts(
        lambda got, right: "".join(got.split()) == "".join(right.split())
    ),
    "text_reversed": _of_texts(lambda got, right: got == right[::-1]),
    "a_list_for_a_set": _as_set,
    "a_set_for_a_list": lambda got, right: _as_set(right, got),
    "rows_in_another_order": lambda got, right: (
        isinstance(got, Table) and isinstance(right, Table) and _rows(got) == _rows(right)
    ),
    "list_reversed": _of_lists(lambda got, right: got == right[::-1]),
    "right_in_another_order": _of_lists(lambda got, right: Counter(got) == Counter(right)),
    "first_member_missing": _of_lists(lambda got, right: got == right[1:]),
    "last_member_missing": _of_lists(lambda got, right: got == right[:-1]),
    "one_member_too_many": _of_lists(lambda got, right: bool(got) and right in (got[1:], got[:-1])),
    "members_repeated": _of_lists(_has_repeats),
    "repeats_left_out": _of_lists(lambda got, right: _has_repeats(right, got)),
}
"""By the sentence that says it; the narrow ones first."""
