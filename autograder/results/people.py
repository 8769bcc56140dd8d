"""Whom a cell, an extension or a gradebook means, among the people of a results folder."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.results.record import Record
from autograder.submissions.models import Person
from autograder.submissions.roster import Roster


class People:
    """Everybody who has a record; a student's name is that of the record's file."""

    def __init__(self, records: Iterable[Record]) -> None:
        known: dict[str, tuple[str | None, str | None]] = {}
        for record in records:
            id, email = known.get(record.student, (None, None))
            known[record.student] = (id or record.id, email or record.email)
        self._names = set(known)
        self._roster = Roster(tuple(_person(name, *facts) for name, facts in known.items()))

    def who(self, text: str) -> str | None:
        """The student whom a name, an id or an e-mail means; None if none, or several."""
        if text in self._names:
            return text
        person = self._roster.who(name=text)
        return person.name if person else None

    def guess(self, text: str) -> str | None:
        """Whom a text that means nobody may have meant."""
        person = self._roster.guess(text)
        return person.name if person else None


def _person(name: str, id: str | None, email: str | None) -> Person:
    """Spreadsheets take the zeros from an id: it is known without them too."""
    short = (id or "").lstrip("0")
    return Person(name, id, email, aliases=(short,) if short and short != id else ())
