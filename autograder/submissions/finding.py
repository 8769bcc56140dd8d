"""From the paths that somebody names to who handed in what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.results import Message
from autograder.submissions.folders import printable
from autograder.submissions.handins import MAX_NAMES, files_of
from autograder.submissions.layouts import Known, lay_out, path_of
from autograder.submissions.models import HandIns, Person, Uncertain, WrongUsage
from autograder.submissions.names import natural, shortened
from autograder.submissions.patterns import Pattern, student_pattern
from autograder.submissions.people import Claim, call_people
from autograder.submissions.platforms.gradescope import gradescope
from autograder.submissions.roots import ListArchive, Root, descend, roots
from autograder.submissions.roster import Roster
from autograder.submissions.tree import Node, Owner
from autograder.submissions.words import is_generic, is_official, read_name, unit_in

_LIKELY_WORK = {"archive", "zip", "pdf", "html", "python", "json", "document", "partial", "address"}
"""What bears nobody's name and may be somebody's work all the same."""


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
    trees = roots(paths, units, list_archive, results, messages)
    if pattern:
        owned = [_by_pattern(root, pattern) for root in trees]
        messages += _left_out(trees, owned, student_from or "")
    else:
        owned = [_by_layout(root, units, roster, messages) for root in trees]
        owned = _by_archive(trees, owned, units)
    claims = [
        Claim(node, owner, person)
        for owners in owned
        for node, owner in owners.items()
        for person in _members(owner, roster)
    ]
    called, absent, asked = call_people(claims, roster)
    found = files_of(called, units, messages)
    if not found and not messages:
        messages = [Message("nothing_found", {"path": printable(path)}) for path in sorted(paths)]
    found.sort(key=lambda one: (natural(one.origin), natural(one.student)))
    return HandIns(tuple(found), tuple(absent), tuple(_once([*messages, *asked])))


def _by_layout(
    root: Root, units: Collection[str], roster: Roster | None, messages: list[Message]
) -> dict[Node, Owner]:
    root = descend(root, units)
    told: Mapping[Node, Owner] = {}
    if root.metadata:
        try:
            told = gradescope(root.top, root.metadata)
        except ValueError as error:
            args = {"path": shortened(root.top.name), "cause": shortened(str(error))}
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
    works = [node for node in nodes if node.is_notebook or node.is_archive]
    messages += [
        Message("ignored_file", {"path": _origin(node)})
        for node in nodes
        if node not in works and node.kind in _LIKELY_WORK and not is_official(node.stem)
    ]
    if not works:
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
    return {node: Owner((Person(who or whole),), unit=name) for node in works}


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


def _by_pattern(root: Root, pattern: Pattern) -> dict[Node, Owner]:
    files = [(node, node.entry) for node in root.top.files()]
    owners = [(node, pattern.owner(entry)) for node, entry in files if entry]
    return {node: owner for node, owner in owners if owner}


def _left_out(
    trees: Sequence[Root], owned: Sequence[Mapping[Node, Owner]], pattern: str
) -> list[Message]:
    """The notebooks that the pattern does not reach; raises WrongUsage if it reaches nothing."""
    files = [node for root in trees for node in root.top.files()]
    reached = {node for owners in owned for node in owners}
    if files and not reached:
        args = {"pattern": shortened(pattern), "example": shortened(path_of(files[0]))}
        raise WrongUsage(Message("student_from_matches_nothing", args))
    left = [_origin(node) for node in files if node.is_notebook and node not in reached]
    if not left:
        return []
    return [Message("student_from_left_out", {"count": len(left), "files": left[:MAX_NAMES]})]


def _by_archive(
    trees: Sequence[Root], owned: Sequence[dict[Node, Owner]], units: Collection[str]
) -> list[dict[Node, Owner]]:
    """Where several roots hold one person each, and all the same one, the roots name people."""
    only = [_only(owners) for owners in owned]
    return [
        {node: Owner((Person(who),), unit=root.top.name) for node in owners}
        if name and only.count(name) > 1 and (who := read_name(root.top.name, units).who)
        else owners
        for root, owners, name in zip(trees, owned, only, strict=True)
    ]


def _only(owners: Mapping[Node, Owner]) -> str:
    """The name of the only person, where no platform says it."""
    names = {owner.people[0].name for owner in owners.values()}
    return names.pop() if len(names) == 1 and not any(o.exact for o in owners.values()) else ""


def _members(owner: Owner, roster: Roster | None) -> tuple[Person, ...]:
    """The people of an owner; a team that the roster knows is its members."""
    if roster and len(owner.people) == 1:
        person = owner.people[0]
        known = roster.who(name=person.name, id=person.id, email=person.email)
        team = () if known else roster.team(person.name)
        return tuple(replace(one, group=person.name) for one in team) or owner.people
    return owner.people


def _once(messages: Iterable[Message]) -> list[Message]:
    once: list[Message] = []
    for message in messages:
        if message not in once:
            once.append(message)
    return once
