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
    _check_members(actual.keys(), expected.keys(), "keys")


def check_set(actual: Any, expected: AbstractSet[Any]) -> None:
    if not isinstance(actual, set | frozenset):
        raise wrong_type("set", actual)
    _check_members(actual, expected, "items")


def _check_members(actual: AbstractSet[Any], expected: AbstractSet[Any], what: str) -> None:
    missing, more = expected - actual, actual - expected
    if missing or more:
        how = "other" if missing and more else "missing" if missing else "more"
        raise Mismatch(
            Message(f"{how}_{what}"), f"{what}: missing {set(missing)}, too many {set(more)}"
        )


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
