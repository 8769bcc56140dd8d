"""`otter run`, in an environment of its own: one test file a check, one test case a case."""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.graders import Graded, Scores
from benchmarks.measure import Cost, cost
from benchmarks.questions import SOURCE, Check
from course.catalog import Unit

TEST = """
from otter.test_files import test_case

OK_FORMAT = False
name = {name!r}


def hidden_test(questions):
    def test(env):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            hidden_ask(lambda name, args, kwargs: env[name](*args, **kwargs), questions)

    return test


for case, worth, questions in hidden_cases({text!r}):
    test = test_case(name=case, points=worth, hidden=True)(hidden_test(questions))
    globals()[case] = test
del test
"""


def make_autograder(folder: Path, otter: Path, checks: Sequence[Check]) -> Path:
    """The zip that `otter run` takes; `otter` is the program."""
    tests = folder / "tests"
    tests.mkdir(parents=True)
    for check in checks:
        text = SOURCE + TEST.format(name=check.id, text=check.text())
        (tests / f"{check.id}.py").write_text(text)
    bare = ["--no-config", "--no-requirements", "--no-environment"]
    made = folder / "autograder.zip"
    command = [str(otter), "generate", "-t", str(tests), "-o", str(made), *bare]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return made


def grade(
    otter: Path,
    autograder: Path,
    submitted: Path,
    unit: Unit,
    scratch: Path,
    limit: float = 600,
) -> Graded:
    """One command a notebook, as otter has it; the costs are sums, the peak is the largest."""
    costs, scores = [], {}
    for folder in sorted(submitted.iterdir()):
        out = scratch / folder.name
        out.mkdir(parents=True, exist_ok=True)
        notebook = folder / unit.name / f"{unit.name}.ipynb"
        command = [str(otter), "run", "--no-logo", "-a", str(autograder), "-o", str(out)]
        path = {"PATH": f"{otter.parent}:/usr/local/bin:/usr/bin:/bin"}
        one = cost([*command, str(notebook)], cwd=out, env=path, limit=limit, may_fail=True)
        costs.append(one)
        scores[folder.name] = _scores(out / "results.json")
    total = Cost(
        sum(one.seconds for one in costs),
        sum(one.cpu for one in costs),
        max(one.peak for one in costs),
        max(one.status for one in costs),
        costs[-1].said,
    )
    return Graded(total, scores)


def _scores(path: Path) -> Scores:
    if not path.is_file():
        return {}
    scores: dict[str, float] = defaultdict(float)
    for test in json.loads(path.read_text())["tests"]:
        function, dash, _ = test["name"].partition("-")
        if dash:
            scores[function] += test["score"]
    return dict(scores)
