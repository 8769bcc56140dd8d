"""What people gave and said in the gradebook, and how a student's page shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, SubmittedNotebook

from autograder.exports.nbgrader.master import EXAMPLES, Master
from autograder.results import Message, Record
from autograder.results.totals import points_of
from autograder.sentences import sentences
from course.model import Course

HEADER = re.compile(rb'<div class="language" id="(\w+)".*?</header>', re.DOTALL)
"""The top of a page in one language."""

SECTION = Markup('\n<section class="next">\n<h2>{}</h2>\n<ul>\n{}\n</ul>\n</section>')
LINE = Markup("<li>{}</li>")


@dataclass(frozen=True)
class Marks:
    """What people gave and said, after the score that then counts; empty if nobody did."""

    told: tuple[Message, ...] = ()


def read_marks(
    gradebook: Gradebook, master: Master, work: SubmittedNotebook, record: Record | None = None
) -> Marks:
    """Of one student's notebook, as it stands; what the challenges of `record` earned is ours."""
    rows = record.exercises if record else ()
    challenges = {row.name: points_of(record)[row.name] for row in rows if record and row.bonus}
    gradebook.db.flush()
    given: list[Message] = []
    grades = gradebook.db.query(BaseCell.name, Grade.manual_score, Grade.extra_credit)
    grades = grades.join(BaseCell, BaseCell.id == Grade.cell_id)
    for name, manual, extra in grades.filter(Grade.notebook_id == work.id).order_by(BaseCell.name):
        cell, most = name.removesuffix(EXAMPLES), master.by_name[name].points or 0.0
        if manual is not None:
            args = {"cell": cell, "score": f"{manual:g}", "most": f"{most:g}"}
            given.append(Message("mark_given", args))
        if extra and extra != challenges.get(cell):
            args = {"cell": cell, "score": f"{extra:g}"}
            given.append(Message("mark_extra", args))
    comments = gradebook.db.query(Comment.manual_comment, BaseCell.name)
    comments = comments.join(BaseCell, BaseCell.id == Comment.cell_id)
    for said, name in comments.filter(Comment.notebook_id == work.id).order_by(BaseCell.name):
        if said:
            given.append(Message("mark_said", {"cell": name, "comment": said}))
    penalty = work.late_submission_penalty or 0.0
    if penalty:
        given.append(Message("mark_late", {"score": f"{penalty:g}"}))
    if not given:
        return Marks()
    gradebook.db.refresh(work, ["score", "max_score"])
    args = {"score": f"{max(0.0, work.score - penalty):g}", "most": f"{work.max_score:g}"}
    return Marks((Message("mark_total", args), *given))


def with_marks(page: bytes, marks: Marks, course: Course) -> bytes:
    """A student's page that begins with what people gave, in each of its languages."""
    if not marks.told:
        return page

    def told(match: re.Match[bytes]) -> bytes:
        t = sentences(match[1].decode(), course)
        lines = Markup("\n").join(LINE.format(t(m.id, **m.args)) for m in marks.told)
        return match[0] + SECTION.format(t("marks_title"), lines).encode()

    return HEADER.sub(told, page)
