"""The people of a class, from a list of ours or a platform's own export."""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.results import Message
from autograder.submissions.folders import printable, read_bytes
from autograder.submissions.models import Person, Unreadable, WrongUsage
from autograder.submissions.names import shortened
from autograder.submissions.words import plain, tokens
from autograder.tables import rows_of, text_of

MAX_ROSTER_BYTES = 16 << 20

# What a column is called, as `plain` has it, in the exports of Canvas, Moodle, nbgrader,
# GitHub Classroom, Gradescope and Brightspace, and in lists that people keep.
_COLUMNS: Mapping[str, Sequence[str]] = {
    "id": ("id", "identifier", "identificador", "student_id", "id number", "numero de id", "sid",
           "student id", "orgdefinedid", "nia", "dni", "matricula", "codigo", "legajo"),
    "name": ("name", "full name", "student", "nombre completo", "student name",
             "nombre y apellidos", "apellidos y nombre", "alumno", "alumna", "estudiante"),
    "first": ("first name", "first_name", "firstname", "nombre", "nombres", "given name"),
    "last": ("last name", "last_name", "lastname", "apellido(s)", "apellido", "apellidos",
             "surname", "family name"),
    "email": ("email", "e-mail", "mail", "correo", "email address", "correo electronico",
              "direccion de correo", "direccion de correo electronico", "e-mail address"),
    "group": ("group", "groups", "grupo", "grupos", "group name", "group_name", "team", "equipo",
              "section", "sections", "seccion"),
    "alias": ("sis login id", "sis user id", "username", "user name", "github_username", "login",
              "usuario", "nombre de usuario", "eid", "identifier 2", "integration id"),
}  # fmt: skip
_FIELD = {name: column for column, names in _COLUMNS.items() for name in names}
_NOBODY = re.compile(r" *points possible|student, test|points-per-question", re.IGNORECASE)


@dataclass(frozen=True)
class Roster:
    """The people of a class, in the order of the list."""

    people: tuple[Person, ...]

    def who(
        self, *, name: str = "", id: str | None = None, email: str | None = None
    ) -> Person | None:
        """The one person whom an id, an e-mail and a name mean; None if they mean several."""
        words = " ".join(sorted(tokens(name)))
        keys = [f"id {plain(id)}" if id else "", f"mail {plain(email)}" if email else ""]
        keys += [f"id {plain(name)}", f"mail {plain(name)}", f"name {words}"]
        keys += [f"all {_together(name)}"]
        meant = {people[0] for key in keys if len(people := self._index.get(key, ())) == 1}
        return meant.pop() if len(meant) == 1 else None

    def team(self, name: str) -> tuple[Person, ...]:
        """The members of the group of this name."""
        return self._teams.get(plain(name), ())

    def guess(self, name: str) -> Person | None:
        """Whom a name that means nobody may have meant."""
        known = {" ".join(tokens(text)): p for p in self.people for text in (p.name, p.id or "")}
        known.pop("", None)
        close = difflib.get_close_matches(" ".join(tokens(name)), sorted(known), n=1, cutoff=0.6)
        if close:
            return known[close[0]]
        mine = set(tokens(name))
        sharing = [p for p in self.people if mine and mine <= set(tokens(p.name))]
        return sharing[0] if len(sharing) == 1 else None

    @cached_property
    def _index(self) -> Mapping[str, Sequence[Person]]:
        index: dict[str, list[Person]] = {}
        for person in self.people:
            for key in sorted(set(_keys(person))):
                index.setdefault(key, []).append(person)
        return index

    @cached_property
    def _teams(self) -> Mapping[str, tuple[Person, ...]]:
        teams: dict[str, tuple[Person, ...]] = {}
        for person in self.people:
            if person.group:
                name = plain(person.group)
                teams[name] = (*teams.get(name, ()), person)
        return teams


def read_roster(path: Path) -> Roster:
    """The people in a CSV file; raises WrongUsage, which says the line and what is wrong with it.

    UTF-8, UTF-16 or cp1252; commas, semicolons or tabs. The columns may have any order: an id or a
    name is needed, as the exports of Canvas, Moodle and nbgrader have them.
    """
    try:
        text = text_of(read_bytes(path, MAX_ROSTER_BYTES))
    except Unreadable as error:
        args = {"path": printable(path), "cause": error.message.args.get("cause", error.message.id)}
        raise WrongUsage(Message("roster_unreadable", args)) from error
    try:
        people = list(_people((row for _, row in rows_of(text)), printable(path)))
    except csv.Error as error:
        args = {"path": printable(path), "cause": str(error)}
        raise WrongUsage(Message("roster_unreadable", args)) from error
    if not people:
        raise WrongUsage(Message("roster_empty", {"path": printable(path)}))
    return Roster(tuple(people))


def _people(rows: Iterator[list[str]], path: str) -> Iterator[Person]:
    header = next((row for row in rows if any(cell.strip() for cell in row)), [])
    titles = [plain(cell.strip().lstrip("#").removeprefix("﻿")) for cell in header]
    columns = [_FIELD.get(title, "") for title in titles]
    if not {"id", "name", "first", "last", "email"} & set(columns):
        found = [shortened(cell, 40) for cell in header[:12]]
        raise WrongUsage(Message("roster_columns", {"path": path, "columns": found}))
    repeats = "assignment" in titles  # nbgrader has a line for each student and assignment
    seen: dict[str, Person] = {}
    for number, row in enumerate(rows, 2):
        person = _person(dict(zip(range(len(row)), row, strict=True)), columns)
        if person is None:
            continue
        for key in filter(None, (person.id, person.email, None if person.id else person.name)):
            other = seen.setdefault(plain(key), person)
            if other is not person:
                if repeats and other.name == person.name:
                    break
                args = {"path": path, "line": number, "person": shortened(key, 80)}
                raise WrongUsage(Message("roster_twice", args))
        else:
            yield person


def _person(cells: Mapping[int, str], columns: Sequence[str]) -> Person | None:
    """The person of a row; None for a blank one and for what exports put between people."""
    values: dict[str, list[str]] = {}
    for place, column in enumerate(columns):
        value = " ".join(cells.get(place, "").split()).lstrip("#")
        if value:
            values.setdefault(column, []).append(value)
    first = {column: each[0] for column, each in values.items() if column}
    full = " ".join(filter(None, (first.get("first"), first.get("last"))))
    if "last" not in columns and "first" in columns and "name" not in columns:
        full = first.get("first", "")
    name = first.get("name") or full
    identity = first.get("id")
    if _NOBODY.match(name) or not (name or identity or first.get("email")):
        return None
    if not name and not identity and not first.get("email"):
        return None
    aliases = tuple(values.get("alias", []))
    if identity and (digits := re.fullmatch(r"\D+ (\d+)", identity)):
        aliases = (*aliases, digits[1])  # Moodle's "Participant 48211" is 48211 in its downloads
    called = name or identity or first.get("email", "")
    return Person(called, identity, first.get("email"), first.get("group"), aliases)


def _keys(person: Person) -> Iterator[str]:
    for identity in filter(None, (person.id, *person.aliases)):
        yield f"id {plain(identity)}"
    if person.email:
        yield f"mail {plain(person.email)}"
        yield f"id {plain(person.email.partition('@')[0])}"
    words = tokens(person.name)
    yield f"name {' '.join(sorted(words))}"
    yield f"all {''.join(words)}"
    if "," not in person.name and len(words) > 1:
        yield from (f"all {''.join(words[cut:] + words[:cut])}" for cut in range(1, len(words)))


def _together(name: str) -> str:
    """Letters and digits only: Canvas writes `Novak, Mira` as `novakmira` in file names."""
    return "".join(c for c in plain(name) if c.isalnum())
