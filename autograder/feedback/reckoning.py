"""What people and deadlines did to a score, in messages: for a page and for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from autograder.feedback.markdown import to_text
from autograder.results import Correction, Lateness, Message, Record
from autograder.results.questions import to_grade
from autograder.results.totals import adjustment_of, points_of
from autograder.tables import written
from course.texts import Blocks, Translation


def reckoning_of(record: Record, *, with_exercises: bool) -> Iterator[Message]:
    """How the total comes about; nothing where it is the automatic score and nothing was due."""
    late = record.lateness
    if record.total is not None:
        yield Message("automatic_score", {"score": written(record.score)})
        if record.bonus:
            yield Message("bonus_earned", {"points": written(record.bonus)})
        if adjusted := adjustment_of(record):
            yield Message("adjusted_by", {"points": f"{adjusted:+.10g}"})
    if waiting := to_grade(record):
        points = written(sum(row.max_score for row in waiting))
        names = [row.name for row in waiting]
        yield Message("waits_for_a_person", {"points": points, "questions": names})
    if with_exercises:
        for correction in record.corrections:
            args = {"exercise": correction.exercise, **_given(record, correction)}
            yield Message("corrected_exercise", args)
    if late is None:
        return
    if late.extension:
        yield Message("extended_until", {"due": _shown(late), "because": late.extension})
    if late.days:
        args = {"due": _shown(late), "days": str(late.days)}
        took = {"percent": written(late.percent), "points": written(late.points)}
        yield Message("late_took", {**args, **took}) if late.points else Message("was_late", args)


def given_for(record: Record, exercise: str, texts: Blocks) -> Iterator[Message]:
    """What people gave for one exercise, and why; `texts` say what its checks are about."""
    for voided in record.voided:
        if voided.exercise == exercise:
            check = to_text(texts.get(f"check_{voided.check}", voided.check)).rstrip(".")
            args = {"check": check, "because": voided.reason}
            yield Message("check_voided", args)
    for correction in record.corrections:
        if correction.exercise == exercise:
            yield Message("corrected_by_hand", _given(record, correction))


def handed_in(record: Record, t: Translation) -> str:
    """When the work was handed in, and who says so."""
    time = (record.handed_in or "").replace("T", " ").replace("Z", " UTC")
    return f"{time} ({t(f'time_from_{record.handed_in_from}')})"


def _given(record: Record, correction: Correction) -> dict[str, str]:
    how = "" if correction.delta is None else f" ({correction.delta:+.10g})"
    points = written(points_of(record)[correction.exercise])
    return {"points": points, "how": how, "because": correction.reason}


def _shown(late: Lateness) -> str:
    """`2025-03-02 23:59 UTC+01:00`."""
    due = datetime.fromisoformat(late.due)
    return f"{due:%Y-%m-%d %H:%M} {due.tzname() if due.utcoffset() else 'UTC'}"
