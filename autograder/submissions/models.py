"""What finding and reading submissions gives: plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from autograder.results import Message

ReadStatus = Literal["readable", "unreadable", "empty"]
BreakReason = Literal["syntax", "newer", "invisible", "too_long", "too_deep"]


class NotFound(Exception):
    """A path that somebody asked for does not exist; `message` says which."""

    def __init__(self, message: Message) -> None:
        super().__init__(f"{message.id}: {message.args}")
        self.message = message


class Unreadable(Exception):
    """The bytes are not a notebook, or cannot be had; `message` says why.

    `sha256` is that of the bytes, or empty when there are none.
    """

    def __init__(self, message: Message, sha256: str = "") -> None:
        super().__init__(message.id)
        self.message = message
        self.sha256 = sha256


@dataclass(frozen=True)
class Entry:
    """One regular file in a folder or archive, before anybody knows whose it is.

    `parts` are the names from the top of the tree. `inside` is the chain of archive members that
    leads from `path` to the file, empty for a file on disk. `modified` is in seconds since 1970.
    `archive` is the name, without `.zip`, of an archive that was found among other files.
    """

    parts: tuple[str, ...]
    path: Path
    origin: str
    modified: float
    inside: tuple[str, ...] = ()
    archive: str | None = None


@dataclass(frozen=True)
class Found:
    """Where a submission is, and what its name and folder say about it.

    `origin` is for people: a path, or `archive.zip!member`. `owned` means that the layout says
    who the student is; otherwise `stem` and `folder` decide once the units are known.
    `lms_id` is the number that Moodle or Canvas puts in the name.
    """

    student: str
    path: Path
    origin: str
    member: str | None = None
    unit_hint: str | None = None
    notes: tuple[Message, ...] = ()
    inside: tuple[str, ...] = ()
    modified: float = 0.0
    stem: str = ""
    folder: str | None = None
    owned: bool = False
    lms_id: str | None = None


@dataclass(frozen=True)
class Chunk:
    """One top-level statement to be executed, in the notebook's order, in the sandbox.

    `cell` counts from 1 among all cells of the notebook, `line` from 1 within the cell.
    `imports` are top-level modules imported anywhere in the statement, functions included.
    `needed_by` are the functions and classes, of those that the unit asks for, that it is for.
    """

    source: str
    cell: int
    line: int
    defines: tuple[str, ...]
    imports: tuple[str, ...]
    needed_by: frozenset[str] = frozenset()


@dataclass(frozen=True)
class BrokenCell:
    """A code cell that is not valid Python for this grader.

    `message` is Python's own, or the character that is invisible; empty when the cell is too long
    or too deep. `mentions` are the names that it seems to define. `written_for` is the notebook's
    Python where that is newer than the grader's (`reason` is then `newer`).
    """

    cell: int
    line: int
    message: str
    mentions: tuple[str, ...]
    reason: BreakReason = "syntax"
    column: int = 1
    written_for: str = ""


@dataclass(frozen=True)
class Submission:
    """One notebook as the grader takes it; `messages` includes the notes of its `Found`.

    `leftovers` are the names that code which does not run would have assigned. `unmet` are, for
    each function asked for, the names that it uses and nothing that runs defines.
    """

    student: str
    origin: str
    sha256: str
    unit: str | None
    language: str | None
    status: ReadStatus
    chunks: tuple[Chunk, ...] = ()
    broken: tuple[BrokenCell, ...] = ()
    leftovers: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()
    modified: float = 0.0
    lms_id: str | None = None
    unmet: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
