"""What a function earns that only hands its arguments to a prerequisite, answered by the reference.

`python -m tests.hostile.forwarding` prints, for each pair, how many cases hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from autograder.checking.bench import Bench
from autograder.checking.collecting import with_checks
from autograder.checking.functions import Functions
from course import catalog
from course.catalog import Unit


def held(bench: Bench, unit: Unit) -> Iterator[tuple[str, int]]:
    """For each function and prerequisite, the cases that a forwarder gets right."""
    references = bench.reference_side(unit).functions
    for function in unit.functions.values():
        for prerequisite in function.builds_on:

            def forward(*args: Any, name: str = prerequisite, **kwargs: Any) -> Any:
                return references[name](*args, **kwargs)

            side = Functions({**references, function.name: forward})
            runs = bench.run(bench.items_of(function.name), side)
            right = sum(run.failure is None for run in runs)
            yield f"{unit.name}: {function.name} by {prerequisite}", right


def main() -> None:
    course, found = catalog.load(), {}
    for unit in course.units.values():
        if any(function.builds_on for function in unit.functions.values()):

            def work(bench: Bench, unit: Unit = unit) -> None:
                bench.run(bench.items, None)
                found.update(held(bench, unit))

            with_checks(course, unit, 0, work)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
