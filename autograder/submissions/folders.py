"""The regular files below a folder, without following links or waiting on devices."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Collection
from heapq import nsmallest
from operator import attrgetter
from pathlib import Path

from autograder.results import Message
from autograder.submissions.models import Entry, Unreadable
from autograder.submissions.names import shortened

MAX_FILES = 500_000
MAX_IN_FOLDER = 20_000
MAX_DEPTH = 24

_SYSTEM = {"__MACOSX", "Thumbs.db", "desktop.ini", "pyvenv.cfg"}
_TOOLS = {"venv", "env", "site-packages", "dist-packages", "node_modules", "__pycache__"}
_ENVIRONMENT = {"bin", "lib", "lib64", "include", "share", "scripts", "conda-meta", "pkgs", "etc"}
_MARKS = {"pyvenv.cfg", "conda-meta"}

Names = tuple[str, ...]


def is_ignored(name: str) -> bool:
    """Hidden files, checkpoints and what operating systems leave behind."""
    return name.startswith((".", "~$")) or name in _SYSTEM


def is_tool(name: str, beside: Collection[str]) -> bool:
    """A folder of a tool's, or a part of the Python environment that `beside` gives away."""
    return name in _TOOLS or (name.lower() in _ENVIRONMENT and not _MARKS.isdisjoint(beside))


def skipped_below(paths: Collection[Names]) -> Callable[[Names], bool]:
    """What tells of each file among `paths`, files of one tree, whether it is passed over."""
    marked = {path[:-1] for path in paths if path and path[-1] == "pyvenv.cfg"}
    marked |= {path[: path.index("conda-meta")] for path in paths if "conda-meta" in path}

    def skipped(path: Names) -> bool:
        if any(is_ignored(part) for part in path if part != ".."):
            return True
        return any(
            is_tool(name, _MARKS if path[:depth] in marked else ())
            for depth, name in enumerate(path[:-1])
        )

    return skipped


def printable(path: Path | str) -> str:
    """A path for people: bytes that are not UTF-8 and control characters are replaced."""
    return shortened(os.fsencode(path).decode("utf-8", "replace"), limit=1000)


def walk(root: Path, skip: Path | None, messages: list[Message]) -> list[Entry]:
    """Files below `root`, nearest first, then by name; what is passed over goes to `messages`.

    An empty folder counts as a file without a name. `skip` is a folder that is not looked into.
    """
    found: list[Entry] = []
    level: list[tuple[Path, Names]] = [(root, ())]
    while level:
        below: list[tuple[Path, Names]] = []
        for folder, parts in level:
            children, problem = _children(folder)
            names = {child.name for child in children}
            here = len(found) + len(below)
            for child in children:
                if child.name in _SYSTEM:
                    continue
                path, deeper = folder / child.name, (*parts, child.name)
                try:
                    status = child.stat(follow_symlinks=False)
                except OSError as error:
                    messages.append(cannot_open(path, error))
                    continue
                if stat.S_ISDIR(status.st_mode) and len(deeper) <= MAX_DEPTH:
                    if not is_tool(child.name, names) and not _is_results(path, skip):
                        below.append((path, deeper))
                elif stat.S_ISREG(status.st_mode):
                    found.append(Entry(deeper, path, printable(path), status.st_mtime))
                else:
                    why = not_regular(path, status.st_mode)
                    found.append(Entry(deeper, path, printable(path), 0.0, problem=why))
            if parts and len(found) + len(below) == here:
                found.append(Entry((*parts, ""), folder, printable(folder), 0.0, problem=problem))
            elif problem:
                messages.append(problem)
            if len(found) + len(below) > MAX_FILES:
                messages.append(Message("too_many_files", {"path": printable(root)}))
                return found
        level = below
    return found


def _children(folder: Path) -> tuple[list[os.DirEntry[str]], Message | None]:
    """What lies in a folder, by name, and why it is not all."""
    try:
        with os.scandir(folder) as listing:
            seen = (
                child for child in listing if not is_ignored(child.name) or child.name in _MARKS
            )
            children = nsmallest(MAX_IN_FOLDER + 1, seen, key=attrgetter("name"))
    except OSError as error:
        return [], cannot_open(folder, error)
    if len(children) <= MAX_IN_FOLDER:
        return children, None
    return children[:MAX_IN_FOLDER], Message("too_many_files", {"path": printable(folder)})


def _is_results(folder: Path, results: Path | None) -> bool:
    """Whether a folder is the results folder: the one given, or one with a table and records."""
    try:
        if results is not None and os.path.samefile(folder, results):
            return True
        return (folder / "scores.csv").is_file() and any(
            record.with_suffix(".html").is_file() for record in folder.glob("*/*.json")
        )
    except OSError:
        return False


def not_regular(path: Path, mode: int) -> Message:
    """The message for what is neither a file nor a folder that is looked into."""
    if stat.S_ISDIR(mode):
        return Message("folder_too_deep", {"path": printable(path)})
    if stat.S_ISLNK(mode):
        return Message("link_ignored", {"path": printable(path)})
    return Message("special_file_ignored", {"path": printable(path)})


def cannot_open(path: Path, error: OSError) -> Message:
    """The message for a file or folder that the system does not let us read."""
    cause = error.strerror or type(error).__name__
    return Message("cannot_open", {"path": printable(path), "cause": cause})


def open_regular(path: Path) -> io.FileIO:
    """A regular file opened for reading; raises Unreadable, never follows a link or waits."""
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    try:
        file = io.FileIO(os.open(path, flags))
    except OSError as error:
        raise Unreadable(cannot_open(path, error)) from error
    mode = os.fstat(file.fileno()).st_mode
    if stat.S_ISREG(mode):
        return file
    file.close()
    raise Unreadable(not_regular(path, mode))


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes; raises Unreadable."""
    with io.BufferedReader(open_regular(path)) as file:
        try:
            fits = os.fstat(file.fileno()).st_size <= limit
            data = file.read(limit + 1) if fits else b""
        except OSError as error:
            raise Unreadable(cannot_open(path, error)) from error
    if not fits or len(data) > limit:
        raise Unreadable(Message("too_large", {"limit_mib": limit >> 20}))
    return data
