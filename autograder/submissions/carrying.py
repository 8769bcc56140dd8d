"""What a notebook's file holds, here or carried to another machine: there without its outputs."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from autograder.results import Message
from autograder.submissions.archives import read_member
from autograder.submissions.folders import read_bytes
from autograder.submissions.ipynb import MAX_FILE_BYTES, as_utf8, cut
from autograder.submissions.models import Found


@dataclass(frozen=True)
class Held:
    """Bytes of a notebook; the SHA-256 of its whole file, and what was noted of that."""

    data: bytes
    sha256: str
    notes: tuple[Message, ...] = ()


def hold(found: Found) -> Held:
    """What was carried, else what the file holds; raises Unreadable."""
    if found.carried:
        head, _, data = found.carried.partition(b"\n")
        told = json.loads(head)
        return Held(data, told["sha256"], tuple(Message(*note) for note in told["notes"]))
    if found.inside:
        data = read_member(found.path, found.inside, MAX_FILE_BYTES)
    else:
        data = read_bytes(found.path, MAX_FILE_BYTES)
    return Held(data, hashlib.sha256(data).hexdigest())


def carry(found: Found) -> bytes:
    """For `Found.carried`: a line of what is told of the file, then its text; raises Unreadable."""
    held = hold(found)
    messages: list[Message] = []
    bare = cut(as_utf8(held.data, messages))
    notes = [[message.id, dict(message.args)] for message in messages]
    return json.dumps({"sha256": held.sha256, "notes": notes}).encode() + b"\n" + bare
