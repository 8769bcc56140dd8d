"""One hand-in for each student and unit: which of several files counts?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from autograder.results import Message
from autograder.submissions.models import Found
from autograder.submissions.names import natural
from autograder.submissions.summary import Summary

FILES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class HandIn:
    """A file and what reading it told; `notes` say which files it stands for."""

    found: Found
    summary: Summary
    notes: tuple[Message, ...] = ()

    @property
    def key(self) -> tuple[str, str | None]:
        return self.found.student, self.summary.unit


def choose_hand_ins(hand_ins: Iterable[HandIn]) -> tuple[list[HandIn], list[Message]]:
    """For each student and unit the one that answers most, and of these the newest.

    Its notes name the others. What is no notebook counts only where nothing else does.
    """
    groups: dict[tuple[str, str | None], list[HandIn]] = defaultdict(list)
    students: dict[str, int] = defaultdict(int)
    for one in hand_ins:
        groups[one.key].append(one)
        students[one.found.student] += one.summary.status != "no_notebook"
    kept: list[HandIn] = []
    messages: list[Message] = []
    for (student, unit), group in groups.items():
        works = [one for one in group if one.summary.status != "no_notebook"]
        if not works and unit is None and students[student]:
            messages += [message for one in group for message in one.summary.messages]
            continue
        *others, best = sorted(works or group, key=_worth)
        if others:
            messages.append(_one_of_several(best, others))
            best = replace(best, notes=(messages[-1],))
        kept.append(best)
    return kept, messages


def _one_of_several(best: HandIn, others: Sequence[HandIn]) -> Message:
    ignored = [other.found.origin for other in others]
    more = ["…"] if ignored[FILES_SHOWN:] else []
    args = {
        "student": best.found.student,
        "unit": best.summary.unit or "?",
        "kept": best.found.origin,
        "ignored": ignored[:FILES_SHOWN] + more,
    }
    return Message("one_of_several", args)


def _worth(one: HandIn) -> tuple[object, ...]:
    readable = one.summary.status == "readable"
    return readable, one.summary.answered, one.found.order, natural(one.found.origin)
