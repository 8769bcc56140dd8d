"""Platforms that one form of a name is enough for: Brightspace, ILIAS, OK."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime

from autograder.submissions.models import Person
from autograder.submissions.platforms.patterns import matches
from autograder.submissions.tree import Node, Owner
from autograder.submissions.words import read_name

_BRIGHTSPACE = re.compile(
    r"(?P<id>\d+)-\d+ ?- (?P<name>.+?) ?- (?P<time>[^-]*\b\d{4}\b[^-]*?)(?: ?- (?P<file>.+))?",
    re.DOTALL,
)
_ILIAS = re.compile(r"(?P<last>[^_]+)_(?P<first>.+)_(?P<login>[^_]+)_(?P<id>\d+)")
_MAIL = r"[^\s@/]+?@[A-Za-z0-9.]+\.[A-Za-z]{2,}"
_OKPY = re.compile(rf"{_MAIL}(?:-{_MAIL})*")


def brightspace(folder: Node, units: Collection[str]) -> dict[Node, Owner]:
    """`15271-35176 - Mira Novak - Oct 3, 2024 305 PM`, a folder or ` - {file}` after it."""
    return {
        node: Owner(
            (Person(parts["name"], parts["id"]),),
            exact=True,
            file=parts["file"],
            when=_clock(parts["time"]),
        )
        for node, parts in matches(folder, _BRIGHTSPACE)
    }


def _clock(text: str) -> float | None:
    """`Oct 3, 2024 305 PM`, read as UTC; None in other languages."""
    day, _, clock = text.strip().partition(", ")
    year, _, clock = clock.partition(" ")
    hours = clock.replace(" ", "").rjust(6, "0")
    try:
        when = datetime.strptime(f"{day} {year} {hours}", "%b %d %Y %I%M%p")
    except ValueError:
        return None
    return when.replace(tzinfo=UTC).timestamp()


def ilias(folder: Node, units: Collection[str]) -> dict[Node, Owner]:
    """`Paz_Ana_apaz_4021`, a folder for each; all folders are of this form, or none is."""
    folders = [node for node in folder.children.values() if node.is_folder]
    found = {n: parts for n, parts in matches(folder, _ILIAS) if n.is_folder}
    families = {parts["last"] for parts in found.values()}
    strange = any(not read_name(last, units).who for last in families)
    if len(found) < len(folders) or len(families) < 2 or strange:
        return {}
    return {
        node: Owner((Person(_full(parts), parts["id"], aliases=(parts["login"],)),), exact=True)
        for node, parts in found.items()
    }


def _full(parts: dict[str, str]) -> str:
    return f"{parts['first']} {parts['last']}".replace("_", " ")


def okpy(folder: Node, units: Collection[str]) -> dict[Node, Owner]:
    """`ana@uni.edu-luis@uni.edu`, a folder for each person or team."""
    owners = {}
    for node, _ in matches(folder, _OKPY):
        mails = re.findall(rf"(?:^|-)({_MAIL})(?=-[^-@]*@|$)", node.name)
        team = ", ".join(mails) if len(mails) > 1 else None
        people = tuple(Person(mail, email=mail, group=team) for mail in mails)
        if node.is_folder and people:
            owners[node] = Owner(people, exact=True)
    return owners
