"""The files of a class as a tree of folders and archives: what owners are looked for in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from autograder.submissions.kinds import Kind, kind_of, once_a_notebook, stem
from autograder.submissions.models import Entry, Person, TimeFrom


@dataclass(eq=False)
class Node:
    """A folder, an archive that somebody handed in, or a file; `entry` is the file.

    What an archive holds is below it, and names nobody.
    """

    name: str
    parent: Node | None = None
    children: dict[str, Node] = field(default_factory=dict)
    entry: Entry | None = None
    is_archive: bool = False

    @property
    def stem(self) -> str:
        return stem(self.name) if self.entry or self.is_archive else self.name

    @property
    def kind(self) -> Kind:
        return kind_of(self.name)

    @property
    def is_folder(self) -> bool:
        return self.entry is None and not self.is_archive

    @property
    def is_notebook(self) -> bool:
        return self.entry is not None and (self.kind == "notebook" or once_a_notebook(self.name))

    @property
    def depth(self) -> int:
        """How many levels lie between the top of the tree and this node."""
        return self.parent.depth + 1 if self.parent else 0

    def files(self) -> Iterator[Node]:
        """The files at and below this node, in the order in which they were found."""
        if self.entry is not None:
            yield self
        for child in self.children.values():
            yield from child.files()

    def above(self) -> Iterator[Node]:
        """The nodes that this one lies in, nearest first, without the top."""
        node = self.parent
        while node is not None and node.parent is not None:
            yield node
            node = node.parent


@dataclass(frozen=True)
class Owner:
    """Who a node names, and what else the name says; several people are a group.

    `exact` is what a platform wrote, or the user's own pattern says; else the name is a reading.
    `unit` and `file` may tell the unit; `when` is in seconds since 1970 as the platform says it.
    """

    people: tuple[Person, ...]
    exact: bool = False
    unit: str = ""
    file: str = ""
    late: bool = False
    when: float | None = None
    when_from: TimeFrom = "name"
    attempt: int = 0
    typed: Kind | None = None
    nbgrader: bool = False


def grow(name: str, entries: Iterable[Entry]) -> Node:
    """The tree of `entries`; the top is the folder or archive that somebody named."""
    top = Node(name)
    for entry in sorted(entries, key=lambda entry: (entry.parts, entry.inside)):
        node = top
        for depth, part in enumerate(entry.parts[:-1]):
            node = node.children.setdefault(part, Node(part, node))
            node.is_archive = node.is_archive or depth == entry.handed_in
        last = entry.parts[-1]
        node.children.setdefault(last, Node(last, node, entry=entry))
    for node in list(_all(top)):
        if len(node.children) > 1:
            node.children.pop("", None)
    return top


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children.values():
        yield from _all(child)


def sole(node: Node) -> Node | None:
    """The only thing in a folder, if it is a folder."""
    only = next(iter(node.children.values()), None)
    return only if len(node.children) == 1 and only and only.is_folder else None
