"""Small public inputs, drawn once for each worker: those that tell the known mistakes apart.

Hypothesis draws them from the SMALL of an exercise. Those whose sizes do nothing (stride 1, no
padding) come first, then by what there is to read. Where no input that was drawn shows a known
mistake, variants of the smallest are tried: other kinds of numbers, another order in memory, and
inputs that the solution refuses on purpose.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from autograder.checking.authors.inputs import fortran
from autograder.checking.authors.small import Scenario
from autograder.checking.cases import BrokenCheck
from autograder.checking.failures import StudentError
from autograder.checking.functions import Functions
from autograder.checking.proxy import Answerer, Proxy
from autograder.explaining.conditions import size_of
from autograder.explaining.counterexample import MEMORY, Candidate, Refusal, first_failure
from autograder.explaining.likeness import on_purpose
from autograder.explaining.plain import plain
from autograder.sandbox import Tensor

DRAWN = 90

ASKED = 12
"""Inputs that every submission is asked, more if the known mistakes need them."""

VARIED = 4
"""Of the smallest inputs, and of others, of which variants are tried."""

USUAL = {"stride": 1, "padding": 0, "pad": 0, "dilation": 1, "output_padding": 0, "groups": 1}
"""Sizes that do nothing."""

Small = SearchStrategy[dict[str, Any]] | Scenario


def draw_candidates(function: str, small: Small, reference: Functions) -> list[Candidate]:
    """Inputs from the plainest, the same in every process; arguments in the function's order.

    Raises BrokenCheck if an argument is drawn that the function does not take.
    """

    def call(proxy: Proxy, /, **arguments: Any) -> Any:
        return getattr(proxy, function)(**arguments)

    strategy, ask = (small.arguments, small.ask) if isinstance(small, Scenario) else (small, call)
    asked = small.ask if isinstance(small, Scenario) else reference.functions[function]
    place = {name: i for i, name in enumerate(inspect.signature(asked).parameters)}
    drawn: list[dict[str, Any]] = []

    @settings(
        max_examples=DRAWN,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(arguments: dict[str, Any]) -> None:
        if strange := sorted(arguments.keys() - place.keys()):
            args = {"function": function, "argument": strange[0], "known": list(place)}
            raise BrokenCheck(function, "small_argument_unknown", args)
        drawn.append({name: arguments[name] for name in sorted(arguments, key=place.__getitem__)})

    collect()
    different = {repr(plain(arguments)): arguments for arguments in drawn}
    plainest = sorted(different.items(), key=lambda item: (*_weight(item[1]), item[0]))
    return [
        Candidate(arguments, _expected(ask, arguments, reference), ask) for _, arguments in plainest
    ]


def _expected(ask: Any, arguments: Mapping[str, Any], reference: Functions) -> Any:
    """The right answer, or the error that the solution raises on purpose."""
    try:
        return ask(Proxy(reference), **arguments)
    except StudentError as error:
        if not on_purpose(error.raised):
            raise
        return Refusal(error.raised.type)


def choose(
    candidates: Sequence[Candidate],
    mistakes: Mapping[str, Answerer],
    reference: Functions,
    memory: Mapping[str, frozenset[str]],
) -> list[Candidate]:
    """The plainest that shows each mistake, and others between them, of all sizes.

    `memory` has, for mistakes that break what is asked of memory, what they break. Mistakes that
    nothing drawn shows get a variant, after all the others, if one shows them.
    """
    places = range(len(candidates))
    shown = {
        name: next((i for i in places if first_failure([candidates[i]], repeat(wrong))), None)
        for name, wrong in mistakes.items()
    }
    hidden = [name for name, place in shown.items() if place is None]
    telling = {place for place in shown.values() if place is not None}
    others = [i for i in places if i not in telling]
    wanted = max(ASKED - len(telling), 0)
    step = max(1, -(-len(others) // max(wanted, 1)))
    chosen = [candidates[i] for i in sorted(telling.union(others[::step][:wanted]))]
    broken = frozenset[str]().union(*memory.values())
    if broken:
        chosen = [
            each if isinstance(each.expected, Refusal) else _with_memory(each, broken, reference)
            for each in chosen
        ]
        seen = [n for n in hidden if n in memory and first_failure(chosen, repeat(mistakes[n]))]
        hidden = [name for name in hidden if name not in seen]
    return chosen + _shown_by_variants(candidates, mistakes, hidden, broken, reference)


def _with_memory(candidate: Candidate, broken: frozenset[str], reference: Functions) -> Candidate:
    """With what the solution's own answer holds of what mistakes break."""
    proxy = Proxy(reference)
    candidate.ask(proxy, **candidate.arguments)
    outcome = proxy._log[-1].outcome
    held = set()
    for name in broken:
        try:
            MEMORY[name](outcome)  # type: ignore[arg-type]
            held.add(name)
        except AssertionError:
            continue
    return replace(candidate, memory=frozenset(held))


def _shown_by_variants(
    candidates: Sequence[Candidate],
    mistakes: Mapping[str, Answerer],
    hidden: Sequence[str],
    broken: frozenset[str],
    reference: Functions,
) -> list[Candidate]:
    found: list[Candidate] = []
    left = list(hidden)
    spread = candidates[VARIED :: max(1, len(candidates) // VARIED)]
    for candidate in [*candidates[:VARIED], *spread] if left else ():
        if isinstance(candidate.expected, Refusal):
            continue
        for arguments, is_valid in _variants(candidate.arguments):
            variant = _asked(arguments, is_valid, candidate, reference)
            if variant and is_valid:
                variant = _with_memory(variant, broken, reference)
            shows = [
                name
                for name in left
                if variant and first_failure([variant], repeat(mistakes[name]))
            ]
            if variant and shows:
                found.append(variant)
                left = [name for name in left if name not in shows]
            if not left:
                return found
    return found


def _asked(
    arguments: Mapping[str, Any],
    is_valid: bool,
    origin: Candidate,
    reference: Functions,
) -> Candidate | None:
    """A variant with its right answer, or which the solution refuses on purpose; else None."""
    proxy = Proxy(reference)
    try:
        expected = origin.ask(proxy, **arguments)
    except StudentError as error:
        refused = not is_valid and "ValueError" in error.raised.bases and on_purpose(error.raised)
        return Candidate(arguments, Refusal("ValueError"), origin.ask) if refused else None
    except Exception:  # a variant may be no input at all
        return None
    arrays = [value for value in arguments.values() if isinstance(value, np.ndarray)]
    kinds = "iuf" if all(array.dtype.kind in "iu" for array in arrays) else None
    return Candidate(arguments, expected, origin.ask, kinds) if is_valid else None


def _variants(arguments: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], bool]]:
    """One argument of another kind or layout, which is as valid; of another shape or size, not."""
    for name, value in arguments.items():
        for other in _others(value):
            yield {**arguments, name: other}, False
        if isinstance(value, np.ndarray):
            for other in (value.astype(np.int64), value.astype(np.float32), fortran(value)):
                yield {**arguments, name: other}, True


def _others(value: Any) -> Iterator[Any]:
    if isinstance(value, np.ndarray):
        for axis in range(value.ndim):
            yield np.concatenate([value, value.take([-1], axis)], axis)
            yield value.take(range(value.shape[axis] - 1), axis)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield from (number for number in (0, -1, value + 1, value + 3) if number != value)
    elif isinstance(value, tuple) and all(isinstance(each, int) for each in value):
        for i, number in enumerate(value):
            yield (*value[:i], 0, *value[i + 1 :])
            yield (*value[:i], number + 3, *value[i + 1 :])


def _weight(arguments: Mapping[str, Any]) -> tuple[int, int]:
    """How many sizes do something; then how much there is to read."""
    sizes = [
        (size_of({name: arguments[name]}, name), usual)
        for name, usual in USUAL.items()
        if arguments.get(name) is not None
    ]
    return sum(set(size or ()) != {usual} for size, usual in sizes), _reading(arguments)


def _reading(value: Any) -> int:
    """Numbers in arrays, and the size of whole numbers."""
    if isinstance(value, Tensor):
        return _reading(value.array)
    if isinstance(value, np.ndarray):
        return 2 * value.size
    if isinstance(value, Mapping):
        return sum(map(_reading, value.values()))
    if isinstance(value, list | tuple):
        return 1 + sum(map(_reading, value))
    return abs(value) if isinstance(value, int) else 0
