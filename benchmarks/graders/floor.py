"""The floor: one bare interpreter calls the students' functions on the same cases.

python -m benchmarks.graders.floor CLASS ANSWER

What counts is the processor time of the calls alone: nothing that grades can take less.
"""

from __future__ import annotations

import json
import pickle
import sys
import time
import warnings
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import hidden
from benchmarks.graders import Graded
from benchmarks.measure import cost
from benchmarks.questions import Check
from benchmarks.submissions import Submission

Cases = Sequence[tuple[str, str]]
"""A function, and the cases of one of its checks, as `hidden_cases` reads them."""


def grade(
    submissions: Sequence[Submission], setup: str, checks: Sequence[Check], scratch: Path
) -> tuple[Graded, list[float]]:
    """What the whole process cost, the scores, and the seconds that each student's calls took."""
    scratch.mkdir(parents=True, exist_ok=True)
    asked, answer = scratch / "class.pickle", scratch / "answer.json"
    cases = [(check.function, check.text()) for check in checks]
    answers = {one.student: dict(one.answers) for one in submissions}
    asked.write_bytes(pickle.dumps((setup, cases, answers)))
    found = cost([sys.executable, "-m", "benchmarks.graders.floor", str(asked), str(answer)])
    told = json.loads(answer.read_text())
    return Graded(found, told["scores"]), list(told["seconds"].values())


def seconds_and_scores(
    setup: str, cases: Cases, answers: Mapping[str, str]
) -> tuple[float, dict[str, float]]:
    names: dict[str, Any] = {}
    exec(setup, names)
    for source in answers.values():
        exec(source, names)
    spent = 0.0

    def call(function: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        nonlocal spent
        start = time.process_time()
        try:
            return names[function](*args, **kwargs)
        finally:
            spent += time.process_time() - start

    scores: dict[str, float] = defaultdict(float)
    for function, text in cases:
        for _, points, questions in hidden.hidden_cases(text):
            try:
                hidden.hidden_ask(call, questions)
            except Exception:
                scores[function] += 0.0
                continue
            scores[function] += points
    return spent, dict(scores)


if __name__ == "__main__":
    setup, cases, answers = pickle.loads(Path(sys.argv[1]).read_bytes())
    warnings.simplefilter("ignore")
    seconds, scores = {}, {}
    for student, sources in answers.items():
        seconds[student], scores[student] = seconds_and_scores(setup, cases, sources)
    Path(sys.argv[2]).write_text(json.dumps({"seconds": seconds, "scores": scores}))
