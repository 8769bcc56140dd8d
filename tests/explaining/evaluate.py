"""How many wrong answers get their name: `python -m tests.explaining.evaluate [--pairs] [UNIT…]`.

Every known mistake alone, every pair of them that can be built (with --pairs), and the answers of
`unseen_answers`: named right, in general, not at all, or wrong. In process, without a sandbox.
"""

from __future__ import annotations

import io
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from autograder.explaining.diagnosis import Why, why
from autograder.explaining.likeness import same_answers
from autograder.explaining.two import together
from autograder.submissions import Chunk
from course import catalog

from .unseen import made, unseen

COLUMNS = {
    "known": ("right", "general", "none", "WRONG"),
    "pairs": ("right", "one", "same", "general", "none", "WRONG"),
    "unseen": ("right", "general", "none", "WRONG"),
}
"""`one`: a pair that answers as one of its two does. `same`: as a third mistake does."""


@dataclass
class Tried:
    """One wrong answer and what came of it."""

    group: str
    function: str
    what: str
    told: Why
    outcome: str
    seconds: float


@dataclass
class Evaluation:
    key: AnswerKey
    tried: list[Tried] = field(default_factory=list)

    def all(self, pairs: bool) -> list[Tried]:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            for function in self.key.unit.functions:
                known = self.key.wrong(function)
                for name, wrong in known.items():
                    self.ask("known", function, wrong, (name,), name)
                for one, other in combinations(known, 2) if pairs else ():
                    both = together(known[one], known[other], function)
                    both = both or together(known[other], known[one], function)
                    if both:
                        self.ask("pairs", function, both, (one, other), f"{one} + {other}")
            for answer in unseen(self.key.unit.name):
                wrong = made(answer, self.key)
                self.ask(
                    "unseen", answer.function, wrong, answer.expected, answer.what, answer.source
                )
        return self.tried

    def ask(
        self,
        group: str,
        function: str,
        wrong: Any,
        expected: Sequence[str],
        what: str,
        source: str = "",
    ) -> None:
        runs = self.key.run_function(function, wrong)
        if not any(run.failure for run in runs):
            return
        start = time.process_time()
        told = why(self.key, function, runs, chunks=[Chunk(source, 1, 1, (function,), ())])
        seconds = time.process_time() - start
        outcome = judged(told, expected)
        if group == "pairs" and outcome == "WRONG" and told.mistake:
            alike = map(same_answers, runs, self.key.mistakes(function)[told.mistake])
            outcome = "one" if told.mistake in expected else "same" if all(alike) else outcome
        self.tried.append(Tried(group, function, what, told, outcome, seconds))


def named(told: Why) -> set[str]:
    """The known mistakes that were named."""
    two = [message for message in told.diagnoses if message.id == "two_mistakes"]
    return {told.mistake} if told.mistake else {name for m in two for name in m.args.values()}


def judged(told: Why, expected: Sequence[str]) -> str:
    if names := named(told):
        return "right" if names == set(expected) else "WRONG"
    return "general" if told.diagnoses else "none"


def key_of(unit: str) -> AnswerKey:
    course = catalog.load(catalog.INSTALLED)
    key = AnswerKey(course, collect(course, course.units[unit], 0))
    key.prepare()
    return key


def table(tried: Sequence[Tried]) -> Iterator[str]:
    columns = [f"{group} {kind}" for group, kinds in COLUMNS.items() for kind in kinds]
    yield "| exercise | " + " | ".join(columns) + " |"
    yield "|---|" + "--:|" * len(columns)
    counts: dict[str, Counter[str]] = {}
    for each in tried:
        counts.setdefault(each.function, Counter())[f"{each.group} {each.outcome}"] += 1
    counts["**all**"] = sum(counts.values(), Counter())
    for function, row in counts.items():
        yield f"| {function} | " + " | ".join(str(row[column] or "") for column in columns) + " |"


def main(arguments: Sequence[str]) -> None:
    units = [a for a in arguments if a != "--pairs"] or list(catalog.load(catalog.INSTALLED).units)
    tried: list[Tried] = []
    for unit in units:
        tried += Evaluation(key_of(unit)).all("--pairs" in arguments)
    print(*table(tried), sep="\n")
    slowest = sorted(tried, key=lambda each: -each.seconds)[:5]
    print("\nslowest, in CPU seconds:")
    print(*(f"{t.seconds:.3f} {t.group} {t.function}: {t.what}" for t in slowest), sep="\n")
    print("\nnot named right:")
    for each in tried:
        if each.outcome not in {"right", "one", "same"} and (
            each.group != "pairs" or each.outcome == "WRONG"
        ):
            said = [each.told.mistake, *((m.id, dict(m.args)) for m in each.told.diagnoses)]
            print(f"{each.outcome} {each.group} {each.function}: {each.what}: {said}")


if __name__ == "__main__":
    main(sys.argv[1:])
