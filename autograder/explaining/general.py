"""What can be said of a wrong answer that is no known mistake.

Each diagnosis is a fact about all wrong answers of a function, never a guess, as one of a few
fixed sentences with small whole numbers, axes and names of the course. No value of an answer or of
a hidden input can be in one. Since the answers are chosen by the student's code, so is the
sentence: some 100 relations (with their numbers and axes), 60 conditions and 6 parts, two at most,
make fewer than 2**13 sayings, 13 bits for each function of a submission. The points of its checks,
which count its cases, tell more. A pair of known mistakes is one of fewer than 2**8.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checking.failures import NotRefused
from autograder.checking.proxy import Call
from autograder.checking.running import Run
from autograder.explaining.conditions import condition
from autograder.explaining.likeness import close, is_own_raise
from autograder.explaining.members import said_of_members
from autograder.explaining.observations import Observation, observe
from autograder.explaining.pairs import pairs_of
from autograder.explaining.relations import relation
from autograder.results import Message
from autograder.sandbox import Answer, Raised

MOST = 2
"""Diagnoses of one function."""


def diagnose(
    runs: Sequence[Run],
    right: Mapping[str, Sequence[Call]],
    functions: Mapping[str, Callable[..., Any]],
    parts: Sequence[str] = (),
    prints: bool = False,
    source: str = "",
) -> tuple[Message, ...]:
    """At most two messages. `parts` names those of a tuple; `prints`: does the source print?

    Keys of a dict are named if they stand in `source`, the solution: others may be hidden inputs.
    """
    failures = [run.failure for run in runs if run.failure]
    if failures and all(isinstance(failure, NotRefused) for failure in failures):
        return (Message("only_refusals_missing"),)
    wrong, good = observe(runs, right, functions)
    if not wrong:
        return ()
    if all(isinstance(each.got, Answer) and each.got.value is None for each in wrong):
        return (Message("printed_and_returned_none" if prints else "returned_none"),)
    said = [*_how(wrong, parts, source), condition(wrong, good)]
    return tuple(message for message in said if message)[:MOST]


def _how(
    wrong: Sequence[Observation], parts: Sequence[str], source: str
) -> Iterator[Message | None]:
    """What all the wrong answers have in common."""
    raised = [each.got for each in wrong if isinstance(each.got, Raised)]
    if len(raised) == len(wrong) and all(map(is_own_raise, raised)):
        refuses = all({"ValueError", "AssertionError"} & set(each.bases) for each in raised)
        yield Message("refuses_what_is_right") if refuses else None
    answers = [each for each in wrong if isinstance(each.got, Answer)]
    if len(answers) < len(wrong):
        return
    if all(_changed(each) and close(each.value, each.expected) for each in answers):
        yield Message("right_but_for_the_input")
        return
    told = all(f'"{key}"' in source for each in answers for key in _keys(each.expected))
    if told and all(isinstance(each.expected, tuple | dict) for each in answers):
        yield from _parts(answers, parts)
    else:
        yield _related(answers)


def _changed(each: Observation) -> bool:
    return isinstance(each.got, Answer) and bool(each.got.changed)


def _related(answers: Sequence[Observation]) -> Message | None:
    pairs = pairs_of((each.value, each.expected, each.arguments) for each in answers)
    if pairs is None:
        lists = all(isinstance(each.value, list | tuple) for each in answers)
        arrays = all(isinstance(each.expected, np.ndarray) for each in answers)
        if lists and arrays:
            return Message("a_list_for_an_array")
        return said_of_members([(each.value, each.expected) for each in answers])
    return relation(pairs)


def _parts(answers: Sequence[Observation], names: Sequence[str]) -> Iterator[Message | None]:
    """Which part of a tuple or dict is wrong, and how."""
    keys = list(_items(answers[0].expected))
    if any(list(_items(each.expected)) != keys for each in answers):
        return
    if not all(_same_parts(each) for each in answers):
        yield _some_parts_only(answers, names)
        return
    wrong = [
        [key for key in keys if not close(_items(each.value)[key], _items(each.expected)[key])]
        for each in answers
    ]
    if len(keys) > 1 and all(map(_is_another_order, answers)):
        yield Message("parts_in_another_order")
        return
    blamed = sorted({key for each in wrong for key in each}, key=keys.index)
    if not all(wrong):
        return
    if len(blamed) == 1 < len(keys):
        yield Message("wrong_part", {"part": _name(blamed[0], names, len(keys))})
    parts = zip(answers, wrong, strict=True)
    yield _related([_part(each, key) for each, own in parts for key in own])


def _keys(value: Any) -> Sequence[Any]:
    return list(value) if isinstance(value, dict) else []


def _items(value: Any) -> Mapping[Any, Any]:
    return value if isinstance(value, dict) else dict(enumerate(value))


def _same_parts(each: Observation) -> bool:
    kinds = (dict,) if isinstance(each.expected, dict) else (tuple, list)
    own = _items(each.value).keys() if isinstance(each.value, kinds) else None
    return own == _items(each.expected).keys()


def _part(each: Observation, key: Any) -> Observation:
    return replace(each, expected=_items(each.expected)[key], got=Answer(_items(each.value)[key]))


def _some_parts_only(answers: Sequence[Observation], names: Sequence[str]) -> Message | None:
    """One part is there in the place of all of them."""
    for key in _items(answers[0].expected):
        if all(close(each.value, _items(each.expected).get(key)) for each in answers):
            count = len(answers[0].expected)
            return Message("one_part_returned", {"part": _name(key, names, count)})
    return None


def _is_another_order(each: Observation) -> bool:
    if not isinstance(each.expected, tuple):
        return False
    left = list(each.expected)
    for value in each.value:
        found = next((i for i, part in enumerate(left) if close(value, part)), None)
        if found is None:
            return False
        del left[found]
    return not close(each.value, each.expected)


def _name(key: Any, names: Sequence[str], count: int) -> str:
    """Of a part: the course's own, or its place from 1."""
    if isinstance(key, str):
        return key
    return names[key] if len(names) == count else str(key + 1)


def parts_in(docstring: str) -> list[str]:
    """The names of a tuple that a docstring says is returned: `Returns (dx, dw, db), …`."""
    match = re.search(r"(?:Returns|Devuelve)\s+\(([^()]*)\)", docstring)
    names = [name.strip() for name in match.group(1).split(",")] if match else []
    return names if all(name.isidentifier() and name.islower() for name in names) else []
