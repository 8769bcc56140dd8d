"""Blackboard: `{assignment}_{username}_attempt_{time}_{file}`, with a receipt beside each."""

from __future__ import annotations

import re
from collections.abc import Collection

from autograder.submissions.models import Person
from autograder.submissions.platforms.patterns import matches, seconds
from autograder.submissions.tree import Node, Owner
from autograder.submissions.words import shared_start

_BLACKBOARD = re.compile(
    r"(?P<head>.+)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+))?", re.DOTALL
)


def blackboard(folder: Node, units: Collection[str]) -> dict[Node, Owner]:
    """The assignment is what all names begin with: it may hold `_`, and so may a username."""
    found = list(matches(folder, _BLACKBOARD))
    heads = sorted({parts["head"] for _, parts in found})
    words = [head.split("_") for head in heads]
    shared = shared_start(words) if len(words) > 1 else max(map(len, words), default=1) - 1
    shared = min([shared, *(len(each) - 1 for each in words)])
    return {
        node: Owner(
            (Person("_".join(parts["head"].split("_")[shared:])),),
            exact=True,
            unit="_".join(parts["head"].split("_")[:shared]),
            file=parts["file"],
            when=seconds(parts["time"]),
            typed=None if parts["file"] else "typed",
        )
        for node, parts in found
    }
