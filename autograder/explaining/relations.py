"""How a wrong array differs from the right one, as one of a few fixed sentences.

Each relation looks at all wrong arrays of a function together: it is said only if it holds for
every one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import combinations, permutations

import numpy as np

from autograder.explaining.factors import factor
from autograder.explaining.likeness import close
from autograder.explaining.pairs import ENOUGH, Array, Pair, same_shape
from autograder.explaining.places import left_at_zero, some_places
from autograder.results import Message

NOT_FINITE = [
    ("nan_somewhere", "nan_everywhere", np.isnan),
    ("infinite_somewhere", "infinite_everywhere", np.isinf),
]

Relation = Callable[[Sequence[Pair]], Message | None]


def relation(pairs: Sequence[Pair]) -> Message | None:
    """The first relation that holds between all of them."""
    if not pairs or not all(_are_numbers(pair) for pair in pairs):
        return None
    with np.errstate(all="ignore"):
        return next((said for each in RELATIONS if (said := each(pairs))), None)


def _are_numbers(pair: Pair) -> bool:
    return pair.got.dtype.kind in "biuf" and pair.expected.dtype.kind in "biuf"


def _kind_of_number(pairs: Sequence[Pair]) -> Message | None:
    kinds = {(_kind(p.expected), _kind(p.got)) for p in pairs}
    if len(kinds) > 1 or not all(close(p.got, p.expected) for p in pairs):
        return None
    expected, got = kinds.pop()
    return Message(expected) if expected != got else None


def _kind(array: Array) -> str:
    kinds = {"b": "truth_values_expected", "f": "floats_expected"}
    return kinds.get(array.dtype.kind, "whole_numbers_expected")


def _decimals(pairs: Sequence[Pair]) -> Message | None:
    """Whole numbers, of which the decimals were cut off or rounded away."""
    if not same_shape(pairs) or sum(p.got.size for p in pairs) < ENOUGH:
        return None
    whole = (np.trunc, np.floor, np.rint)
    lost = any(all(close(p.got, each(p.expected.astype(float))) for p in pairs) for each in whole)
    return Message("decimals_lost") if lost else None


def _not_finite(pairs: Sequence[Pair]) -> Message | None:
    if not same_shape(pairs):
        return None
    for message, everywhere, test in NOT_FINITE:
        if all((test(p.got) & np.isfinite(p.expected)).any() for p in pairs):
            return Message(everywhere if all(test(p.got).all() for p in pairs) else message)
    return None


def _zeros(pairs: Sequence[Pair]) -> Message | None:
    enough = sum(np.count_nonzero(p.expected) for p in pairs) >= ENOUGH
    return Message("all_zeros") if enough and not any(p.got.any() for p in pairs) else None


def _shape(pairs: Sequence[Pair]) -> Message | None:
    """The right values, and they tell their order apart, in another shape."""
    for pair in pairs:
        same_size = pair.got.size == pair.expected.size
        if not same_size or pair.got.shape == pair.expected.shape:
            return None
        if not close(pair.got.ravel(), pair.expected.ravel()):
            return None
    return Message("right_values_in_another_shape")


def _transposed(pairs: Sequence[Pair]) -> Message | None:
    dims = {p.expected.ndim for p in pairs} | {p.got.ndim for p in pairs}
    if len(dims) > 1 or not 2 <= max(dims) <= 4:
        return None
    for axes in permutations(range(max(dims))):
        if list(axes) != sorted(axes) and _all_equal(pairs, partial(np.transpose, axes=axes)):
            moved = [i for i, axis in enumerate(axes) if i != axis]
            if len(moved) == 2:
                return Message("axes_exchanged", {"axes": ", ".join(map(str, moved))})
            return Message("axes_in_another_order", {"order": ", ".join(map(str, axes))})
    return None


def _flipped(pairs: Sequence[Pair]) -> Message | None:
    dims = {p.expected.ndim for p in pairs}
    if len(dims) > 1 or max(dims) > 4:
        return None
    for count in range(1, max(dims) + 1):
        for axes in combinations(range(max(dims)), count):
            if _all_equal(pairs, partial(np.flip, axis=axes)):
                return Message("flipped", {"axes": ", ".join(map(str, axes))})
    return None


def _all_equal(pairs: Sequence[Pair], change: Callable[[Array], Array]) -> bool:
    """Is each answer the right one after `change`, which makes a difference at least once?"""
    differs = False
    for pair in pairs:
        changed = change(pair.expected)
        if changed.shape != pair.got.shape or not close(pair.got, changed):
            return False
        differs |= not close(changed, pair.expected)
    return differs or any(p.got.shape != p.expected.shape for p in pairs)


def _signs(pairs: Sequence[Pair]) -> Message | None:
    alike = same_shape(pairs) and all(
        close(np.abs(p.got.astype(float)), np.abs(p.expected.astype(float))) for p in pairs
    )
    enough = sum(np.count_nonzero(p.expected) for p in pairs) >= ENOUGH
    return Message("right_but_for_signs") if alike and enough else None


def _constant(pairs: Sequence[Pair]) -> Message | None:
    """The same number too much in every cell."""
    if not same_shape(pairs) or sum(p.got.size for p in pairs) < ENOUGH:
        return None
    added = [p.got.astype(float) - p.expected.astype(float) for p in pairs if p.got.size]
    if not all(a.any() and np.isfinite(a).all() and np.ptp(a) < 1e-9 for a in added):
        return None
    first = {round(float(a.flat[0]), 6) for a in added}
    for name, value in [("+1", 1.0), ("−1", -1.0)]:
        if first == {value}:
            return Message("off_by_a_constant", {"constant": name})
    return Message("off_by_some_constant") if any(a.size >= ENOUGH for a in added) else None


RELATIONS: Sequence[Relation] = (
    _kind_of_number,
    _decimals,
    _not_finite,
    _zeros,
    _shape,
    _transposed,
    _flipped,
    factor,
    _signs,
    _constant,
    some_places,
    left_at_zero,
)
