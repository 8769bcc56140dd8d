"""From the paths that somebody names to trees of files, without opening any file of a student."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from autograder.results import Message
from autograder.submissions.archives import MAX_METADATA_BYTES, Listing
from autograder.submissions.folders import cannot_open, not_regular, printable, read_bytes, walk
from autograder.submissions.kinds import kind_of, stem
from autograder.submissions.models import Entry, NotFound, Unreadable
from autograder.submissions.names import shortened
from autograder.submissions.platforms import is_somebodys, named_by_platforms
from autograder.submissions.platforms.gradescope import METADATA, is_export
from autograder.submissions.platforms.nbgrader import submitted
from autograder.submissions.tree import Node, grow, sole
from autograder.submissions.words import read_name

ListArchive = Callable[[Path], Listing]


@dataclass
class Root:
    """What is graded together: the tree of a folder, an archive, or of paths named side by side.

    `given`: what is right below the top was named on the command line, one by one. `metadata` is
    the text of Gradescope's list.
    """

    top: Node
    given: bool = False
    is_archive: bool = False
    metadata: bytes = b""


@dataclass
class _Source:
    """One path that somebody named, and the files below it."""

    path: Path
    real: Path
    entries: list[Entry]
    kind: Literal["folder", "archive", "file"]
    metadata: bytes = b""


def roots(
    paths: Sequence[Path],
    units: Collection[str],
    list_archive: ListArchive,
    results: Path | None,
    messages: list[Message],
) -> list[Root]:
    """The trees below `paths`, the same whatever their order; raises NotFound."""
    for path in paths:
        if not os.path.lexists(path):
            raise NotFound(Message("path_not_found", {"path": printable(path)}))
    sources = []
    for path in _outermost(paths):
        before = len(messages)
        source = _source(path, list_archive, results, messages)
        if source and source.entries:
            sources.append(source)
        elif len(messages) == before:
            messages.append(Message("nothing_found", {"path": printable(path)}))
    if len(sources) == 1 and sources[0].kind == "file":
        sources = [_as_notebook(sources[0])]
    trees: list[Root] = []
    side: list[_Source] = []
    for source in sources:
        tree = None if source.kind == "file" else _standing_alone(source, units)
        if tree:
            trees.append(tree)
        else:
            side.append(source)
    names = [read_name(stem(s.path.name), units).who for s in side if s.kind == "file"]
    if len(side) == 1 and side[0].kind == "folder":
        trees.append(_plain(side[0]))
    elif len(set(names)) == len(side) and all(names):
        trees.append(Root(grow("", [s.entries[0] for s in side]), given=True))
    elif side:
        trees.append(_side_by_side(side))
    return trees


def descend(root: Root, units: Collection[str]) -> Root:
    """The root with its top at `submitted`, or where Gradescope's list lies, if there is one."""
    node: Node | None = root.top
    while node is not None and not root.given:
        inner = node.children.get("submitted")
        if inner and submitted(inner, units) and (root.is_archive or node is root.top):
            return replace(root, top=_as_top(inner), metadata=b"")
        if is_export(node):
            return replace(root, top=_as_top(node))
        node = sole(node)
    return replace(root, metadata=b"")


def _as_top(node: Node) -> Node:
    node.parent = None
    return node


def _outermost(paths: Sequence[Path]) -> list[Path]:
    """The paths, without those that lie in another one or are another one."""
    kept: list[Path] = []
    taken: list[Path] = []
    for path in sorted(set(paths), key=lambda path: (len(path.absolute().parts), str(path))):
        real = Path(os.path.realpath(path))
        if not any(real == other or other in real.parents for other in taken):
            kept.append(path)
            taken.append(real)
    return sorted(kept, key=str)


def _source(
    path: Path, list_archive: ListArchive, results: Path | None, messages: list[Message]
) -> _Source | None:
    try:
        real = path.resolve()
        status = real.stat()
    except (OSError, RuntimeError) as error:
        failure = error if isinstance(error, OSError) else OSError(str(error))
        messages.append(cannot_open(path, failure))
        return None
    if stat.S_ISDIR(status.st_mode):
        entries: list[Entry] = []
        for entry in walk(real, results, messages):
            entries += _opened(entry, list_archive, messages)
        return _Source(path, real, entries, "folder")
    if not stat.S_ISREG(status.st_mode):
        messages.append(not_regular(path, status.st_mode))
        return None
    outer = Entry((), real, printable(path), status.st_mtime)
    if kind_of(path.name) == "zip":
        listing = list_archive(real)
        messages += listing.messages
        return _Source(path, real, _inside(outer, listing), "archive", listing.metadata)
    return _Source(path, real, [replace(outer, parts=(path.name,))], "file")


def _as_notebook(source: _Source) -> _Source:
    """A file that somebody names, and nothing else, is a notebook unless it is an archive."""
    name = source.path.name
    if kind_of(name) not in ("notebook", "archive"):
        name = f"{name}.ipynb"
    return replace(source, entries=[replace(source.entries[0], parts=(name,))])


def _opened(entry: Entry, list_archive: ListArchive, messages: list[Message]) -> list[Entry]:
    """An archive among other files with what it holds, or the file itself."""
    if entry.problem or kind_of(entry.parts[-1]) != "zip":
        return [entry]
    listing = list_archive(entry.path)
    own = replace(entry, handed_in=len(entry.parts) - 1, received=entry.modified)
    inside = _inside(own, listing)
    if inside:
        messages += listing.messages
        return inside
    return [replace(entry, problem=listing.messages[0] if listing.messages else None)]


def _inside(outer: Entry, listing: Listing) -> list[Entry]:
    return [
        Entry(
            (*outer.parts, *member.parts),
            outer.path,
            f"{outer.origin}!{shortened('/'.join(member.parts))}",
            member.modified,
            member.inside,
            member.handed_in if outer.handed_in is None else outer.handed_in,
            member.problem,
            member.received if outer.received is None else outer.received,
            "archive" if outer.received is None else "file",
        )
        for member in listing.members
    ]


def _standing_alone(source: _Source, units: Collection[str]) -> Root | None:
    """An archive, or a folder that a platform wrote or that lies in `submitted`.

    None for a plain folder: those that are named together are the folders of one class.
    """
    plain = _plain(source)
    if source.kind == "archive":
        node = replace(plain.top, is_archive=True)
        if is_somebodys(node, units):
            entries = [_moved(entry, (source.real.name,)) for entry in source.entries]
            received = source.real.stat().st_mtime
            owned = [
                replace(entry, handed_in=0, received=received, received_from="file")
                for entry in entries
            ]
            return Root(grow(source.real.parent.name, owned))
        return replace(plain, is_archive=True)
    if above := _above(source, units):
        return Root(grow(above[0], [_moved(entry, above[1:]) for entry in source.entries]))
    if is_somebodys(plain.top, units):
        entries = [_moved(entry, (source.real.name,)) for entry in source.entries]
        return Root(grow(source.real.parent.name, entries))
    root = descend(plain, units)
    if root.metadata or root.top.name == "submitted" or named_by_platforms(root.top, units):
        return root
    return None


def _above(source: _Source, units: Collection[str]) -> tuple[str, ...]:
    """The folders from an outer `submitted` down to the source, if nbgrader's layout goes on."""
    names = source.real.parts
    for place, name in enumerate(names[:-1]):
        if name == "submitted":
            above = names[place:]
            files = [(*above[1:], *entry.parts) for entry in source.entries]
            if all(len(parts) > 2 and parts[1] in units for parts in files):
                return above
    return ()


def _plain(source: _Source) -> Root:
    metadata = source.metadata
    for entry in source.entries:
        if entry.parts[-1] == METADATA and len(entry.parts) <= 2 and not entry.inside:
            try:
                metadata = read_bytes(entry.path, MAX_METADATA_BYTES)
            except Unreadable:
                metadata = b"?"
    name = stem(source.real.name) if source.kind == "archive" else source.real.name
    return Root(grow(name, source.entries), metadata=metadata)


def _side_by_side(sources: Sequence[_Source]) -> Root:
    """Paths named one by one, as if the folder over all of them had been named."""
    common = os.path.commonpath([source.real.parent for source in sources])
    entries = []
    for source in sources:
        folder = source.real if source.kind == "folder" else source.real.parent
        entries += [_moved(e, folder.relative_to(common).parts) for e in source.entries]
    return Root(grow(Path(common).name, entries), given=True)


def _moved(entry: Entry, above: tuple[str, ...]) -> Entry:
    handed_in = None if entry.handed_in is None else entry.handed_in + len(above)
    return replace(entry, parts=(*above, *entry.parts), handed_in=handed_in)
