"""A table that a platform has exported: read as it is, its people found, written back as it was."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.exports.models import Given
from autograder.results import Message, Record
from autograder.results.folder import write_whole
from autograder.submissions.folders import printable, read_bytes
from autograder.submissions.models import Person, Unreadable, WrongUsage
from autograder.submissions.roster import Roster
from autograder.tables import mark_of, rows_of, text_of

MAX_BYTES = 64 << 20


@dataclass(frozen=True)
class Gradebook:
    """Header and rows, every cell a text, and how they were written."""

    path: Path
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    mark: str
    bom: bool

    def write(self, path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """With the marks and the encoding of the table that was read; UTF-8 always."""
        text = io.StringIO()
        table = csv.writer(text, delimiter=self.mark, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)
        start = codecs.BOM_UTF8 if self.bom else b""
        write_whole(path, start + text.getvalue().encode())


def read_gradebook(given: Given, message: str) -> Gradebook:
    """The table that was given; raises WrongUsage, with `message` if there is none."""
    if given.gradebook is None:
        raise WrongUsage(Message(message))
    path = given.gradebook
    try:
        data = read_bytes(path, MAX_BYTES)
        text = text_of(data)
        rows = [row for _, row in rows_of(text) if any(cell.strip() for cell in row)]
    except Unreadable as error:
        cause = error.message.args.get("cause", error.message.id)
        raise WrongUsage(
            Message("gradebook_unreadable", {"path": printable(path), "cause": cause})
        ) from None
    except csv.Error as error:
        args = {"path": printable(path), "cause": str(error)}
        raise WrongUsage(Message("gradebook_unreadable", args)) from None
    if len(rows) < 2:
        raise WrongUsage(Message("gradebook_empty", {"path": printable(path)}))
    header = [cell.strip() for cell in rows[0]]
    wide = [[*row, *[""] * (len(header) - len(row))] for row in rows[1:]]
    return Gradebook(path, header, wide, mark_of(text), data.startswith(codecs.BOM_UTF8))


def match(
    records: Sequence[Record],
    rows: Sequence[Sequence[str]],
    person_of: Callable[[Sequence[str]], Person | None],
    roster: Roster | None,
) -> tuple[Mapping[int, Record], list[Message]]:
    """Place of a row -> whose record it takes; and who is in one of the two only.

    Of two records that mean one row neither is taken.
    """
    people = {i: person for i, row in enumerate(rows) if (person := person_of(row))}
    book = Roster(tuple(people.values()))
    place = {person: i for i, person in people.items()}
    found: dict[int, list[Record]] = {}
    notes = []
    for record in records:
        person = _meant(record, book, roster)
        if person is None:
            notes.append(Message("export_unmatched", {"student": record.student}))
        else:
            found.setdefault(place[person], []).append(record)
    for i, several in found.items():
        if len(several) > 1:
            args = {"students": [one.student for one in several], "person": people[i].name}
            notes.append(Message("export_same_person", args))
    taken = {i: several[0] for i, several in found.items() if len(several) == 1}
    left = [people[i].name for i in people if i not in found]
    if left:
        args = {"count": str(len(left)), "people": [*left[:5], *(["…"] if left[5:] else [])]}
        notes.append(Message("export_without_record", args))
    return taken, notes


def _meant(record: Record, book: Roster, roster: Roster | None) -> Person | None:
    """The person of a gradebook whom a record means, if need be by way of the roster."""
    name, id, email = record.student, record.id, record.email
    if (person := book.who(name=name, id=id, email=email)) or roster is None:
        return person
    known = roster.who(name=name, id=id, email=email)
    if known is None:
        return None
    ids = [known.id, *known.aliases]
    meant = {book.who(name=known.name, id=one, email=known.email) for one in ids} - {None}
    return meant.pop() if len(meant) == 1 else None
