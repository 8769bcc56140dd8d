"""From the paths that somebody names to who handed in what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.results import Message
from autograder.submissions.handins import MAX_NAMES, files_of
from autograder.submissions.layouts import Known, lay_out
from autograder.submissions.models import Found, HandIns, Person, Uncertain, WrongUsage
from autograder.submissions.names import natural, shown
from autograder.submissions.patterns import Pattern, student_pattern
from autograder.submissions.people import Claim, call_people
from autograder.submissions.platforms.gradescope import gradescope
from autograder.submissions.roots import ListArchive, Root, descend, roots
from autograder.submissions.roster import Roster
from autograder.submissions.tree import Node, Owner
from autograder.submissions.words import is_generic, read_name, unit_in


def find(
    paths: Sequence[Path],
    *,
    list_archive: ListArchive,
    student_from: str | None = None,
    roster: Roster | None = None,
    results: Path | None = None,
    units: Collection[str] = (),
) -> HandIns:
    """Who handed in what below `paths`; the same whatever their order.

    Looks at names only: no file of a student is opened, and archives go to `list_archive`.
    `student_from` is a pattern such as `{unit}/{student}/**`; `results` is a folder of ours that
    is not looked into; `units` are the names that may stand in file names beside a student's.

    Raises NotFound for a path that does not exist, Uncertain if it is not certain who handed in
    what, and WrongUsage for a pattern that names nobody.
    """
    messages: list[Message] = []
    pattern = student_pattern(student_from, units) if student_from is not None else None
    claims: list[Claim] = []
    for number, root in enumerate(roots(paths, units, list_archive, results, messages)):
        owned = _by_pattern(root, pattern, messages) if pattern else None
        if owned is None:
            owned = _by_layout(root, units, roster, messages)
        claims += [
            Claim(node, owner, person, number)
            for node, owner in owned.items()
            for person in _members(owner, roster)
        ]
    if pattern and not claims:
        raise WrongUsage(Message("student_from_matches_nothing", {"pattern": shown(student_from)}))
    called, absent, asked = call_people(_apart(claims), roster)
    found = files_of(called, units, messages)
    return HandIns(tuple(_ordered(found)), tuple(absent), tuple(_once([*messages, *asked])))


def _by_layout(
    root: Root, units: Collection[str], roster: Roster | None, messages: list[Message]
) -> dict[Node, Owner]:
    root = descend(root)
    told: Mapping[Node, Owner] = {}
    if root.metadata:
        try:
            told = gradescope(root.top, root.metadata)
        except ValueError as error:
            args = {"path": shown(root.top.name), "cause": shown(str(error))}
            raise Uncertain(Message("bad_metadata", args)) from error
    layout = lay_out(root.top, units, _known(roster), told, root.given)
    messages += layout.messages
    return layout.owners | _nameless(root, layout.owners, layout.nobodys, units, messages)


def _known(roster: Roster | None) -> Known:
    def known(name: str) -> bool:
        return roster is not None and (roster.who(name=name) is not None or bool(roster.team(name)))

    return known


def _nameless(
    root: Root,
    owners: Mapping[Node, Owner],
    nodes: Sequence[Node],
    units: Collection[str],
    messages: list[Message],
) -> dict[Node, Owner]:
    """Owners of what bears nobody's name: the root's, if there is nobody else and no doubt."""
    works = [node for node in nodes if node.is_notebook or not node.entry]
    if not works:
        _pass_over(nodes, owners, messages)
        return {}
    about = [unit_in((n.stem, *(up.name for up in n.above())), units) for n in works]
    if owners:
        for node in works:
            args = {"path": _origin(node), "student": _label(node, root)}
            messages.append(Message("names_nobody", args))
        return {node: Owner((Person(_label(node, root)),)) for node in works}
    if len(works) > 1 and (None in about or len(set(about)) < len(about)):
        raise Uncertain(_which(root, works))
    name = "" if root.given or is_generic(root.top.name, units) else root.top.name
    who = read_name(name, units).who
    whole = root.top.name if len(works) > 1 and root.top.name else _label(works[0], root)
    return {node: Owner((Person(who or whole),)) for node in works}


def _which(root: Root, works: Sequence[Node]) -> Message:
    depth = max(node.depth for node in works) - 1
    deepest = depth > 0 and all(node.depth == depth + 1 for node in works)
    pattern = "*/" * (depth - 1) + "{student}/**" if deepest else "**/{student}.ipynb"
    files = [_origin(node) for node in works[:MAX_NAMES]]
    return Message("uncertain_nameless", {"files": files, "pattern": pattern})


def _label(node: Node, root: Root) -> str:
    """A name for what has none: the folder it lies in, or its own."""
    folder = next(iter(node.above()), None)
    return folder.name if folder else node.stem


def _origin(node: Node) -> str:
    return next(file.entry.origin for file in node.files() if file.entry)


def _pass_over(
    nodes: Iterable[Node], owners: Mapping[Node, Owner], messages: list[Message]
) -> None:
    """Names the files that look like work and bear nobody's name, if there is nothing else."""


def _by_pattern(root: Root, pattern: Pattern, messages: list[Message]) -> dict[Node, Owner] | None:
    """Owners as the pattern says; notebooks that it leaves out are named."""
    owned: dict[Node, Owner] = {}
    left: list[str] = []
    for node in root.top.files():
        owner = pattern.owner(node.entry) if node.entry else None
        if owner:
            owned[node] = owner
        elif node.is_notebook:
            left.append(_origin(node))
    if left and owned:
        args = {"count": len(left), "files": left[:MAX_NAMES]}
        messages.append(Message("student_from_left_out", args))
    return owned


def _members(owner: Owner, roster: Roster | None) -> tuple[Person, ...]:
    """The people of an owner; a team that the roster knows is its members."""
    if roster and len(owner.people) == 1:
        person = owner.people[0]
        known = roster.who(name=person.name, id=person.id, email=person.email)
        team = () if known else roster.team(person.name)
        return tuple(replace(one, group=person.name) for one in team) or owner.people
    return owner.people


def _apart(claims: list[Claim]) -> list[Claim]:
    """One name in several archives that hold nothing else names a file, and nobody."""
    return claims


def _ordered(found: Iterable[Found]) -> list[Found]:
    return sorted(found, key=lambda one: (natural(one.origin), natural(one.student)))


def _once(messages: Iterable[Message]) -> list[Message]:
    once: list[Message] = []
    for message in messages:
        if message not in once:
            once.append(message)
    return once
