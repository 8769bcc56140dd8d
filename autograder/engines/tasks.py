"""What the main process asks of a worker, and what comes back: bytes, checked when they are read.

A task names files and says what to do with them; nothing here opens one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self

from autograder.results import Message
from autograder.submissions.models import Found, ReadStatus
from course.model import Course
from course.problems import ProblemError

Isolation = Literal["full", "none"]


class EngineError(ProblemError):
    """Grading cannot go on: what a worker says."""


class NoCluster(ProblemError):
    """The cluster that was asked for cannot do the work; `because` says why of each worker."""

    exit_code = 2
    because: Sequence[Message] = ()


class NoIsolation(ProblemError):
    """The isolation asked for cannot be had here."""

    exit_code = 3


@dataclass(frozen=True)
class Settings:
    """How to grade a whole class; `language` is for notebooks that do not say theirs."""

    isolation: Isolation = "full"
    seed: int = 0
    language: str | None = None


@dataclass(frozen=True)
class Probe:
    """Is the isolation that was asked for there?"""

    unit: str = ""


@dataclass(frozen=True)
class ListArchive:
    """What does an archive hold?"""

    path: Path
    unit: str = ""


@dataclass(frozen=True)
class Read:
    """Which units is it of, and what is in it? `asked` is the unit that the command was given."""

    found: Found
    asked: str | None = None
    unit: str = ""


@dataclass(frozen=True)
class Grade:
    """Grade a notebook for a unit ("" if nobody can tell its unit): a record, then a page.

    Where the status is another than readable, the record says so and nothing is asked. `known` is
    a record of the same definitions, or none: its rows are kept, but for the functions in `again`.
    """

    found: Found
    unit: str
    status: ReadStatus
    sha256: str
    language: str | None = None
    libraries: tuple[str, ...] = ()
    notes: tuple[Message, ...] = ()
    known: bytes = b""
    again: frozenset[str] = frozenset()

    @property
    def asks(self) -> bool:
        """Does any function have to be called?"""
        return (
            self.status == "readable" and bool(self.unit) and (not self.known or bool(self.again))
        )


@dataclass(frozen=True)
class Carry:
    """What does the file of a notebook hold, for a machine that does not have it?"""

    grade: Grade
    unit: str = ""


@dataclass(frozen=True)
class Render:
    """Make the page of a record again."""

    record: bytes
    unit: str


Task = Probe | ListArchive | Read | Carry | Grade | Render


@dataclass(frozen=True)
class Done:
    """What a task came to; `problem` is what went wrong in the grader itself, for a person."""

    task: Task
    parts: tuple[bytes, ...] = ()
    problem: str = ""


@dataclass(frozen=True)
class Lost:
    """Twice, a worker ended before it answered."""

    task: Task


class Engine(Protocol):
    """Performs tasks, while it is entered; `told` is what a person should know of who did."""

    course: Course
    settings: Settings

    @property
    def messages(self) -> Sequence[Message]: ...
    def run(self, tasks: Iterable[Task]) -> Iterator[Done | Lost]: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
