"""What the platforms' modules share: names that match a pattern, and times in names."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterator
from datetime import datetime

from autograder.submissions.tree import Node

_NUMBERS = re.compile(r"\d+")


def matches(folder: Node, pattern: re.Pattern[str]) -> Iterator[tuple[Node, dict[str, str]]]:
    """What in `folder` has a name of this form, with the parts that the form names.

    A file and an archive count without their suffix, which is where people's own dots are.
    """
    for child in folder.children.values():
        if match := pattern.fullmatch(child.stem):
            yield child, {name: part or "" for name, part in match.groupdict().items()}


def seconds(text: str) -> float | None:
    """A time written as numbers from the year to the second, read as UTC; None if it is none."""
    numbers = [int(number) for number in _NUMBERS.findall(text)[:6]]
    fraction = text.partition(".")[2][:6]
    try:
        whole = timegm((*numbers[:3], *(*numbers[3:], 0, 0, 0)[:3], 0, 0, 0))
        datetime(*numbers[:3])  # type: ignore[arg-type]
    except (ValueError, TypeError, OverflowError):
        return None
    return whole + (int(fraction) / 10 ** len(fraction) if fraction.isdecimal() else 0.0)
