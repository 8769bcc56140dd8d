"""Where the cells of wrong arrays lie: in some samples or channels, at a border, at zero."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.explaining.pairs import ENOUGH, Array, Pair, same_shape
from autograder.results import Message

WIDEST = 3
"""Cells: the widest border that is worth a sentence."""

ALONE = {
    (0, 0): "only_the_first_sample",
    (0, -1): "only_the_last_sample",
    (1, 0): "only_the_first_channel",
    (1, -1): "only_the_last_channel",
}
"""By axis and place along it: what is right."""


def some_places(pairs: Sequence[Pair]) -> Message | None:
    """Right but for one part: samples, channels, a border."""
    if not same_shape(pairs) or any(p.got.ndim != 4 for p in pairs):
        return None
    masks = [_wrong(pair) for pair in pairs]
    if not all(mask.any() for mask in masks):
        return None
    return next(filter(None, (each(masks) for each in (_one_of_many, _ends, _border))), None)


def _wrong(pair: Pair) -> Array:
    expected = pair.expected.astype(float)
    largest = np.max(np.abs(expected), where=np.isfinite(expected), initial=1.0)
    near = np.abs(pair.got - expected) <= 1e-6 * largest
    return np.asarray(~(near | (pair.got == expected)))


def _one_of_many(masks: Sequence[Array]) -> Message | None:
    """Right in one sample or channel, and wrong in each of the others."""
    for (axis, place), message in ALONE.items():
        rest = tuple(i for i in range(4) if i != axis)
        wrong = [np.asarray(mask.any(axis=rest)) for mask in masks]
        if any(len(each) < 2 or each[place] for each in wrong):
            continue
        if all(np.delete(each, place).all() for each in wrong):
            return Message(message)
    return None


def _ends(masks: Sequence[Array]) -> Message | None:
    """Wrong in the last rows, or in the last columns, alone."""
    for axis, message in [(2, "wrong_in_the_last_rows"), (3, "wrong_in_the_last_columns")]:
        lines = [
            np.asarray(mask.any(axis=tuple(i for i in range(4) if i != axis))) for mask in masks
        ]
        widths = [len(line) - int(line.argmax()) for line in lines]
        roomy = all(2 * k < len(line) for k, line in zip(widths, lines, strict=True))
        if roomy and max(widths) <= WIDEST:
            return Message(message, {"count": max(widths)})
    return None


def _border(masks: Sequence[Array]) -> Message | None:
    for k in range(1, WIDEST + 1):
        inside = [mask[:, :, k:-k, k:-k] for mask in masks]
        if all(part.size for part in inside) and not any(part.any() for part in inside):
            return Message("wrong_at_the_border", {"count": k})
    return None


def left_at_zero(pairs: Sequence[Pair]) -> Message | None:
    if not same_shape(pairs):
        return None
    masks = [_wrong(pair) for pair in pairs]
    some = all(mask.any() for mask in masks) and sum(map(np.count_nonzero, masks)) >= ENOUGH
    zeros = all(not p.got[mask].any() for p, mask in zip(pairs, masks, strict=True))
    return Message("cells_left_at_zero") if some and zeros else None
