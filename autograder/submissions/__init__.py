"""From folders, archives and damaged files to the definitions that a student handed in."""

from autograder.submissions.archives import list_members
from autograder.submissions.finding import find
from autograder.submissions.models import (
    Absent,
    BrokenCell,
    Chunk,
    Found,
    HandIns,
    NotFound,
    Submission,
    Uncertain,
    WrongUsage,
)
from autograder.submissions.reading import read
from autograder.submissions.roster import read_roster

__all__ = [
    "Absent",
    "BrokenCell",
    "Chunk",
    "Found",
    "HandIns",
    "NotFound",
    "Submission",
    "Uncertain",
    "WrongUsage",
    "find",
    "list_members",
    "read",
    "read_roster",
]
