"""Who is graded for what, from which file: found by names, told by readers, settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.engines.shipping import versions
from autograder.engines.tasks import Done, Engine, ListArchive, Lost, Read
from autograder.results import Message
from autograder.submissions import find, read_roster
from autograder.submissions.archives import Listing
from autograder.submissions.choosing import HandIn, choose_hand_ins
from autograder.submissions.folders import printable
from autograder.submissions.models import Absent, Found, HandIns
from autograder.submissions.readings import Readings
from autograder.submissions.summary import Summary
from autograder.submissions.words import unit_in
from course.catalog import Course


@dataclass(frozen=True)
class Asked:
    """What the command was given: where to look, and what decides where names do not.

    `found` is what somebody knows to lie there already; then nothing is looked for.
    """

    paths: Sequence[Path]
    unit: str | None = None
    student_from: str | None = None
    roster: Path | None = None
    found: HandIns | None = None


@dataclass
class Plan:
    """One hand-in for each student and unit, what needs a person, and what was read for it."""

    hand_ins: list[HandIn] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    readings: Readings | None = None


def plan(engine: Engine, course: Course, asked: Asked, results: Path) -> Plan:
    """Raises NotFound, Uncertain, and WrongUsage for a pattern or a roster that cannot be used."""
    roster = read_roster(asked.roster) if asked.roster else None
    found = asked.found or find(
        asked.paths,
        list_archive=lambda path: _listing(engine, path),
        student_from=asked.student_from,
        roster=roster,
        results=results,
        units=tuple(course.units),
    )
    files = [one for one in found.found if one.what != "other"]
    others = [_not_read(one, course, asked.unit) for one in found.found if one.what == "other"]
    readings = Readings(results, versions(course))
    read = list(_read(engine, [Read(one, asked.unit) for one in files], readings))
    hand_ins, messages = choose_hand_ins(_of_the_only_unit([*read, *filter(None, others)]))
    if roster:
        hand_ins += _absent(hand_ins, found.absent, asked.unit)
    return Plan(hand_ins, [*found.messages, *messages], readings)


def _listing(engine: Engine, path: Path) -> Listing:
    for result in engine.run([ListArchive(path)]):
        if isinstance(result, Done) and result.parts:
            try:
                return Listing.from_json(result.parts[0])
            except ValueError:
                break
    return Listing(messages=(Message("archive_not_read", {"path": printable(path)}),))


def _read(engine: Engine, tasks: Sequence[Read], readings: Readings) -> Iterator[HandIn]:
    """What each notebook holds: as an earlier run read it, or read now."""
    unknown = []
    for task in tasks:
        summaries = readings.known(task.found, task.asked)
        if summaries is None:
            unknown.append(task)
        for summary in summaries or ():
            yield HandIn(task.found, summary)
    yield from read_files(engine, unknown, readings)


def read_files(
    engine: Engine, tasks: Sequence[Read], readings: Readings | None = None
) -> Iterator[HandIn]:
    """What each notebook holds; one of another unit than the one asked for is passed over."""
    for result in engine.run(tasks):
        task = result.task
        assert isinstance(task, Read)
        summaries = _summaries(result)
        if summaries is None:
            told = (*task.found.notes, Message("reader_failed"))
            summaries = [Summary(task.asked, "unreadable", None, "", messages=told)]
        elif readings is not None:
            readings.add(task.found, task.asked, summaries)
        for summary in summaries:
            yield HandIn(task.found, summary)


def _summaries(result: Done | Lost) -> list[Summary] | None:
    """What the reader told; None if it came to an end."""
    if isinstance(result, Done) and not result.problem:
        with suppress(ValueError):
            return [Summary.from_json(part) for part in result.parts]
    return None


def _not_read(found: Found, course: Course, asked: str | None) -> HandIn | None:
    """For what cannot be a notebook; None if its name says that it is of another unit."""
    unit = unit_in(found.hints, course.units)
    if asked is not None and unit not in (None, asked):
        return None
    told = (*found.notes, *([found.instead] if found.instead else []))
    return HandIn(found, Summary(asked or unit, "no_notebook", None, "", messages=told))


def _of_the_only_unit(hand_ins: list[HandIn]) -> list[HandIn]:
    """What cannot be read is of the unit that everybody else handed in, if there is only one."""
    units = {one.summary.unit for one in hand_ins} - {None}
    if len(units) != 1:
        return hand_ins
    (unit,) = units
    return [
        replace(one, summary=replace(one.summary, unit=one.summary.unit or unit))
        if one.summary.status in ("no_notebook", "unreadable")
        else one
        for one in hand_ins
    ]


def _absent(
    hand_ins: Sequence[HandIn], nobodys: Iterable[Absent], asked: str | None
) -> Iterator[HandIn]:
    """A row for everybody of the roster and each unit that somebody handed in."""
    there = {one.key for one in hand_ins}
    units = [asked] if asked else sorted({one.summary.unit for one in hand_ins} - {None}, key=str)
    people: dict[str, Found | Absent] = {one.found.student: one.found for one in hand_ins}
    people.update({one.student: one for one in nobodys})
    for student, known in people.items():
        for unit in units:
            if (student, unit) not in there:
                facts = {name: getattr(known, name) for name in ("name", "id", "email", "group")}
                yield HandIn(Found(student, Path(), **facts), Summary(unit, "absent", None, ""))
