"""What an export gets and what it gives back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from autograder.engines.tasks import Isolation
from autograder.results import Message, Record
from autograder.results.folder import NOT_SEEN, records_in
from autograder.submissions.models import WrongUsage
from autograder.submissions.roster import Roster
from course.model import Course


@dataclass(frozen=True)
class Given:
    """A results folder and what somebody says about the other side.

    `gradebook` is a table that the platform has exported; `assignment` is what the unit is called
    there, where it is not called as ours; `roster` helps to find people; `isolation` is for what
    grades elsewhere.
    """

    course: Course
    results: Path
    out: Path
    units: tuple[str, ...] = ()
    gradebook: Path | None = None
    roster: Roster | None = None
    assignment: str | None = None
    isolation: Isolation = "full"

    def records(self) -> Iterator[Record]:
        """By student and unit; of the units that were asked for."""
        for record in records_in(self.results):
            if not self.units or record.unit in self.units:
                yield record

    @cached_property
    def by_unit(self) -> Mapping[str, Sequence[Record]]:
        """In the order of the course."""
        found: dict[str, list[Record]] = {}
        for record in self.records():
            found.setdefault(record.unit, []).append(record)
        known = [unit for unit in self.course.units if unit in found]
        return {unit: found[unit] for unit in (*known, *sorted(set(found).difference(known)))}

    @property
    def only_unit(self) -> str:
        """For platforms with one table for each assignment; raises WrongUsage if there are more."""
        if len(self.by_unit) != 1:
            raise WrongUsage(Message("export_one_unit", {"units": list(self.by_unit)}))
        return next(iter(self.by_unit))

    def page(self, record: Record) -> bytes | None:
        """The student's page; None if there is none."""
        try:
            return (self.results / record.unit / f"{record.student}.html").read_bytes()
        except OSError:
            return None


@dataclass
class Written:
    """The files, and what needs a person."""

    paths: list[Path] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)


def is_scored(record: Record) -> bool:
    """Whether there is a number: not where nobody could open the file and nobody gave points."""
    seen = all(message.id != NOT_SEEN for message in record.messages)
    return seen or record.total is not None
