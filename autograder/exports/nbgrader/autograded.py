"""What was handed in -> the notebook that people see in formgrader, and a comment on each function.

All of it happens in a process that is bounded and dies alone: whoever calls gets bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any

from autograder.engines.bounded import Bounds, run_bounded
from autograder.exports.nbgrader.cells import released, sanitized, unanswered, written
from autograder.exports.nbgrader.master import Master
from autograder.results import Record
from autograder.sentences import sentences
from autograder.submissions.carrying import hold
from autograder.submissions.ipynb import parse
from autograder.submissions.models import Found, Unreadable
from autograder.submissions.platforms.nbgrader import collected_at
from course.model import Course

MAKING = Bounds(seconds=20.0, memory_bytes=2 * 2**30, answer_bytes=2**26)
LONGEST_COMMENT = 1000


@dataclass(frozen=True)
class Made:
    """The notebook; comments by function; of the cells that people grade, those left empty."""

    notebook: bytes
    comments: Mapping[str, str] = field(default_factory=dict)
    unanswered: frozenset[str] = frozenset()
    timestamp: datetime | None = None


def make(course: Course, record: Record, master: Master, found: Found) -> Made:
    """Where `found` is not what was graded, or no notebook, the release takes its place."""
    ended = run_bounded(lambda: _parts(course, record, master, found), MAKING)
    comments, when, empty, notebook = (*ended.parts, *(b"" for _ in range(4)))[:4]
    return Made(
        notebook or _instead(course, record, master),
        _comments_from(comments),
        frozenset(_names_from(empty)),
        _time_from(when),
    )


def _parts(course: Course, record: Record, master: Master, found: Found) -> Iterator[bytes]:
    """In the fork."""
    yield json.dumps(_comments(course, record)).encode()
    yield _handed_in(found).encode()
    try:
        data = hold(found).data
        if hashlib.sha256(data).hexdigest() != record.notebook_sha256:
            return
        cells = parse(data).cells
    except Unreadable:
        return
    made = sanitized(cells, _attachments(data), master)
    yield json.dumps(unanswered(made, master)).encode()
    yield written(made, master)


def _comments(course: Course, record: Record) -> dict[str, str]:
    """What the student's page says of each function, in short; markup is shown as it stands."""
    from autograder.feedback.markdown import to_text
    from autograder.feedback.view import View, languages_of

    view = View(record, course, languages_of(record, course)[0])
    comments = {}
    for row in view.rows:
        told = " ".join((*map(to_text, row.mistakes), *row.diagnoses, *row.sentences))
        said = ": ".join(filter(None, (row.verdict, " ".join(told.split()))))
        comments[row.name] = escape(said, quote=False)
    return comments


def _handed_in(found: Found) -> str:
    """When, in ISO form: what nbgrader or a platform noted; empty if neither did."""
    noted = None if found.inside else collected_at(found.path.parent)
    if noted is None and found.time_from == "file":
        return ""
    when = datetime.fromtimestamp(noted or found.modified, UTC)
    return when.replace(tzinfo=None).isoformat()


def _attachments(data: bytes) -> Mapping[int, Any]:
    """Pictures that were pasted into cells, by the cell's number."""
    try:
        cells = json.loads(data)["cells"]
        return {number: cell.get("attachments") for number, cell in enumerate(cells, 1)}
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return {}


def _instead(course: Course, record: Record, master: Master) -> bytes:
    """What was released, with a word on why it stands there."""
    t = sentences(record.language, course)
    return written(released(master, t("nbgrader_not_shown")), master)


def _comments_from(part: bytes) -> dict[str, str]:
    try:
        return {name: str(said)[:LONGEST_COMMENT] for name, said in json.loads(part).items()}
    except (ValueError, AttributeError):
        return {}


def _names_from(part: bytes) -> list[str]:
    try:
        return [name for name in json.loads(part) if isinstance(name, str)]
    except (ValueError, TypeError):
        return []


def _time_from(part: bytes) -> datetime | None:
    try:
        return datetime.fromisoformat(part.decode())
    except ValueError:
        return None
