"""Wrong arrays beside the right ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

ENOUGH = 4
"""Cells that must bear out what is said of them."""


@dataclass(frozen=True)
class Pair:
    """A wrong array, the right one, and the arguments of the call."""

    got: Array
    expected: Array
    arguments: Mapping[str, Any]


def pairs_of(values: Iterator[tuple[Any, Any, Mapping[str, Any]]]) -> list[Pair] | None:
    """(got, expected, arguments) as arrays; None if one is no number or array."""
    pairs = []
    for got, expected, arguments in values:
        if not all(isinstance(v, int | float | np.ndarray | np.generic) for v in (got, expected)):
            return None
        pairs.append(Pair(np.asarray(got), np.asarray(expected), arguments))
    return pairs


def same_shape(pairs: Sequence[Pair]) -> bool:
    return all(pair.got.shape == pair.expected.shape for pair in pairs)
