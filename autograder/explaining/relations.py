"""How a wrong array differs from the right one, as one of a few fixed sentences.

Each relation looks at all wrong arrays of a function together: it is said only if it holds for
every one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from math import prod
from typing import Any

import numpy as np

from autograder.explaining.likeness import close
from autograder.results import Message

Array = np.ndarray[Any, np.dtype[Any]]

ENOUGH = 4
"""Cells that must bear a relation out."""

WIDEST = 3
"""Cells: the widest border that is worth a sentence."""

FACTORS = {"2": 2.0, "1/2": 0.5, "3": 3.0, "4": 4.0, "1/4": 0.25}


@dataclass(frozen=True)
class Pair:
    """A wrong array, the right one, and the arguments of the call."""

    got: Array
    expected: Array
    arguments: Mapping[str, Any]


Relation = Callable[[Sequence[Pair]], Message | None]


def relation(pairs: Sequence[Pair]) -> Message | None:
    """The first relation that holds between all of them."""
    if not pairs or not all(_are_numbers(pair) for pair in pairs):
        return None
    with np.errstate(all="ignore"):
        return next((said for each in RELATIONS if (said := each(pairs))), None)


def _are_numbers(pair: Pair) -> bool:
    return pair.got.dtype.kind in "biuf" and pair.expected.dtype.kind in "biuf"


def _same_shape(pairs: Sequence[Pair]) -> bool:
    return all(pair.got.shape == pair.expected.shape for pair in pairs)


def _kind_of_number(pairs: Sequence[Pair]) -> Message | None:
    kinds = {(_kind(p.expected), _kind(p.got)) for p in pairs}
    if len(kinds) > 1 or not all(close(p.got, p.expected) for p in pairs):
        return None
    expected, got = kinds.pop()
    return Message(f"kind_{expected}_expected") if expected != got else None


def _kind(array: Array) -> str:
    return {"b": "bool", "f": "float"}.get(array.dtype.kind, "int")


def _not_finite(pairs: Sequence[Pair]) -> Message | None:
    for name, test in [("nan", np.isnan), ("infinite", np.isinf)]:
        if _same_shape(pairs) and all(
            (test(p.got) & np.isfinite(p.expected)).any() for p in pairs
        ):
            where = [test(p.got) for p in pairs]
            return Message(f"{name}_everywhere" if all(map(np.all, where)) else f"{name}_somewhere")
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
        if list(axes) != sorted(axes) and _all_equal(pairs, lambda e, axes=axes: e.transpose(axes)):
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
            if _all_equal(pairs, lambda e, axes=axes: np.flip(e, axes)):
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


def _factor(pairs: Sequence[Pair]) -> Message | None:
    factors = [_ratio(pair) for pair in pairs] if _same_shape(pairs) else [None]
    cells = sum(np.count_nonzero(p.expected) for p in pairs)
    if None in factors or cells < ENOUGH:
        return None
    known = np.array(factors, dtype=float)
    if np.allclose(known, -1.0):
        return Message("opposite_sign")
    names = [name for name, value in FACTORS.items() if np.allclose(known, value)]
    names = names or _names_of(pairs, known)
    return Message("off_by_a_factor", {"factor": names[0]}) if len(names) == 1 else None


def _ratio(pair: Pair) -> float | None:
    """got / expected, if it is the same in every cell."""
    places = pair.expected != 0
    if not places.any() or not np.isfinite(pair.got).all():
        return None
    largest = np.abs(pair.expected).argmax()
    ratio = float(pair.got.flat[largest]) / float(pair.expected.flat[largest])
    return ratio if ratio and close(pair.got.astype(float), ratio * pair.expected) else None


def _names_of(pairs: Sequence[Pair], factors: Array) -> list[str]:
    """The sizes of the arguments whose product or quotient the factors are, in every call."""
    counts = [_counts(pair) for pair in pairs]
    names = []
    for name in set.intersection(*(set(each) for each in counts)):
        values = np.array([each[name] for each in counts], dtype=float)
        if np.allclose(values, 1.0):
            continue
        if np.allclose(factors, values):
            names.append(name)
        elif np.allclose(factors * values, 1.0):
            names.append(f"1/({name})" if "·" in name else f"1/{name}")
    return sorted(names, key=lambda name: (name.count("·"), name))


def _counts(pair: Pair) -> dict[str, float]:
    """Sizes that people multiply and divide by, under the names that the course gives them."""
    sizes: dict[str, float] = {}
    x = next((pair.arguments[n] for n in ("x", "dy", "z") if n in pair.arguments), None)
    shape = pair.arguments.get("x_shape", getattr(x, "shape", ()))
    if len(shape) == 4:
        n, c, h, w = shape
        sizes |= {"N": n, "C": c, "H·W": h * w, "N·H·W": n * h * w, "C·H·W": c * h * w}
    elif len(shape) == 2:
        sizes |= {"N": shape[0], "N·K": shape[0] * shape[1], "K": shape[1]}
    kernel = pair.arguments.get("kernel")
    w = pair.arguments.get("w")
    if isinstance(w, np.ndarray) and w.ndim == 4:
        kernel = w.shape[2:]
    if isinstance(kernel, int):
        kernel = (kernel, kernel)
    if isinstance(kernel, tuple):
        sizes["kh·kw"] = prod(kernel)
    if isinstance(pair.arguments.get("size"), int):
        sizes["size"] = pair.arguments["size"]
    return sizes


def _signs(pairs: Sequence[Pair]) -> Message | None:
    alike = _same_shape(pairs) and all(
        close(np.abs(p.got.astype(float)), np.abs(p.expected.astype(float))) for p in pairs
    )
    enough = sum(np.count_nonzero(p.expected) for p in pairs) >= ENOUGH
    return Message("right_but_for_signs") if alike and enough else None


def _constant(pairs: Sequence[Pair]) -> Message | None:
    """The same number too much in every cell."""
    if not _same_shape(pairs) or sum(p.got.size for p in pairs) < ENOUGH:
        return None
    added = [p.got.astype(float) - p.expected.astype(float) for p in pairs if p.got.size]
    if not all(a.any() and np.isfinite(a).all() and np.ptp(a) < 1e-9 for a in added):
        return None
    first = {round(float(a.flat[0]), 6) for a in added}
    for name, value in [("+1", 1.0), ("−1", -1.0)]:
        if first == {value}:
            return Message("off_by_a_constant", {"constant": name})
    return Message("off_by_some_constant") if any(a.size >= ENOUGH for a in added) else None


def _some_places(pairs: Sequence[Pair]) -> Message | None:
    """Right but for one part: samples, channels, a border."""
    if not _same_shape(pairs) or any(p.got.ndim != 4 for p in pairs):
        return None
    masks = [_wrong(pair) for pair in pairs]
    if not all(mask.any() for mask in masks):
        return None
    return next(filter(None, (each(masks) for each in (_batch, _channels, _ends, _border))), None)


def _wrong(pair: Pair) -> Array:
    expected = pair.expected.astype(float)
    largest = np.max(np.abs(expected), where=np.isfinite(expected), initial=1.0)
    near = np.abs(pair.got - expected) <= 1e-6 * largest
    return np.asarray(~(near | (pair.got == expected)))


def _batch(masks: Sequence[Array]) -> Message | None:
    return _one_of_axis(masks, 0, "sample")


def _channels(masks: Sequence[Array]) -> Message | None:
    return _one_of_axis(masks, 1, "channel")


def _one_of_axis(masks: Sequence[Array], axis: int, name: str) -> Message | None:
    rest = tuple(i for i in range(4) if i != axis)
    wrong = [mask.any(axis=rest) for mask in masks]
    if any(len(each) < 2 for each in wrong):
        return None
    for place, which in [(0, "first"), (-1, "last")]:
        others = [np.delete(each, place) for each in wrong]
        if all(not each[place] for each in wrong) and all(each.all() for each in others):
            return Message(f"only_the_{which}_{name}")
    return None


def _ends(masks: Sequence[Array]) -> Message | None:
    """Wrong in the last rows, or in the last columns, alone."""
    for axis, name in [(2, "rows"), (3, "columns")]:
        lines = [mask.any(axis=tuple(i for i in range(4) if i != axis)) for mask in masks]
        widths = [len(line) - int(line.argmax()) for line in lines]
        roomy = all(2 * k < len(line) for k, line in zip(widths, lines, strict=True))
        if roomy and max(widths) <= WIDEST:
            return Message(f"wrong_in_the_last_{name}", {"count": max(widths)})
    return None


def _border(masks: Sequence[Array]) -> Message | None:
    for k in range(1, WIDEST + 1):
        inside = [mask[:, :, k:-k, k:-k] for mask in masks]
        if all(part.size for part in inside) and not any(part.any() for part in inside):
            return Message("wrong_at_the_border", {"count": k})
    return None


def _left_at_zero(pairs: Sequence[Pair]) -> Message | None:
    if not _same_shape(pairs):
        return None
    masks = [_wrong(pair) for pair in pairs]
    some = all(mask.any() for mask in masks) and sum(map(np.count_nonzero, masks)) >= ENOUGH
    zeros = all(not p.got[mask].any() for p, mask in zip(pairs, masks, strict=True))
    return Message("cells_left_at_zero") if some and zeros else None


RELATIONS: Sequence[Relation] = (
    _kind_of_number,
    _not_finite,
    _zeros,
    _shape,
    _transposed,
    _flipped,
    _factor,
    _signs,
    _constant,
    _some_places,
    _left_at_zero,
)


def pairs_of(values: Iterator[tuple[Any, Any, Mapping[str, Any]]]) -> list[Pair] | None:
    """(got, expected, arguments) as arrays; None if one is no number or array."""
    pairs = []
    for got, expected, arguments in values:
        if not all(isinstance(v, int | float | np.ndarray | np.generic) for v in (got, expected)):
            return None
        pairs.append(Pair(np.asarray(got), np.asarray(expected), arguments))
    return pairs
