"""Moodle: `{name}_{id}_assignsubmission_{file|onlinetext}`, a folder or the start of a name."""

from __future__ import annotations

import re
from collections.abc import Collection

from autograder.submissions.models import Person
from autograder.submissions.platforms.patterns import matches
from autograder.submissions.tree import Node, Owner

_MOODLE = re.compile(
    r"(?P<name>.+?)(?:_(?P<id>\d+))?_assignsubmission_(?P<type>file|onlinetext)(?:_(?P<file>.*))?",
    re.DOTALL,
)
_BLIND = re.compile(r"\w*parti\w*|teilnehmer\w*", re.IGNORECASE)  # one word, in any language


def moodle(folder: Node, units: Collection[str]) -> dict[Node, Owner]:
    return {
        node: Owner(
            (Person(_name(parts), parts["id"] or None),),
            exact=True,
            file=parts["file"],
            typed="typed" if parts["type"] == "onlinetext" else None,
        )
        for node, parts in matches(folder, _MOODLE)
    }


def _name(parts: dict[str, str]) -> str:
    """A blind download calls everybody the same and tells people apart by number."""
    blind = _BLIND.fullmatch(parts["name"]) and parts["id"]
    return f"{parts['name']}_{parts['id']}" if blind else parts["name"]
