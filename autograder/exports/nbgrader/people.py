"""Under which id nbgrader knows a student of ours."""

from __future__ import annotations

from collections.abc import Collection

from autograder.exports.nbgrader.directory import Directory
from autograder.results import Record
from autograder.submissions.models import Found


def id_of(
    record: Record, found: Found | None, assignment: str, known: Collection[str], to: Directory
) -> str | None:
    """The id of a student of the gradebook; else that of who handed in there, as nbgrader has it.

    None if nobody is known under any of a student's names.
    """
    names = [record.id, found.name if found else None, record.student, record.email]
    candidates = [name for name in names if name and _is_one_folder(name)]
    for name in candidates:
        if name in known:
            return name
    if not to.config.Autograde.get("create_student", True):
        return None
    return next((name for name in candidates if to.submitted(name, assignment).is_dir()), None)


def _is_one_folder(name: str) -> bool:
    return name not in (".", "..") and not {"/", "\\", "\0", "*"} & set(name)
