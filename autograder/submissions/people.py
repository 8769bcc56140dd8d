"""One student, one name: the same person under two spellings, and two people under one."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from autograder.results import Message
from autograder.submissions.models import Absent, Person
from autograder.submissions.names import safe_student, shortened
from autograder.submissions.roster import Roster
from autograder.submissions.tree import Node, Owner
from autograder.submissions.words import plain, tokens


@dataclass(frozen=True)
class Claim:
    """That `node` is the work of `person`."""

    node: Node
    owner: Owner
    person: Person


Called = dict[Claim, Person]
"""Whose each claim is: one `name` for all claims of one person, and for nobody else's."""


def call_people(
    claims: Sequence[Claim], roster: Roster | None
) -> tuple[Called, list[Absent], list[Message]]:
    """Settles names; those of the roster who handed in nothing; and the names to ask about."""
    called: Called = {}
    rest: list[Claim] = []
    for claim in claims:
        known = _of(roster, claim.person)
        if known is None:
            rest.append(claim)
        else:
            called[claim] = known
    by_id = any(plain(c.person.name) in map(plain, _ids(known)) for c, known in called.items())
    absent = []
    if roster:
        labels = _labels(roster, by_id)
        present = set(called.values())
        absent = [
            Absent(safe_student(labels[p]), p.name, p.id, p.email, p.group)
            for p in roster.people
            if p not in present
        ]
        called = {
            claim: replace(_joined(known, claim.person), name=labels[known], aliases=(known.name,))
            for claim, known in called.items()
        }
    own = _spelled(_numbered(rest))
    messages = _strangers(own.values(), roster) if roster else _alike(own)
    return called | own, absent, messages


def _of(roster: Roster | None, person: Person) -> Person | None:
    if roster is None:
        return None
    return roster.who(name=person.name, id=person.id, email=person.email)


def _ids(person: Person) -> list[str]:
    return [one for one in (person.id, person.email, *person.aliases) if one]


def _joined(known: Person, told: Person) -> Person:
    """The roster's facts, with what only the platform says."""
    return replace(
        known,
        id=known.id or told.id,
        email=known.email or told.email,
        group=known.group or told.group,
    )


def _labels(roster: Roster, by_id: bool) -> Mapping[Person, str]:
    """What each person of a roster is called: the id if hand-ins go by it, else the name."""
    names = defaultdict(list)
    for person in roster.people:
        names[plain(person.name)].append(person)
    return {
        person: person.id
        if by_id and person.id
        else person.name
        if len(names[plain(person.name)]) == 1
        else f"{person.name}_{person.id or person.email}"
        for person in roster.people
    }


def _numbered(claims: Iterable[Claim]) -> Called:
    """Two people of one name side by side are told apart by the download's numbers."""
    claims = list(claims)
    numbers: dict[tuple[int, str], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.person.id:
            numbers[id(claim.node.parent), claim.person.name].add(claim.person.id)
    shared = {
        (name, n) for (_, name), several in numbers.items() if len(several) > 1 for n in several
    }
    called = {}
    for claim in claims:
        name = claim.person.name
        if (name, claim.person.id) in shared:
            name = f"{name}_{claim.person.id}"
        called[claim] = replace(claim.person, name=unicodedata.normalize("NFC", name))
    return called


def _spelled(called: Called) -> Called:
    """`Ana Gil` and `ana_gil` in two folders are one person; side by side they are two."""
    spellings: dict[str, set[str]] = defaultdict(set)
    beside: dict[tuple[str, int], set[str]] = defaultdict(set)
    exact: dict[str, set[str]] = defaultdict(set)
    for claim, person in called.items():
        key = _spelling(person.name)
        spellings[key].add(person.name)
        beside[key, id(claim.node.parent)].add(person.name)
        if claim.owner.exact:
            exact[key].add(person.name)
    apart = {key for (key, _), names in beside.items() if len(names) > 1}
    apart |= {key for key, names in exact.items() if len(names) > 1}
    return {
        claim: person
        if (key := _spelling(person.name)) in apart
        else replace(person, name=min(exact[key] or spellings[key]))
        for claim, person in called.items()
    }


def _spelling(name: str) -> str:
    words = "".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in name)
    return " ".join(words.casefold().split()) or name


def _strangers(people: Iterable[Person], roster: Roster) -> list[Message]:
    """A question about each name that is not in the roster."""
    messages = []
    for name in sorted({person.name for person in people}):
        guess = roster.guess(name)
        if guess:
            args = {"student": shortened(name), "guess": shortened(guess.name)}
            messages.append(Message("not_in_roster_but", args))
        else:
            messages.append(Message("not_in_roster", {"student": shortened(name)}))
    return messages


def _alike(called: Called) -> list[Message]:
    """Names that differ in accents, capitals or order, and that no platform tells apart."""
    names: dict[str, set[str]] = defaultdict(set)
    told = {person.name for claim, person in called.items() if claim.person.id}
    for person in called.values():
        names[" ".join(sorted(tokens(person.name)))].add(person.name)
    return [
        Message("names_alike", {"names": [shortened(name) for name in sorted(several)]})
        for _, several in sorted(names.items())
        if len(several - told) > 1
    ]
