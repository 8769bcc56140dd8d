"""Who would be graded for what, from which file: the rows of a dry run."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from autograder.results import Message
from autograder.submissions.models import Found, HandIns
from autograder.submissions.names import natural
from autograder.submissions.words import unit_in


@dataclass(frozen=True)
class PlanRow:
    """One file of one student, or a student without a file; `unit` is empty where names tell none.

    `notes` say in words whatever is not plain from the other columns.
    """

    student: str
    unit: str
    file: str
    id: str
    late: bool
    notes: tuple[Message, ...]


def plan_rows(hand_ins: HandIns, units: Collection[str] = ()) -> list[PlanRow]:
    """The rows in the order of students; those who handed in nothing have one, without a file."""
    rows = [
        PlanRow(f.student, unit_in(f.hints, units) or "", f.origin, f.id or "", f.late, _notes(f))
        for f in hand_ins.found
    ]
    rows += [
        PlanRow(one.student, "", "", one.id or "", False, (Message("absent"),))
        for one in hand_ins.absent
    ]
    return sorted(rows, key=lambda row: (natural(row.student), natural(row.file)))


def _notes(found: Found) -> tuple[Message, ...]:
    notes = [note for note in found.notes if note.id != "marked_late"]
    if found.group:
        notes.append(Message("of_group", {"group": found.group}))
    if found.what == "maybe":
        notes.append(Message("contents_decide"))
    elif found.instead and found.instead.id == "no_notebook":
        notes.append(Message("came_instead", {"reason": found.instead.args["reason"]}))
    elif found.instead:
        notes.append(found.instead)
    return tuple(notes)
