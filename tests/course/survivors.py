"""Which known mistakes pass every visible example: `python -m tests.course.survivors [UNIT…]`.

The examples run in this process, on the solutions, with one mistake in the place of one of them.
"""

from __future__ import annotations

import io
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from types import CodeType
from typing import Any

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from autograder.checking.mistakes import mistakes_of
from course import catalog
from course.catalog import Course, Unit
from course.notebooks import sections
from course.texts import Translation, environment

OURS = {"autograder", "exercises", "solutions"}
"""Where solutions and mistakes come from: a notebook has them in its own cells."""


def survivors(course: Course, unit: Unit) -> Mapping[str, list[str]]:
    """The functions of a unit -> ids of the mistakes that pass all its examples."""
    found: dict[str, list[str]] = {}
    with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        for function, code, names in _cells(course, unit):
            module = unit.exercise_of(function).module("mistakes")
            wrong = mistakes_of(module, function)
            found[function] = [n for n, f in wrong.items() if _passes(code, {**names, function: f})]
    return found


def _cells(course: Course, unit: Unit) -> Iterator[tuple[str, CodeType, dict[str, Any]]]:
    """Each function, its examples, and the names that its notebook has when they run."""
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(unit.setup, names)
    template = environment(course.templates).get_template("compare.py.jinja")
    exec(template.render(unit=unit, t=Translation(course.locale, "en")), names)
    names["MAY_USE"] |= OURS
    names |= {name: getattr(unit.solution(), name) for name in unit.functions}
    for exercise in unit.exercises:
        path = exercise.folder / "examples.py"
        for function, text in sections(path).items():
            code = compile(text, f"{path}: {function}", "exec")
            yield function, code, dict(names)
            exec(code, names)


def _passes(code: CodeType, names: dict[str, Any]) -> bool:
    try:
        exec(code, names)
    except Exception:
        return False
    return True


def score(key: AnswerKey, function: str, mistake: str) -> float:
    """The share of the points of `function` that a mistake gets."""
    cases = defaultdict(list)
    for run in key.run_function(function, key.wrong(function)[mistake]):
        cases[run.check].append(run.failure is None)
    of = key.unit.functions[function]
    earned = sum(c.points * sum(cases[c.name]) / len(cases[c.name]) for c in of.checks)
    return earned / of.points


def main(units: Sequence[str]) -> None:
    course = catalog.load()
    count = 0
    start = time.process_time()
    for unit in [course.units[name] for name in units or course.units]:
        key = AnswerKey(course, collect(course, unit, 0))
        for function, mistakes in survivors(course, unit).items():
            for mistake in mistakes:
                count += 1
                print(f"{function}: {mistake}: {score(key, function, mistake):.0%}", flush=True)
    print(f"{count} pass every example; {time.process_time() - start:.1f} CPU seconds")


if __name__ == "__main__":
    main(sys.argv[1:])
