"""One student's scores and comments -> the gradebook; what people gave stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from nbgrader.api import BaseCell, Comment, Grade, Gradebook, MissingEntry, SubmittedNotebook

from autograder.exports.nbgrader.autograded import Made
from autograder.exports.nbgrader.master import EXAMPLES, Master
from autograder.results import Record
from autograder.results.totals import points_of

NOT_GRADED = {"grader_failed", "cannot_open"}
"""Messages of a record whose scores say nothing of the work."""
NO_RESPONSE = "No response."
"""nbgrader's own comment on an answer that was not begun."""


@dataclass(frozen=True)
class CellScore:
    """Of a function; None if it could not be graded, and an earlier score then stays."""

    score: float | None
    comment: str = ""
    bonus: bool = False


@dataclass(frozen=True)
class Scores:
    """What goes into the gradebook for one student and unit.

    `given` are points that a person gave in the results folder, of written questions too;
    `unanswered` are the cells for people's marks in which nothing was written.
    """

    functions: Mapping[str, CellScore]
    given: Mapping[str, float] = field(default_factory=dict)
    needs_a_person: bool = False
    unanswered: frozenset[str] = frozenset()
    timestamp: datetime | None = None


def scores_of(record: Record, made: Made) -> Scores:
    """What of a record and its notebook goes into the gradebook, with corrections and voids."""
    challenges = {row.name for row in record.exercises if row.bonus}
    is_graded = NOT_GRADED.isdisjoint(message.id for message in record.messages)
    points = points_of(record)
    given = {each.exercise: points[each.exercise] for each in record.corrections}
    functions = {
        name: CellScore(
            score if is_graded or name in given else None,
            made.comments.get(name, ""),
            name in challenges,
        )
        for name, score in points.items()
    }
    return Scores(functions, given, record.status != "graded", made.unanswered, made.timestamp)


def write_scores(
    gradebook: Gradebook,
    student: str,
    master: Master,
    scores: Scores,
    *,
    look_again: bool = False,
) -> SubmittedNotebook:
    """Inside a transaction. The student and the submission are entered if need be.

    `look_again` asks people to look at every mark that they gave, as nbgrader's autograding does.
    """
    try:
        submission = gradebook.find_submission(master.assignment, student)
        is_new = look_again or scores.timestamp not in (None, submission.timestamp)
    except MissingEntry:
        gradebook.update_or_create_student(student)
        with gradebook.db.no_autoflush:
            submission = gradebook.add_submission(master.assignment, student)
        is_new = True
    submission.timestamp = scores.timestamp or submission.timestamp
    notebook = next(one for one in submission.notebooks if one.notebook_id == master.id)
    functions = {name + EXAMPLES: score for name, score in scores.functions.items()}
    for grade, name in _of(gradebook, Grade, notebook.id):
        if name in functions:
            _write_score(grade, functions[name], master.by_name[name].points or 0.0, scores, is_new)
        elif master.by_name[name].solution:
            most = master.by_name[name].points or 0.0
            _write_answered(grade, _worth(name, most, scores), is_new)
    for comment, name in _of(gradebook, Comment, notebook.id):
        if name in scores.functions:
            comment.auto_comment = scores.functions[name].comment or None
        else:
            comment.auto_comment = NO_RESPONSE if name in scores.unanswered else None
    return notebook


def _of(
    gradebook: Gradebook, kind: type[Grade] | type[Comment], notebook: str
) -> list[tuple[Grade | Comment, str]]:
    """The grades or comments of a notebook, with the grade ids of their cells."""
    query = gradebook.db.query(kind, BaseCell.name).join(BaseCell, BaseCell.id == kind.cell_id)
    return [(row, name) for row, name in query.filter(kind.notebook_id == notebook)]


def _write_score(grade: Grade, cell: CellScore, most: float, scores: Scores, is_new: bool) -> None:
    """A mark that a person gave is to be looked at again if what it was given for has changed.

    What a challenge earned is extra credit, which is never lowered: a person may have given more.
    """
    score = grade.auto_score if cell.score is None else min(max(cell.score, 0.0), most)
    has_changed = is_new or score != grade.auto_score
    if cell.bonus and cell.score:
        grade.extra_credit = max(cell.score, grade.extra_credit or 0.0)
    is_given = grade.manual_score is not None
    needs_a_person = scores.needs_a_person or score is None
    grade.auto_score = score
    if has_changed or (needs_a_person and not is_given):
        grade.needs_manual_grade = needs_a_person or is_given


def _worth(name: str, most: float, scores: Scores) -> float | None:
    """Of a cell that a person grades; None while nobody did. Nothing written is worth nothing."""
    if name in scores.given:
        return min(scores.given[name], most)
    return 0.0 if name in scores.unanswered else None


def _write_answered(grade: Grade, score: float | None, is_new: bool) -> None:
    if is_new or score != grade.auto_score:
        grade.auto_score = score
        grade.needs_manual_grade = score is None or grade.manual_score is not None
