"""How small the smallest examples are: `python -m tests.explaining.examples [UNIT…]`."""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Sequence
from itertools import repeat
from typing import Any

import numpy as np

from autograder.checking.functions import Functions
from autograder.explaining.counterexample import first_failure
from course import catalog

from .evaluate import key_of

SMALL = 16


def cells(value: Any) -> int:
    """Of all the arrays in a value as a record holds it."""
    if not isinstance(value, dict):
        return 0
    if "shape" in value:
        return int(np.prod(value["shape"]))
    return sum(map(cells, value.values()))


def main(units: Sequence[str]) -> None:
    warnings.simplefilter("ignore")
    print("| exercise | asked | mistakes | shown | median cells | small | CPU s |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for unit in units or list(catalog.load(catalog.INSTALLED).units):
        key = key_of(unit)
        for function in key.unit.functions:
            candidates, known = key.candidates(function), key.wrong(function)
            start = time.process_time()
            found = [
                first_failure(candidates, repeat(side))
                for wrong in known.values()
                for side in [Functions({**key.solutions.functions, function: wrong})]
            ]
            seconds = (time.process_time() - start) / len(known)
            sizes = sorted(cells(dict(each.example.arguments)) for each in found if each)
            small = sum(size <= SMALL for size in sizes)
            print(
                f"| {function} | {len(candidates)} | {len(known)} | {len(sizes)} "
                f"| {sizes[len(sizes) // 2]} | {small} | {seconds:.4f} |"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
