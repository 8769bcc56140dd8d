"""`python -m tests.hostile.layers` shows what each layer stops, and writes docs/security.md.

With names of notebooks it tries those alone, and prints what became of them in each mode.

Every notebook is graded three times: in full isolation, without the filter of system calls, and
outside bubblewrap. What could do harm without a layer is not tried without it.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.checking.answer_key import AnswerKey
from autograder.checking.cases import collect
from autograder.checking.grading import Grader
from autograder.checking.zygotes import limits_of
from autograder.engines.bounded import Bounds, Ended, run_bounded
from autograder.results import Record
from autograder.results.reuse import Basis
from autograder.sandbox import SandboxLost, Zygote
from autograder.submissions import Found, Submission, read
from autograder.submissions.units import units_of
from course import catalog
from course.catalog import Course

from .cases.model import Hostile, Without
from .classroom import course_with_short_limits
from .notebooks import NOTEBOOKS, write_hostile

MODES: tuple[Without | None, ...] = (None, "seccomp", "bubblewrap")
DOCUMENT = catalog.INSTALLED / "docs" / "security.md"
BOUNDS = Bounds(seconds=60.0)
REFUSALS = {"PermissionError", "OSError", "FileNotFoundError", "RuntimeError", "ValueError"}


@dataclass(frozen=True)
class Ending:
    """What a notebook did without one of the layers.

    `word` is "stopped", "got through" or "not tried"; `how` is the verdict and the exception.
    """

    word: str
    how: str = ""


Endings = Mapping[str, Mapping[Without | None, Ending]]


def try_all(cases: Sequence[Hostile], modes: Sequence[Without | None] = MODES) -> Endings:
    """Grades every case in every mode; never one without a layer that it needs."""
    found: dict[str, dict[Without | None, Ending]] = {case.name: {} for case in cases}
    with tempfile.TemporaryDirectory(prefix="layers_") as folder:
        course = catalog.load(course_with_short_limits(Path(folder) / "course"))
        for unit in course.units.values():
            own = {case.name: case for case in cases if case.unit == unit.name}
            submissions = dict(_submissions(Path(folder) / "submitted", course, own))
            key = AnswerKey(course, collect(course, unit, 0))
            key.prepare()
            for mode in modes:
                runner = Runner(key, mode)
                for name, case in own.items():
                    found[name][mode] = runner.outcome(case, submissions[name])
                runner.close()
    return found


def _submissions(
    folder: Path, course: Course, cases: Mapping[str, Hostile]
) -> Iterator[tuple[str, Submission]]:
    for name, case in cases.items():
        write_hostile(folder / name, "somebody", case)
        path = folder / name / "somebody" / case.unit / f"{case.unit}.ipynb"
        yield name, read(Found("somebody", path), units_of(course), case.unit)[0]


class Runner:
    """Grades notebooks one by one in one mode; a zygote that was got at is replaced."""

    def __init__(self, key: AnswerKey, mode: Without | None) -> None:
        self.key, self.mode = key, mode
        self.limits = limits_of(key.unit)
        self.zygote: Zygote | None = None

    def outcome(self, case: Hostile, submission: Submission) -> Ending:
        if self.mode in case.needs:
            return Ending("not tried")
        if self.zygote is None:
            self.zygote = Zygote(limits=self.limits, without=self.mode)
        basis = Basis(self.key.course, self.key.unit, "full", 0)
        grader = Grader(self.key, self.zygote, self.limits, basis)
        ended = run_bounded(lambda: iter([grader.grade(submission).to_json().encode()]), BOUNDS)
        try:
            self.zygote.kill_children()
        except SandboxLost:
            ended = Ended("died")
        if ended.how != "well":
            self.close()
            return Ending("got through", "the sandbox was lost")
        record = Record.from_json(ended.parts[0])
        word = "got through" if got_through(case, record) else "stopped"
        if word == "got through" and self.mode == "seccomp":
            self.close()  # what runs on in it must not disturb the next
        return Ending(word, how_of(case, record))

    def close(self) -> None:
        if self.zygote is not None:
            self.zygote.close()
            self.zygote = None


def got_through(case: Hostile, record: Record) -> bool:
    """Did the attack earn a point, cost another function one, or make its system call?"""
    rows = {row.name: row for row in record.exercises}
    harmed = any(r.score != r.max_score for name, r in rows.items() if name not in case.gets)
    earned = any(rows[name].score > 0 for name in case.gets)
    kinds = {message.args.get("type") for row in record.exercises for message in row.messages}
    called = case.kind == "system calls" and not kinds & REFUSALS
    return harmed or earned or (called and bool(case.raises))


def how_of(case: Hostile, record: Record) -> str:
    """The verdict of the function that the attack is in, and the exception it names."""
    rows = [row for row in record.exercises if row.name in case.gets] or list(record.exercises)
    kinds = [m.args["type"] for m in rows[0].messages if "type" in m.args]
    return f"{rows[0].verdict}, {kinds[0]}" if kinds else rows[0].verdict


def main(names: Sequence[str]) -> None:
    from .document import document

    if names:
        for name, outcomes in try_all([NOTEBOOKS[name] for name in names]).items():
            print(json.dumps([name, *(outcomes[mode].word for mode in MODES)]))
        return
    cases = list(NOTEBOOKS.values())
    DOCUMENT.write_text(document(cases, try_all(cases)), encoding="utf-8")
    print(f"{DOCUMENT.name}: {len(cases)} notebooks", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
