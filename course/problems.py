"""What is wrong, where, and the errors that say so.

Whatever ends a command in one line is a ProblemError, and says with which code it ends:

    ProblemError                1   something needs a person
        CatalogError            1   a file of a course cannot be used
            MarkerError         1   the markers of a solution are missing or do not match
            DeadlinesError      2   deadlines.toml of a folder of results cannot be used
        BrokenCheck             1   a check failed for a reason that is not the submission's
        EngineError             1   grading cannot go on
        Busy                    1   another run holds the folder of results
        NoIsolation             3   the isolation that was asked for is not there
        SheetError              2   a table or a file of dates that people write cannot be read
        NoReport                2   no page of a class can be made of a folder
        NotAdopted              1   a group of wrong answers cannot become a mistake of the course
            WrongName           2   a mistake cannot have this name
        NoCluster               2   the cluster that was asked for cannot do the work
        NbgraderProblem         2   a course directory or gradebook of nbgrader's cannot be used
        WrongUsage              2   what was asked for cannot be done as it was asked
            NotFound            2   a path does not exist
            NotARecord          2   a file is not a record
            Uncertain           2   it is not certain who handed in what

Other errors of ours never reach people: the functions that raise them name them, and their callers
make a message, a verdict or one of these of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.texts import LOCALE, Message, Translation


@dataclass(frozen=True)
class Problem:
    """A place (a file, a key in it, a function; empty if there is none) and what is wrong there."""

    place: str
    message: Message

    def text(self, t: Translation) -> str:
        """One line in the language of `t`."""
        return f"{self.place}: {t(self.message)}" if self.place else t(self.message)

    def __str__(self) -> str:
        """In English, for tracebacks; what only the grader says is its id and arguments here."""
        t = Translation("en", LOCALE)
        said = self.text(t)
        return f"{said} {dict(self.message.args)}" if t.gaps else said


class ProblemError(Exception):
    """An error that is a Problem, and how the command ends with it; it survives pickling."""

    exit_code = 1
    others: tuple[Problem, ...] = ()
    """What else was found to be wrong in the same place."""

    def __init__(self, place: Path | str, message_id: str, args: Mapping[str, Any] = {}) -> None:
        super().__init__(place, message_id, args)
        self.problem = Problem(str(place), Message(message_id, args))

    def __str__(self) -> str:
        return str(self.problem)


def at(path: Path | str, *inside: str) -> str:
    """A place: a file, and what in it; what is empty is left out."""
    return ": ".join([str(path), *filter(None, inside)])


def gaps_of(t: Translation) -> list[Problem]:
    """What sentences that were asked for lack, said of the catalogue where they belong."""
    of_files = ("file_missing", "cannot_be_read")
    return [
        Problem(str(t.path.with_name(name) if message.id in of_files else t.path), message)
        for name, message in t.gaps.items()
    ]
