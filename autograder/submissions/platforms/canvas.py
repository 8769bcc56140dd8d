"""Canvas: `{name}[_LATE]_{user}_{attachment}_{file}`, or `[LATE_]anon_{code}_{attachment}_…`."""

from __future__ import annotations

import re
from collections.abc import Collection

from autograder.submissions.kinds import Kind
from autograder.submissions.models import Person
from autograder.submissions.platforms.patterns import matches
from autograder.submissions.tree import Node, Owner
from autograder.submissions.words import holds_time, read_name

_FILE = r"(?:\d{2,}_(?P<file>.+)|(?P<typed>text|link))"
_NAMED = re.compile(rf"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<id>\d+)_{_FILE}", re.DOTALL)
_ANONYMOUS = re.compile(rf"(?P<late>LATE_)?(?P<name>anon)_(?P<id>[A-Za-z0-9]+)_{_FILE}", re.DOTALL)
_AGAIN = re.compile(r"-(\d{1,3})$")
_TYPED: dict[str, Kind] = {"text": "typed", "link": "address"}


def canvas(folder: Node, units: Collection[str]) -> dict[Node, Owner]:
    """One file an entry; what a student uploads again ends in `-1`, `-2`, …"""
    owners = {}
    for pattern in (_ANONYMOUS, _NAMED):
        for node, parts in matches(folder, pattern):
            anonymous = pattern is _ANONYMOUS
            if node in owners or (parts["typed"] and node.kind != "html"):
                continue
            if not anonymous and (holds_time(node.stem) or not read_name(parts["name"], units).who):
                continue  # `padding_2025_03_02T14_…` and `hw_1_22_ana` are others' names
            name = f"anon_{parts['id']}" if anonymous else parts["name"]
            again = _AGAIN.search(parts["file"])
            owners[node] = Owner(
                (Person(name, parts["id"]),),
                exact=True,
                file=parts["file"],
                late=bool(parts["late"]),
                attempt=int(again[1]) if again else 0,
                typed=_TYPED.get(parts["typed"]),
            )
    return owners
