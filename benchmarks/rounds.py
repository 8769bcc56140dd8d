"""One round: every grader once, with the same class, in an order that changes with the round."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.graders import Graded, convalida, floor, nbgrader, otter
from benchmarks.questions import Check, checks_of
from benchmarks.submissions import KINDS, Answers, Submission, answers, bare, make, write
from course.catalog import Course, Unit
from course.notebooks import notebook

BOOKS = ("released", "bare")
ROUNDED = 0.005 + 1e-6
"""convalida rounds the points of a function to two decimals."""


class Disagreement(Exception):
    """Two graders gave different points for the same function of the same student."""


@dataclass(frozen=True)
class Sizes:
    """Students graded by convalida, by it of one kind alone, and by the others; and how often.

    `otter run` has no limit of its own: on an odd notebook it is killed after `otter_seconds`.
    """

    ours: int
    kind: int
    theirs: int
    rounds: int
    otter_seconds: float


@dataclass
class Setting:
    """All that the rounds share: the class, the cases, the course directories of nbgrader."""

    course: Course
    unit: Unit
    otter: Path | None
    scratch: Path
    sizes: Sizes
    checks: Sequence[Check] = ()
    answers: Sequence[Answers] = ()
    students: Sequence[Submission] = ()
    courses: dict[str, Path] = field(default_factory=dict)
    autograder: Path = Path()

    def prepare(self) -> None:
        self.checks = checks_of(self.course, self.unit)
        self.answers = answers(self.course, self.unit)
        self.students = make(self.answers, self.unit, self.sizes.ours)
        sources = {
            "released": notebook(self.course, self.unit, self.course.sentences("en"), "source"),
            "bare": bare(self.course, self.unit, "source"),
        }
        for book in BOOKS:
            folder = self.scratch / "nbgrader" / book
            self.courses[book] = nbgrader.make_course(folder, self.unit, sources[book], self.checks)
            self.write(f"{book}-1", self.students[:1], book)
            self.write(f"{book}-theirs", self.students[1 : self.sizes.theirs], book)
            self.write(f"{book}-ours", self.students, book)
        for kind in ("right", "wrong"):
            alike = make(self.answers, self.unit, self.sizes.kind, [kind])
            self.write(f"{kind}-kind", [*self.students[:1], *alike[1:]], "released")
        if self.otter:
            folder = self.scratch / "otter"
            self.autograder = otter.make_autograder(folder, self.otter, self.checks)

    def write(self, name: str, students: Sequence[Submission], book: str) -> Path:
        release = nbgrader.release_of(self.courses[book], self.unit)
        return write(students, self.unit, release, self.scratch / "handed-in" / name)

    def handed_in(self, name: str) -> Path:
        return self.scratch / "handed-in" / name

    def fresh(self) -> Path:
        """An empty folder for what a grader writes."""
        folder = self.scratch / "out"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder


def one_round(setting: Setting, number: int, say: Callable[[str], None]) -> Mapping[str, Any]:
    """What each grader's run cost, by its name. Raises Disagreement."""
    work = _work(setting)
    order = list(work)[number % len(work) :] + list(work)[: number % len(work)]
    graded, seconds = floor.grade(
        setting.students, setting.unit.setup, setting.checks, setting.fresh()
    )
    calls = dict(zip((one.student for one in setting.students), seconds, strict=True))
    found: dict[str, Any] = {"floor": _floor(setting.students, calls)}
    for name in order:
        one = work[name]()
        if "kind" not in name:
            agree(name, one, graded)
        found[name] = {
            "students": len(one.scores),
            "seconds": one.cost.seconds,
            "cpu": one.cost.cpu,
            "peak": one.cost.peak,
        }
        say(f"round {number + 1}: {name}: {one.cost.seconds:.1f} s, {one.cost.cpu:.1f} s CPU")
    return found


def agree(name: str, one: Graded, other: Graded) -> None:
    for student, scores in one.scores.items():
        for function, points in other.scores[student].items():
            got = scores.get(function)
            if got is None or abs(got - points) > ROUNDED:
                raise Disagreement(f"{name}: {student}, {function}: {got}, not {points}")


def _floor(students: Sequence[Submission], calls: Mapping[str, float]) -> Mapping[str, float]:
    """Seconds that the calls of a submission take: of all of the class, and of each kind."""

    def mean(times: Sequence[float]) -> float:
        return sum(times) / len(times)

    later = students[1:]  # the first pays for what any first call loads
    return {"all": mean([calls[one.student] for one in later])} | {
        kind: mean([calls[one.student] for one in later if one.kind == kind]) for kind in KINDS
    }


def _work(setting: Setting) -> Mapping[str, Callable[[], Graded]]:
    unit = setting.unit

    def ours(name: str, jobs: int = 1) -> Callable[[], Graded]:
        folder = setting.handed_in(name)
        return lambda: convalida.grade(folder, unit.name, setting.fresh(), jobs)

    def theirs(book: str, count: int) -> Callable[[], Graded]:
        students = setting.students[:count]
        return lambda: nbgrader.grade(setting.courses[book], students, unit, setting.fresh())

    def with_otter(book: str, program: Path) -> Callable[[], Graded]:
        folder = setting.handed_in(f"{book}-theirs")
        made = setting.autograder
        return lambda: otter.grade(program, made, folder, unit, setting.fresh())

    work: dict[str, Callable[[], Graded]] = {"convalida 2 jobs": ours("released-ours", 2)}
    work["convalida 2 jobs, one"] = ours("released-1", 2)
    for book in BOOKS:
        work[f"convalida {book}, one"] = ours(f"{book}-1")
        work[f"convalida {book}"] = ours(f"{book}-ours")
        work[f"nbgrader {book}, one"] = theirs(book, 1)
        work[f"nbgrader {book}"] = theirs(book, setting.sizes.theirs)
        if setting.otter:
            work[f"otter {book}"] = with_otter(book, setting.otter)
    for kind in ("right", "wrong"):
        work[f"{kind} kind"] = ours(f"{kind}-kind")
    return work
