"""By which factor a wrong array is off: a number, or a size of the arguments."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np

from autograder.explaining.likeness import close
from autograder.explaining.pairs import ENOUGH, Array, Pair, same_shape
from autograder.results import Message

FACTORS = {"2": 2.0, "1/2": 0.5, "3": 3.0, "4": 4.0, "1/4": 0.25}


def factor(pairs: Sequence[Pair]) -> Message | None:
    factors = [_ratio(pair) for pair in pairs] if same_shape(pairs) else [None]
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
    places = np.isfinite(pair.expected) & (pair.expected != 0)
    if not places.any():
        return None
    largest = np.where(places, np.abs(pair.expected), 0).argmax()
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
    dy = pair.arguments.get("dy")
    if isinstance(dy, np.ndarray) and dy.ndim == 4 and x is not dy:
        sizes["oh·ow"] = dy.shape[2] * dy.shape[3]
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
