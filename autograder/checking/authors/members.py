"""Texts, sets and keys that differ: what a student may be told of them."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from autograder.checking.failures import Mismatch
from autograder.results import Message


def check_keys(actual: Any, expected: Mapping[Any, Any]) -> None:
    """As it is for sets: keys that follow from a hidden input are not told."""
    if not isinstance(actual, dict):
        raise wrong_type("dict", actual)
    check_members(actual.keys(), expected.keys(), "missing_keys", "more_keys", "other_keys")


def check_set(actual: Any, expected: AbstractSet[Any]) -> None:
    if not isinstance(actual, set | frozenset):
        raise wrong_type("set", actual)
    check_members(actual, expected, "missing_items", "more_items", "other_items")


def check_members(
    actual: AbstractSet[Any], expected: AbstractSet[Any], few: str, many: str, others: str
) -> None:
    """Raises Mismatch with the message for what is missing, what is too much, or both."""
    missing, more = expected - actual, actual - expected
    if missing or more:
        name = others if missing and more else few if missing else many
        raise Mismatch(Message(name), f"missing {set(missing)}, too many {set(more)}")


def check_text(actual: Any, expected: str) -> None:
    if not isinstance(actual, str):
        raise wrong_type("str", actual)
    if actual != expected:
        raise Mismatch(Message("wrong_text"), f"{actual!r} where {expected!r} was expected")


def wrong_type(expected: str, actual: Any) -> Mismatch:
    return Mismatch(
        Message("wrong_type", {"expected": expected}),
        f"a {type(actual).__name__} where a {expected} was expected",
    )
