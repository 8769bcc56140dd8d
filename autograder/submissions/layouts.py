"""Who owns what, where no platform says it: the level that differs between hand-ins.

Whoever the outermost level names owns everything below it. Folders of weeks and units are passed
through; a folder is a person's unless what is inside says that several people's work is in it,
and where that cannot be told nobody is graded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from autograder.results import Message
from autograder.submissions.kinds import WORK
from autograder.submissions.models import Person, Uncertain
from autograder.submissions.names import shortened
from autograder.submissions.platforms import named_by_platforms
from autograder.submissions.tree import Node, Owner
from autograder.submissions.words import (
    Reading,
    is_generic,
    is_official,
    is_state,
    is_team,
    read_name,
    tokens,
    whole_name,
    without_shared_words,
)

MAX_SHOWN = 4
_MAIL = re.compile(r"[^\s<>()]+@[^\s<>()]+\.\w+")

Known = Callable[[str], bool]
"""Whether a roster holds somebody of this name."""


@dataclass
class Layout:
    """The owners of nodes, what nobody owns, and what needs a person."""

    owners: dict[Node, Owner] = field(default_factory=dict)
    nobodys: list[Node] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


def lay_out(
    top: Node, units: Collection[str], known: Known, told: Mapping[Node, Owner], given: bool
) -> Layout:
    """The owners below `top`; `told` are those that a platform's own list names.

    `given`: what is right below the top was named on the command line, one by one.
    Raises Uncertain.
    """
    opened: set[Node] = set()
    while True:
        owners, level = _level(top, opened, units, told)
        inside = {node: _names_in(node, units) for node in level}
        wider = _shared_folders(inside, owners, known, units, given)
        if not wider:
            break
        opened |= wider
    layout = Layout(owners)
    _name_level(layout, level, units)
    crowds = {node: names for node, names in inside.items() if len(names) > 1}
    others = sum(1 for node in level if node in layout.owners) - len(crowds)
    for node, names in crowds.items():
        if len(crowds) >= others and not known(node.stem):
            raise Uncertain(_which(node, names))
        args = {"path": path_of(node), "names": _some(names), "owner": shortened(node.stem)}
        layout.messages.append(Message("several_names", args))
    return layout


def _level(
    top: Node, opened: Collection[Node], units: Collection[str], told: Mapping[Node, Owner]
) -> tuple[dict[Node, Owner], list[Node]]:
    """The owners that platforms name, and what lies beside: the level that may name people."""
    owners: dict[Node, Owner] = dict(told)
    level: list[Node] = []
    pending = [top]
    while pending:
        folder = pending.pop(0)
        owners |= {n: o for n, o in named_by_platforms(folder, units).items() if n not in owners}
        for child in folder.children.values():
            if child in owners:
                continue
            if child.is_folder and (child in opened or is_generic(child.name, units)):
                pending.append(child)
            else:
                level.append(child)
    return owners, level


def _names_in(node: Node, units: Collection[str]) -> list[str]:
    """Names in a folder or archive that may be people's; one's own name does not count."""
    own = set(tokens(node.stem))
    found: dict[str, str] = {}
    if node.entry:
        return []
    *passed, node = _way_down(node)
    pending = list(node.children.values())
    platforms = named_by_platforms(node, units)
    while pending:
        child = pending.pop(0)
        if child in platforms:
            who = platforms[child].people[0].name
        elif child.is_folder and is_generic(child.name, units):
            pending += child.children.values()
            continue
        else:
            who = _firm(child, units)
        if who and own.isdisjoint(tokens(who)) and any(f.is_notebook for f in child.files()):
            found.setdefault(" ".join(tokens(who)), who)
    on_the_way = [who for one in [*passed, node][1:] if (who := _firm(one, units))]
    return sorted(found.values()) or on_the_way[:1]


def _firm(node: Node, units: Collection[str]) -> str:
    """Whom a name means, if more than a number says it."""
    reading = read_name(node.stem, units)
    return "" if reading.weak or is_generic(node.stem, units) else reading.who


def _way_down(node: Node) -> list[Node]:
    """The folders from a node down to one in which there is more than one way to notebooks."""
    way = [node]
    while True:
        below = way[-1].children.values()
        ways = [child for child in below if any(file.is_notebook for file in child.files())]
        if len(ways) != 1 or ways[0].entry:
            return way
        way.append(ways[0])


def _shared_folders(
    inside: Mapping[Node, Sequence[str]],
    owners: Mapping[Node, Owner],
    known: Known,
    units: Collection[str],
    given: bool,
) -> set[Node]:
    """The folders of the level that hold several people's work for certain."""
    folders = {node: names for node, names in inside.items() if node.is_folder}
    crowds = {node for node, names in folders.items() if len(names) > 1}
    if any(known(node.stem) for node in inside):
        return set()
    if heard := {node for node, names in folders.items() if any(map(known, names))}:
        return heard
    named = [n for n in inside if not n.is_folder and _is_hand_in(n, read_name(n.stem, units))]
    if len(folders) == 1 and not named and not owners:
        return crowds
    if given and len(crowds) == len(folders):
        return crowds
    if not named and crowds and all(_is_platforms(node, units) for node in folders):
        return set(folders)
    parts = {node for node in folders if is_team(node.name) or read_name(node.name).weak}
    return parts if crowds and crowds <= parts and all(folders[p] for p in parts) else set()


def _is_platforms(folder: Node, units: Collection[str]) -> bool:
    """Whether a platform wrote the names of all that lies in a folder."""
    folder = _way_down(folder)[-1]
    named = named_by_platforms(folder, units)
    return bool(named) and all(child in named for child in folder.children.values())


def _is_hand_in(node: Node, reading: Reading) -> bool:
    """Whether a file or archive among others is a hand-in because of the name that it bears."""
    if node.is_notebook or node.is_archive:
        return bool(reading.who)
    return bool(reading.who) and node.kind in WORK and not is_official(node.stem)


def _name_level(layout: Layout, level: Sequence[Node], units: Collection[str]) -> None:
    """Everything of the level that bears a name is its owner's; the rest is nobody's."""
    works = any(not node.entry and any(f.is_notebook for f in node.files()) for node in level)
    named: dict[Node, Reading] = {}
    for node in level:
        reading = read_name(node.stem, units)
        if node.is_notebook and not reading.who and is_state(node.stem):
            reading = Reading(node.stem)
        folder = not node.entry and reading.who and (works or _has_work(node))
        if folder or (node.entry and _is_hand_in(node, reading)):
            named[node] = reading
        elif node.entry or _has_work(node):
            layout.nobodys.append(node)
    whos = without_shared_words(_told_by_others(named, units))
    for (node, reading), who in zip(named.items(), whos, strict=True):
        mail = _MAIL.search(who)
        about = " ".join(reading.units)
        layout.owners[node] = Owner(
            (Person(who, email=mail[0] if mail else None),), unit=about, attempt=reading.attempt
        )


def _told_by_others(named: Mapping[Node, Reading], units: Collection[str]) -> list[str]:
    """Who each name means: a word of a file's name is nobody's only if other files have it too.

    `tarea_ana` beside `tarea_luis` is ana; `pool_first` beside `pool_second` are two. Where folders
    are `1_Ana` and `2_Ana`, the numbers tell people apart and every folder keeps its own.
    """
    numbered = {node: reading.who for node, reading in named.items() if _is_numbered(node, reading)}
    folders = Counter(reading.who for node, reading in named.items() if node.is_folder)
    if any(folders[who] > 1 for who in numbered.values()):
        named = {n: replace(r, who=n.stem) if n in numbered else r for n, r in named.items()}
    whole = {node: whole_name(node.stem, units) for node in named if not node.is_folder}
    times = Counter(word for _, words in whole.values() for word in words)
    alone = {node for node, (_, words) in whole.items() if any(times[w] < 2 for w in words)}
    return [
        whole[node][0] if node in alone and len(whole) > 1 else reading.who
        for node, reading in named.items()
    ]


def _is_numbered(node: Node, reading: Reading) -> bool:
    """Whether a folder's name is a number and then a name: `07_Ana`."""
    return node.is_folder and node.stem.removesuffix(reading.who).strip(" _-.)").isdecimal()


def _has_work(node: Node) -> bool:
    return any(file.is_notebook or file.kind in WORK - {"nothing"} for file in node.files())


def _which(node: Node, names: Sequence[str]) -> Message:
    """Who would fall together, and what to say in either case."""
    where = "*/" * (node.depth - 1)
    args = {"path": path_of(node), "names": _some(names), "one": f"{where}{{student}}/**"}
    if node.is_archive:
        return Message("uncertain_archive", args)
    below = ".ipynb" if _holds_files(node) else "/**"
    return Message("uncertain_owner", {**args, "several": f"{where}*/{{student}}{below}"})


def _holds_files(node: Node) -> bool:
    return any(child.is_notebook for child in node.children.values())


def path_of(node: Node) -> str:
    """The names from below the top down to the node."""
    return shortened("/".join([one.name for one in (node, *node.above())][::-1]))


def _some(names: Sequence[str]) -> list[str]:
    return [
        *(shortened(name, 60) for name in names[:MAX_SHOWN]),
        *(["…"] if names[MAX_SHOWN:] else []),
    ]
