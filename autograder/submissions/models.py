"""What finding and reading submissions gives: plain data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from autograder.results import Message
from course.problems import ProblemError

ReadStatus = Literal["readable", "unreadable", "empty"]
BreakReason = Literal["syntax", "too_long", "too_deep"]


class NotFound(ProblemError):
    """A path that somebody asked for does not exist."""

    exit_code = 2


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
    """One top-level statement to be executed, in order, in the sandbox.

    `cell` counts from 1 among all cells of the notebook, `line` from 1 within the cell.
    `imports` are top-level modules imported anywhere in the statement, functions included.
    `in_solution`: the cell is marked as one that the student was to fill in.
    """

    source: str
    cell: int
    line: int
    defines: tuple[str, ...]
    imports: tuple[str, ...]
    in_solution: bool = False


@dataclass(frozen=True)
class BrokenCell:
    """A code cell that is not valid Python.

    `message` is Python's own, empty unless `reason` is `syntax`. `mentions` are the names after
    `def` and `class` in its text.
    """

    cell: int
    line: int
    message: str
    mentions: tuple[str, ...]
    reason: BreakReason = "syntax"


@dataclass(frozen=True)
class Submission:
    """One notebook as the grader takes it; `messages` includes the notes of its `Found`.

    `leftovers` are the names that code which does not run would have assigned.
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
