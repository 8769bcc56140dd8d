"""Two records of one hand-in: does the mark change, by which check, and why?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from autograder.results.record import Record
from autograder.results.totals import penalty_of, points_of, total_of

Cause = Literal[
    "submission",
    "checks",
    "solution",
    "limits",
    "engine",
    "course",
    "seed",
    "adjustments",
    "voided",
    "deadline",
    "unknown",
]
PARTS: Sequence[Cause] = ("checks", "solution", "limits", "engine")


@dataclass(frozen=True)
class Step:
    """What changed the points: a check (`exercise/check`), a correction, the late rule."""

    what: str
    before: float
    after: float


@dataclass(frozen=True)
class Change:
    """A mark that is not what it was; `before` is None for somebody new, `after` for one gone."""

    student: str
    unit: str
    before: float | None
    after: float | None
    steps: tuple[Step, ...] = ()
    causes: tuple[Cause, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.unit, self.student

    @property
    def difference(self) -> float:
        return round((self.after or 0.0) - (self.before or 0.0), 10)


def change_of(old: Record, new: Record) -> Change | None:
    """None if no point and no status changed."""
    steps = tuple(_steps(old, new))
    before, after = total_of(old), total_of(new)
    if before == after and old.status == new.status and not steps:
        return None
    return Change(new.student, new.unit, before, after, steps, tuple(_causes(old, new)))


def compare(old: Iterable[Record], new: Iterable[Record]) -> list[Change]:
    """Who changes, by unit and student; also who is in one of them only."""
    before = {(record.unit, record.student): record for record in old}
    changes = []
    for record in new:
        earlier = before.pop((record.unit, record.student), None)
        if earlier is None:
            changes.append(Change(record.student, record.unit, None, total_of(record)))
        elif change := change_of(earlier, record):
            changes.append(change)
    changes += [Change(r.student, r.unit, total_of(r), None) for r in before.values()]
    return sorted(changes, key=lambda change: change.key)


def _steps(old: Record, new: Record) -> Iterator[Step]:
    before, after = _checks(old), _checks(new)
    for name in dict.fromkeys([*before, *after]):
        then, now = before.get(name, 0.0), after.get(name, 0.0)
        if then != now:
            yield Step(name, then, now)
    before, after = points_of(old), points_of(new)
    for name in dict.fromkeys(each.exercise for each in (*old.corrections, *new.corrections)):
        if before.get(name) != after.get(name):
            yield Step(name, before.get(name, 0.0), after.get(name, 0.0))
    if penalty_of(old) != penalty_of(new):
        yield Step("late", 0.0 - penalty_of(old), 0.0 - penalty_of(new))


def _checks(record: Record) -> Mapping[str, float]:
    """Points by check; a voided one has all of its own."""
    voided = {(each.exercise, each.check) for each in record.voided}
    return {
        f"{row.name}/{check.name}": check.max_points
        if (row.name, check.name) in voided
        else check.points
        for row in record.exercises
        for check in row.checks
    }


def _causes(old: Record, new: Record) -> Iterator[Cause]:
    found: list[Cause] = []
    if old.notebook_sha256 != new.notebook_sha256:
        found.append("submission")
    parts = [p for p in PARTS if p in old.versions and p in new.versions]
    found += [part for part in parts if old.versions[part] != new.versions[part]]
    known = {"checks", "solution", "limits"}
    if old.course_version != new.course_version and not known & (set(parts) | set(found)):
        found.append("course")
    if "engine" not in found and (old.environment, old.isolation) != (
        new.environment,
        new.isolation,
    ):
        found.append("engine")
    if old.seed != new.seed:
        found.append("seed")
    if _automatic(old) == _automatic(new):
        found = []  # whatever is new there, it moved nothing
    if old.corrections != new.corrections:
        found.append("adjustments")
    if old.voided != new.voided:
        found.append("voided")
    if old.lateness != new.lateness and penalty_of(old) != penalty_of(new):
        found.append("deadline")
    yield from found or ["unknown"]


def _automatic(record: Record) -> object:
    rows = [(row.name, row.score, [c.points for c in row.checks]) for row in record.exercises]
    return record.status, record.score, rows
