"""A mark of a function's wrong answers: equal where they agree, and saying nothing else."""

from __future__ import annotations

import hashlib
import math
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checking.failures import builtin_type
from autograder.checking.running import Run
from autograder.sandbox import Answer, Outcome, Plot, Raised, Table, Tensor

PROJECTIONS = 2
"""Weighted sums that stand for an array of floats."""

STEPS = 100
"""Into which the length of an array is divided: float32 is a thousand times finer."""

MOST_CELLS = 2**16
DIGITS = 16


def fingerprint(runs: Sequence[Run], secret: bytes) -> str:
    """Hexadecimal digits; empty if no case failed.

    Each wrong answer of floats enters as few weighted sums, rounded to a hundredth of the array's
    length: neither the order of a sum nor float32 changes them. `secret` is what a submission's
    code never sees, so that it cannot choose its answers by the mark that they will make.
    """
    failed = sorted((run for run in runs if run.failure), key=lambda run: run.case)
    if not failed:
        return ""
    mark = hashlib.blake2b(digest_size=DIGITS // 2, key=hashlib.sha256(secret).digest())
    for run in failed:
        last = run.log[-1].outcome if run.log else None
        mark.update(repr((run.case, _outcome(last))).encode())
    return mark.hexdigest()


def _outcome(outcome: Outcome | None) -> Any:
    if isinstance(outcome, Answer):
        return _value(outcome.value), outcome.changed
    if isinstance(outcome, Raised):
        return builtin_type(outcome)
    return type(outcome).__name__


def _value(value: Any) -> Any:
    if isinstance(value, Tensor):
        return _value(value.array)
    if isinstance(value, tuple | list):
        return [_value(each) for each in value]
    if isinstance(value, Plot):
        return [_value(axes) for axes in value.axes]
    if isinstance(value, Table):
        return value.names, [_value(c.values) for c in (value.index, *value.columns)]
    if isinstance(value, str):
        return zlib.crc32(value.encode(errors="replace"))
    if isinstance(value, set | frozenset):
        return sorted(repr(each) for each in value)
    if isinstance(value, dict):
        return [(key, _value(value[key])) for key in sorted(value, key=str)]
    if isinstance(value, bool | int | float | np.ndarray | np.generic):
        return _numbers(np.asarray(value))
    return type(value).__name__


def _numbers(array: np.ndarray[Any, Any]) -> Any:
    if array.dtype.kind in "biu":
        return array.shape, zlib.crc32(array.astype(np.int64).tobytes())
    if array.dtype.kind != "f":
        return array.shape, array.dtype.kind
    cells = array.ravel()[:MOST_CELLS].astype(np.float64)
    finite = np.isfinite(cells)
    kinds = np.nan_to_num(cells, nan=2, posinf=1, neginf=-1)
    odd = zlib.crc32(np.where(finite, 0, kinds).tobytes())
    cells = np.where(finite, cells, 0.0)
    largest = float(np.abs(cells).max(initial=0.0))
    if not largest:
        return array.shape, odd
    weights = np.random.default_rng(cells.size).standard_normal((PROJECTIONS, cells.size))
    scaled = cells / largest
    sums = weights @ scaled / np.sqrt(scaled @ scaled)
    return array.shape, odd, _rounded(np.log(largest)), [_rounded(each) for each in sums]


def _rounded(number: float) -> int:
    """In steps whose edges no plain number lies on."""
    return int(np.floor(number * STEPS + 1 / math.e))
