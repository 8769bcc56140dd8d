"""The regular files below a folder, without following links or waiting on devices."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from autograder.results import Message
from autograder.submissions.models import Entry, Unreadable
from autograder.submissions.names import shown

MAX_FILES = 100_000
MAX_DEPTH = 16


def is_ignored(name: str) -> bool:
    """Hidden files, checkpoints and what operating systems leave behind."""
    return name.startswith((".", "~$")) or name in {"__MACOSX", "Thumbs.db", "desktop.ini"}


def printable(path: Path | str) -> str:
    """A path for people: bytes that are not UTF-8 and control characters are replaced."""
    return shown(os.fsencode(path).decode("utf-8", "replace"), limit=1000)


def walk(root: Path, messages: list[Message]) -> Iterator[Entry]:
    """Files below `root`, in the order of their names; what is passed over goes to `messages`."""
    pending: list[tuple[Path, tuple[str, ...]]] = [(root, ())]
    seen = 0
    while pending:
        folder, parts = pending.pop()
        try:
            with os.scandir(folder) as listing:
                children = sorted(listing, key=lambda child: child.name)
        except OSError as error:
            messages.append(cannot_open(folder, error))
            continue
        below: list[tuple[Path, tuple[str, ...]]] = []
        for child in children:
            if is_ignored(child.name):
                continue
            seen += 1
            if seen > MAX_FILES:
                messages.append(Message("too_many_files", {"path": printable(root)}))
                return
            path, names = folder / child.name, (*parts, child.name)
            try:
                status = child.stat(follow_symlinks=False)
            except OSError as error:
                messages.append(cannot_open(path, error))
                continue
            if stat.S_ISDIR(status.st_mode) and len(names) <= MAX_DEPTH:
                below.append((path, names))
            elif stat.S_ISREG(status.st_mode):
                yield Entry(names, path, printable(path), status.st_mtime)
            else:
                messages.append(not_regular(path, status.st_mode))
        pending.extend(reversed(below))


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
