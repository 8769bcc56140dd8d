"""Sakai: `{assignment}/{Last, First(eid)}/Submission attachment(s)/…`, teams with `members.txt`."""

from __future__ import annotations

import re
from collections.abc import Collection

from autograder.submissions.models import Person
from autograder.submissions.platforms.patterns import matches
from autograder.submissions.tree import Node, Owner

_PERSON = re.compile(r"(?P<name>[^()]+, ?[^()]*)\((?P<id>[^()]+)\)(?:_(?P<file>.+))?", re.DOTALL)
_OWN = {"timestamp.txt", "comments.txt", "feedbackText.html", "members.txt", "grades.csv",
    "grades.xls", "submission_secret.txt", "info.json", "index.html"}  # fmt: skip
_TEAM = re.compile(r"(?P<name>.+) \((?P<id>[^()]+)\)", re.DOTALL)


def sakai(folder: Node, units: Collection[str]) -> dict[Node, Owner]:
    people = {
        node: Owner((Person(parts["name"].strip(), parts["id"]),), exact=True, file=parts["file"])
        for node, parts in matches(folder, _PERSON)
    }
    teams = {
        node: Owner((Person(parts["name"], parts["id"], group=parts["name"]),), exact=True)
        for node, parts in matches(folder, _TEAM)
        if "members.txt" in node.children
    }
    return teams | people


def is_platforms_own(name: str) -> bool:
    """What Sakai, nbgrader and OK put beside a hand-in; nobody handed it in."""
    return name in _OWN or name.endswith("_submissionText.html")
