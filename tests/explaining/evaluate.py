"""How many wrong answers get their name: `python -m tests.explaining.evaluate [UNIT…]`.

Each known mistake alone, each pair of them that can be built, and the unseen answers of
`unseen.py`: named right, named wrong, diagnosed in general, or nothing. In process.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from autograder.explaining.diagnosis import Why, why
from autograder.explaining.likeness import same_answers
from autograder.explaining.two import together
from course import catalog

from .unseen import UNSEEN, made

KINDS = ("right", "general", "none", "WRONG")


def prepared(unit: str) -> AnswerKey:
    course = catalog.load(catalog.INSTALLED)
    key = AnswerKey(course, collect(course, course.units[unit], 0))
    key.prepare()
    return key


def verdict(told: Why, expected: Sequence[str]) -> str:
    """`expected` are the known mistakes that are right names."""
    two = [m for m in told.diagnoses if m.id == "two_mistakes"]
    names = {told.mistake} if told.mistake else {n for m in two for n in m.args.values()}
    if not names:
        return "general" if told.diagnoses else "none"
    if len(expected) > 1 and len(names) == 1:
        return "right" if names <= set(expected) else "WRONG"
    return "right" if names == set(expected) else "WRONG"


def named_runs(key, function, told):
    """Those of the mistake that was named: two mistakes may add up to a third."""
    return key.mistakes(function)[told.mistake]


class Table:
    def __init__(self) -> None:
        self.rows: dict[str, Counter[str]] = {}
        self.seconds: list[tuple[float, str]] = []

    def ask(self, key: AnswerKey, function: str, wrong: Any, expected: Sequence[str], what: str):
        runs = key.run_function(function, wrong)
        if not any(run.failure for run in runs):
            return None, "passes"
        start = time.process_time()
        told = why(key, function, runs)
        self.seconds.append((time.process_time() - start, f"{function} {what}"))
        outcome = verdict(told, expected)
        if outcome == "WRONG" and told.mistake and all(map(same_answers, runs, named_runs(key, function, told))):
            outcome = "same"
        return told, outcome

    def add(self, function: str, group: str, outcome: str) -> None:
        self.rows.setdefault(function, Counter())[f"{group} {outcome}"] += 1


def main(units: Sequence[str], pairs: bool = True) -> None:
    warnings.simplefilter("ignore")
    table = Table()
    notes = []
    for unit in units or catalog.load(catalog.INSTALLED).units:
        key = prepared(unit)
        for function in key.unit.functions:
            implementations = key.wrong(function)
            for name, wrong in implementations.items():
                told, outcome = table.ask(key, function, wrong, [name], name)
                table.add(function, "known", outcome)
                if outcome != "right":
                    notes.append(f"known {outcome}: {function}.{name}: {told}")
            for one, other in combinations(implementations, 2) if pairs else ():
                both = together(implementations[one], implementations[other], function)
                both = both or together(implementations[other], implementations[one], function)
                if both is None:
                    continue
                told, outcome = table.ask(key, function, both, [one, other], f"{one}+{other}")
                if told and told.mistake in (one, other):
                    outcome = "one"
                table.add(function, "pairs", outcome)
                if outcome == "WRONG":
                    notes.append(f"pair {outcome}: {function}.{one}+{other}: {told}")
            for answer in UNSEEN:
                if answer.function != function:
                    continue
                told, outcome = table.ask(key, function, made(answer, key), answer.names, answer.what)
                expected = answer.expected
                said = [m.id for m in told.diagnoses] if told else []
                if outcome == "right" and not answer.names:
                    outcome = "WRONG"
                table.add(function, "unseen", outcome)
                ok = outcome == "right" or (expected in said)
                notes.append(
                    f"unseen {outcome}{'' if ok else ' UNEXPECTED'}: {function} | {answer.what} | "
                    f"{told and told.mistake} {[(m.id, dict(m.args)) for m in told.diagnoses] if told else ''}"
                    f" (expected {expected})"
                )
    report(table, notes)


def report(table: Table, notes: Sequence[str]) -> None:
    groups = {
        "known": ("right", "general", "none", "WRONG"),
        "pairs": ("right", "one", "same", "general", "none", "WRONG"),
        "unseen": ("right", "general", "none", "WRONG"),
    }
    columns = [f"{group} {kind}" for group, kinds in groups.items() for kind in kinds]
    print("| exercise | " + " | ".join(columns) + " |")
    print("|---|" + "--:|" * len(columns))
    total: Counter[str] = Counter()
    for function, row in table.rows.items():
        total += row
        print(f"| {function} | " + " | ".join(str(row[c] or "") for c in columns) + " |")
    print("| **all** | " + " | ".join(str(total[c]) for c in columns) + " |")
    print(dict(total))
    slowest = sorted(table.seconds, reverse=True)[:5]
    print("slowest diagnoses (CPU s):", [(round(s, 3), what) for s, what in slowest])
    print(*notes, sep="\n")


if __name__ == "__main__":
    main([a for a in sys.argv[1:] if not a.startswith("-")], "--no-pairs" not in sys.argv)
