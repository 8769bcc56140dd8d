"""What a platform or a roster says of a hand-in, as a record has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from autograder.results import Record
from autograder.submissions.models import Found

SURER = ("file", "archive", "name", "platform")
"""Who says when something was handed in, the surest last."""


def facts_of(found: Found) -> dict[str, Any]:
    """Fields of a record; nothing is said of when a file came that is not there."""
    known: dict[str, Any] = {n: getattr(found, n) for n in ("id", "email", "group", "late")}
    if found.received and (when := _utc(found.received)):
        known |= {"handed_in": when, "handed_in_from": found.received_from}
    return known


def brought_up_to_date(record: Record, found: Found) -> Record:
    """With what is known of the same notebook now; of two times the surer, then the earlier."""
    facts = {name: fact for name, fact in facts_of(found).items() if fact is not None}
    if record.handed_in and record.handed_in_from and "handed_in" in facts:
        then = SURER.index(record.handed_in_from)
        now = SURER.index(facts["handed_in_from"])
        if (-now, facts["handed_in"]) >= (-then, record.handed_in):
            del facts["handed_in"], facts["handed_in_from"]
    return replace(record, **facts)


def _utc(seconds: float) -> str | None:
    """None for a time that no calendar has."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return None
