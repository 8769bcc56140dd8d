"""What finding and reading submissions gives: plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from autograder.results import Message
from course.problems import ProblemError

What = Literal["notebook", "maybe", "other"]
TimeFrom = Literal["name", "platform", "archive", "file"]
ReadStatus = Literal["readable", "unreadable", "empty", "no_notebook", "absent"]
BreakReason = Literal["syntax", "newer", "invisible", "too_long", "too_deep"]


class WrongUsage(ProblemError):
    """What was asked for cannot be done as it was asked; `message` says why, in one line."""

    exit_code = 2

    def __init__(self, message: Message) -> None:
        super().__init__("", message.id, message.args)
        self.args = (message,)
        self.message = message


class NotFound(WrongUsage):
    """A path that somebody asked for does not exist."""


class Uncertain(WrongUsage):
    """It is not certain who handed in what, so nobody is graded."""


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
    """One file in a folder or archive, before anybody knows whose it is.

    `parts` are the names from the top of the tree; an empty last one is that of an empty folder.
    `inside` is the chain of archive members that leads from `path` to the file, empty for a file
    on disk. `modified` is in seconds since 1970. `handed_in` is the place in `parts` of the
    archive that somebody handed in, None outside such archives; `received` is then that archive's
    own time, which nobody who handed it in wrote. `problem` says why the file cannot be read.
    """

    parts: tuple[str, ...]
    path: Path
    origin: str
    modified: float
    inside: tuple[str, ...] = ()
    handed_in: int | None = None
    problem: Message | None = None
    received: float | None = None
    received_from: TimeFrom = "file"


@dataclass(frozen=True)
class Person:
    """Somebody who hands in: a student, or a team under one name.

    `aliases` are other ids of the same person: a login, a number of another system.
    """

    name: str
    id: str | None = None
    email: str | None = None
    group: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One file that somebody handed in: whose, which, and what its name says about it.

    `student` is a safe file name, the same for every file of one person; `name` is for people.
    `origin` is for people too: a path, or `archive.zip!member`. A file that is `maybe` a notebook
    tells by its contents; `instead` is what to say if it is none. `hints` are names that may name
    the unit, the most telling first. `attempt` counts from 0, `modified` is in seconds since 1970,
    and `titled` means that the file bears its unit's name in nbgrader's own layout. `received` is
    the same of what was handed in: times inside an archive are its owner's to write. `id` is the
    roster's where there is one, `platform_id` what the platform wrote. `carried` is what the file
    holds, for a machine that does not have it.
    """

    student: str
    path: Path
    origin: str = ""
    inside: tuple[str, ...] = ()
    what: What = "notebook"
    instead: Message | None = None
    hints: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()
    name: str = ""
    id: str | None = None
    platform_id: str | None = None
    email: str | None = None
    group: str | None = None
    late: bool = False
    attempt: int = 0
    modified: float = 0.0
    time_from: TimeFrom = "file"
    received: float = 0.0
    received_from: TimeFrom = "file"
    titled: bool = False
    carried: bytes = b""

    @property
    def file(self) -> str:
        """The file's own name, and what leads to it in an archive; no folder of the grader's."""
        name = self.path.name.encode("utf-8", "replace").decode()
        return "!".join((name, *self.inside))

    @property
    def order(self) -> tuple[float, bool, int, float]:
        """Of one person's files for one unit, each as complete as the others, the last counts."""
        told = self.modified if self.time_from in ("name", "platform") else 0.0
        return told, self.titled, self.attempt, self.modified


@dataclass(frozen=True)
class Absent:
    """Somebody of the roster who handed in nothing; the fields are those of `Found`."""

    student: str
    name: str
    id: str | None = None
    email: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class HandIns:
    """Everything that was handed in, who handed in nothing, and what needs a person."""

    found: tuple[Found, ...] = ()
    absent: tuple[Absent, ...] = ()
    messages: tuple[Message, ...] = ()


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
    unmet: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
