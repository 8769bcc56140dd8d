"""From the paths that somebody names to trees of files, without opening any file of a student."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.results import Message
from autograder.submissions.archives import MAX_METADATA_BYTES, METADATA, Listing
from autograder.submissions.folders import cannot_open, not_regular, printable, read_bytes, walk
from autograder.submissions.kinds import kind_of, stem
from autograder.submissions.models import Entry, NotFound, Unreadable
from autograder.submissions.names import shown
from autograder.submissions.platforms import named_by_platforms
from autograder.submissions.tree import Node, grow, sole
from autograder.submissions.words import read_name

ListArchive = Callable[[Path], Listing]


@dataclass
class Root:
    """What is graded together: the tree of a folder, an archive, or of paths named side by side.

    `given`: what is right below the top was named on the command line, one by one. `paths` are
    the paths that somebody named. `metadata` is the text of Gradescope's list.
    """

    top: Node
    paths: tuple[Path, ...]
    given: bool = False
    is_archive: bool = False
    metadata: bytes = b""


@dataclass
class _Source:
    """One path that somebody named, and the files below it."""

    path: Path
    real: Path
    entries: list[Entry]
    is_folder: bool
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
        if source and any(entry.parts[-1] for entry in source.entries):
            sources.append(source)
        elif len(messages) == before or source:
            messages.append(Message("nothing_found", {"path": printable(path)}))
    alone = [s for s in sources if not s.is_folder and kind_of(s.real.name) == "zip"]
    folders = [source for source in sources if source.is_folder]
    files = [s for s in sources if not s.is_folder and s not in alone]
    telling = [root for source in folders if (root := _platforms_root(source, units))]
    plain = [s for s in folders if not any(s.path in root.paths for root in telling)]
    names = [read_name(stem(s.path.name), units).who for s in files]
    if len(files) == 1 or (all(names) and len(set(names)) == len(names)):
        flat = [Root(grow("", [s.entries[0] for s in files]), _paths(files), given=True)]
    else:
        flat = [_side_by_side(files)]
    return [
        *telling,
        *([_side_by_side(plain)] if len(plain) > 1 else [_plain(source) for source in plain]),
        *(Root(grow(s.real.stem, s.entries), (s.path,), False, True, s.metadata) for s in alone),
        *(flat if files else []),
    ]


def descend(root: Root) -> Root:
    """The root with its top at `submitted`, or where Gradescope's list lies, if there is one."""
    node: Node | None = root.top
    while node is not None and not root.given:
        inner = node.children.get("submitted")
        if inner is not None and inner.is_folder:
            return replace(root, top=_as_top(inner))
        if METADATA in node.children:
            return replace(root, top=_as_top(node))
        node = sole(node) if root.is_archive else None
    return root


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
        return _Source(path, real, entries, True)
    if not stat.S_ISREG(status.st_mode):
        messages.append(not_regular(path, status.st_mode))
        return None
    kind = kind_of(path.name)
    if kind == "zip":
        listing = list_archive(real)
        messages += listing.messages
        inside = _inside(Entry((), real, printable(path), status.st_mtime), listing)
        return _Source(path, real, inside, False, listing.metadata)
    # A file that somebody names is taken for a notebook, unless it is an archive.
    name = path.name if kind in ("notebook", "archive") else f"{path.name}.ipynb"
    only = Entry((name,), real, printable(path), status.st_mtime)
    return _Source(path, real, [only], False)


def _opened(entry: Entry, list_archive: ListArchive, messages: list[Message]) -> list[Entry]:
    """An archive among other files with what it holds, or the file itself."""
    if entry.problem or kind_of(entry.parts[-1]) != "zip":
        return [entry]
    listing = list_archive(entry.path)
    inside = _inside(replace(entry, handed_in=len(entry.parts) - 1), listing)
    if inside:
        messages += listing.messages
        return inside
    return [replace(entry, problem=listing.messages[0] if listing.messages else None)]


def _inside(outer: Entry, listing: Listing) -> list[Entry]:
    return [
        Entry(
            (*outer.parts, *member.parts),
            outer.path,
            f"{outer.origin}!{shown('/'.join(member.parts))}",
            member.modified,
            member.inside,
            member.handed_in if outer.handed_in is None else outer.handed_in,
            member.problem,
        )
        for member in listing.members
    ]


def _platforms_root(source: _Source, units: Collection[str]) -> Root | None:
    """A folder that a platform wrote, or that lies in `submitted`: it stands for itself."""
    above = _above(source, units)
    if above:
        entries = [_moved(entry, above[1:]) for entry in source.entries]
        return Root(grow(above[0], entries), (source.path,))
    root = descend(_plain(source))
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
    metadata = b""
    for entry in source.entries:
        if entry.parts[-1] == METADATA and len(entry.parts) <= 2 and not entry.inside:
            try:
                metadata = read_bytes(entry.path, MAX_METADATA_BYTES)
            except Unreadable:
                metadata = b"?"
            break
    return Root(grow(source.real.name, source.entries), (source.path,), metadata=metadata)


def _side_by_side(sources: Sequence[_Source]) -> Root:
    """Paths named one by one, as if the folder over all of them had been named."""
    common = os.path.commonpath([source.real.parent for source in sources]) if sources else ""
    entries = []
    for source in sources:
        folder = source.real if source.is_folder else source.real.parent
        entries += [_moved(e, folder.relative_to(common).parts) for e in source.entries]
    return Root(grow(Path(common).name, entries), _paths(sources), given=True)


def _paths(sources: Sequence[_Source]) -> tuple[Path, ...]:
    return tuple(source.path for source in sources)


def _moved(entry: Entry, above: tuple[str, ...]) -> Entry:
    handed_in = None if entry.handed_in is None else entry.handed_in + len(above)
    return replace(entry, parts=(*above, *entry.parts), handed_in=handed_in)
