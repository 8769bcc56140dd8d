"""What a function earns that only hands its arguments to a prerequisite, answered by the reference.

`python -m tests.hostile.forwarding` prints, for each pair, how many cases hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from course import catalog


def held(key: AnswerKey) -> Iterator[tuple[str, int]]:
    """For each function and prerequisite, the cases that a forwarder gets right."""
    references = key.solutions.functions
    for function in key.unit.functions.values():
        for prerequisite in function.builds_on:

            def forward(*args: Any, name: str = prerequisite, **kwargs: Any) -> Any:
                return references[name](*args, **kwargs)

            runs = key.run_function(function.name, forward)
            right = sum(run.failure is None for run in runs)
            yield f"{key.unit.name}: {function.name} by {prerequisite}", right


def main() -> None:
    course = catalog.load()
    found: dict[str, int] = {}
    for unit in course.units.values():
        if any(function.builds_on for function in unit.functions.values()):
            found.update(held(AnswerKey(course, collect(course, unit, 0))))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
