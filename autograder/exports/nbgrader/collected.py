"""What nbgrader has collected of our units: who, and which files."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from pathlib import Path

from autograder.exports.nbgrader.database import opened, transaction
from autograder.exports.nbgrader.directory import Directory, NbgraderProblem
from autograder.exports.nbgrader.master import Master, read_master
from autograder.results import Message
from autograder.submissions.folders import printable
from autograder.submissions.handins import MAX_NOTEBOOKS
from autograder.submissions.models import Found, HandIns, TimeFrom
from autograder.submissions.names import natural, safe_student
from autograder.submissions.platforms.nbgrader import collected_at
from course.model import Course

ANYBODY = "SOMEBODY"


def collected(directory: Directory, course: Course, unit: str | None = None) -> HandIns:
    """Of all units that the gradebook knows, or of one; what lies there of others is not ours.

    Raises NbgraderProblem if the gradebook knows none.
    """
    masters = {}
    with opened(directory) as gradebook, transaction(gradebook):
        for name in [unit] if unit else course.units:
            try:
                masters[name] = read_master(gradebook, course.units[name])
            except NbgraderProblem as error:
                if unit or error.problem.message.id != "nbgrader_no_assignment":
                    raise
        if not masters:
            args = {"unit": ", ".join(course.units)}
            raise NbgraderProblem("", "nbgrader_no_assignment", args)
    found = [one for name, master in masters.items() for one in _of(directory, name, master)]
    if not found:
        nothing = Message("nothing_found", {"path": printable(directory.all_submitted)})
        return HandIns(messages=(nothing,))
    return HandIns(tuple(found))


def _of(directory: Directory, unit: str, master: Master) -> Iterator[Found]:
    """The notebooks of every student in an assignment, the one with the right name among them."""
    place = str(directory.submitted(ANYBODY, master.assignment))
    before, after = place.split(ANYBODY)
    for folder in sorted(glob.glob(glob.escape(place).replace(ANYBODY, "*")), key=natural):
        student = folder[len(before) : len(folder) - len(after)]
        paths = sorted(Path(folder).glob("[!.]*.ipynb"), key=lambda path: natural(path.name))
        noted = collected_at(Path(folder))
        for path in paths[:MAX_NOTEBOOKS]:
            when = noted or path.lstat().st_mtime
            time_from: TimeFrom = "platform" if noted else "file"
            yield Found(
                student=safe_student(student),
                path=path,
                origin=printable(path),
                hints=(unit,),
                name=student,
                modified=when,
                time_from=time_from,
                received=when,
                received_from=time_from,
                titled=path.stem == master.notebook,
            )
        if not paths:
            yield Found(
                student=safe_student(student),
                path=Path(folder),
                origin=printable(folder),
                what="other",
                instead=Message("handed_in_nothing", {"student": student}),
                hints=(unit,),
                name=student,
            )
