"""The hidden inputs of a course: `python -m tests.hostile.hidden COURSE` prints their numbers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from autograder.checking.cases import collect, rng_of
from autograder.checking.functions import Functions
from autograder.checking.proxy import Proxy
from course import catalog

DIGITS = 6
"""Decimals that the hostile notebooks write; four of them are enough to recognise a number."""


def numbers_of(course: Path) -> frozenset[str]:
    """Every fraction in an argument of a hidden call, with four decimals.

    In a process of its own: the checks are collected by a pytest of their own.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.hidden", str(course)],
        cwd=catalog.INSTALLED,
        capture_output=True,
        text=True,
        check=True,
    )
    return frozenset(json.loads(done.stdout))


def _collect(root: Path) -> set[str]:
    course = catalog.load(root)
    found: set[str] = set()
    for unit in course.units.values():
        for case in collect(course, unit, 0).all:
            asked = Proxy(Functions(vars(unit.solution())))
            fixtures = {"submission": asked, "reference": asked, "rng": rng_of(case.name, 0)}
            case.test(**case.parameters, **{name: fixtures[name] for name in case.fixtures})
            for call in asked._log:
                found.update(_numbers([*call.args, *call.kwargs.values()]))
    return found


def _numbers(values: Any) -> Iterator[str]:
    for value in values:
        if isinstance(value, np.ndarray) and value.dtype.kind == "f":
            fractions = value[np.isfinite(value) & (value != np.round(value, 1))]
            texts = (f"{number:.{DIGITS}f}"[:-2] for number in fractions)
            yield from (text for text in texts if not text.endswith("000"))


if __name__ == "__main__":
    print(json.dumps(sorted(_collect(Path(sys.argv[1])))))
