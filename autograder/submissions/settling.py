"""One hand-in for each student and unit: which of several files counts?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from autograder.results import Message
from autograder.submissions.models import Found
from autograder.submissions.names import natural
from autograder.submissions.summary import Summary

FILES_SHOWN = 5


@dataclass(frozen=True)
class HandIn:
    """A notebook and what reading it told; `notes` say which files it stands for."""

    found: Found
    summary: Summary
    notes: tuple[Message, ...] = ()

    @property
    def student(self) -> str:
        return self.summary.student

    @property
    def unit(self) -> str | None:
        return self.summary.unit

    @property
    def sha256(self) -> str:
        return self.summary.sha256

    @property
    def origin(self) -> str:
        return self.found.origin

    @property
    def messages(self) -> tuple[Message, ...]:
        return self.summary.messages


def settle(hand_ins: Iterable[HandIn]) -> tuple[list[HandIn], list[Message]]:
    """The one that answers most for each student and unit, the newest of these.

    Its notes name the others. Those without a unit all stay: nobody can say what they would
    replace.
    """
    groups: dict[tuple[str, str | None, str], list[HandIn]] = {}
    for one in hand_ins:
        key = (one.student, one.unit, "" if one.unit else one.origin)
        groups.setdefault(key, []).append(one)
    kept: list[HandIn] = []
    messages: list[Message] = []
    for group in groups.values():
        *others, best = sorted(group, key=_worth)
        if others:
            args = {
                "student": best.student,
                "unit": best.unit,
                "kept": best.origin,
                "ignored": [other.origin for other in others][:FILES_SHOWN],
            }
            messages.append(Message("one_of_several", args))
            best = replace(best, notes=(messages[-1],))
        kept.append(best)
    return kept, messages


def _worth(one: HandIn) -> tuple[int, float, object]:
    return one.summary.answered, one.found.modified, natural(one.origin)
