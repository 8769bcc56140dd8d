"""Which known mistakes pass every visible example: `python -m tests.course.survivors [UNIT…]`.

The examples run in this process, on the solutions, with one mistake in the place of one of them.
"""

from __future__ import annotations

import io
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from types import CodeType
from typing import Any

from autograder.checking.answer_key import AnswerKey
from autograder.checking.authors.mistakes import mistakes_of
from autograder.checking.cases import collect
from course import catalog
from course.catalog import Course, Unit
from course.data import beside_data
from course.notebooks import sections
from course.texts import environment

OURS = {"autograder", "exercises", "solutions"}
"""Where solutions and mistakes come from: a notebook has them in its own cells."""

Names = dict[str, Any]


@dataclass(frozen=True)
class Notebook:
    """The examples of one function, and the names that its notebook has when they run."""

    function: str
    examples: CodeType
    names: Names
    unit: Unit

    def with_cell(self, source: str) -> Names:
        """The names after a student's own cell."""
        names = dict(self.names)
        exec(source, names)
        return names

    def passes(self, names: Names) -> bool:
        quiet = redirect_stdout(io.StringIO())
        with warnings.catch_warnings(), quiet, beside_data(self.unit):
            warnings.simplefilter("ignore")
            try:
                exec(self.examples, dict(names))
            except Exception:
                return False
        return True


def notebooks(course: Course, unit: Unit) -> Iterator[Notebook]:
    """For each function of a unit, the notebook up to its examples, solved."""
    names: Names = {"__name__": "__main__"}
    exec(unit.setup, names)
    exec(compare_cell(course, unit, course.languages[0]), names)
    names["MAY_USE"] |= OURS
    names |= {name: getattr(unit.solution(), name) for name in unit.functions}
    for exercise in unit.exercises:
        path = exercise.folder / "examples.py"
        for function, text in sections(path).items():
            code = compile(text, f"{path}: {function}", "exec")
            yield Notebook(function, code, dict(names), unit)
            with redirect_stdout(io.StringIO()), beside_data(unit):
                exec(code, names)


def compare_cell(course: Course, unit: Unit, language: str) -> str:
    template = environment(*course.templates).get_template("compare.py.jinja")
    return template.render(unit=unit, torch=True, t=course.sentences(language))


def survivors(unit: Unit, books: Iterable[Notebook]) -> Mapping[str, list[str]]:
    """The functions of a unit -> ids of the mistakes that pass all its examples."""
    found = {}
    for book in books:
        module = unit.exercise_of(book.function).module("mistakes")
        wrong = mistakes_of(module, book.function)
        found[book.function] = [
            name for name, f in wrong.items() if book.passes({**book.names, book.function: f})
        ]
    return found


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
    found = known = 0
    start = time.process_time()
    for unit in [course.units[name] for name in units or course.units]:
        key = AnswerKey(course, collect(course, unit, 0))
        for function, mistakes in survivors(unit, notebooks(course, unit)).items():
            known += len(key.wrong(function))
            found += len(mistakes)
            for mistake in mistakes:
                with beside_data(unit):
                    earned = score(key, function, mistake)
                print(f"{function}: {mistake}: {earned:.0%}", flush=True)
    seconds = time.process_time() - start
    print(f"{found} of {known} known mistakes pass every example; {seconds:.1f} CPU seconds")


if __name__ == "__main__":
    main(sys.argv[1:])
