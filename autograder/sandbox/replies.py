"""From the last message of a request to its outcome."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from io import StringIO
from itertools import islice
from typing import Any

from .inside.arrays import Malformed
from .outcomes import Answer, Outcome, Raised, Uncrossable, Undefined
from .values import Values, clean, facts

MAX_TEXT = 500
MAX_SOURCE = 500
MAX_LINE = 2**31
LINES_LOOKED_AT = 1000
DEFINITION = re.compile(r"\s*def (\w{1,100})")


def read_reply(message: list[Any], values: Values, names: AbstractSet[str]) -> Outcome:
    """The outcome in an untrusted message; `names` are the arguments that were sent.

    Raises Malformed.
    """
    kind, body = message[:1], message[1:]
    if kind == ["answer"] and len(body) == 3:
        value, count = values.decode(body[0])
        changed = _texts(body[1], 100)
        if not names >= set(changed):
            raise Malformed("changed")
        return Answer(value, changed, facts(body[2], count))
    if message == ["undefined"]:
        return Undefined()
    if kind == ["uncrossable"] and len(body) == 1:
        return Uncrossable(clean(body[0], 100))
    if kind == ["raised"] and len(body) == 5:
        type_, bases, text, filename, line = body
        if filename is not None:
            filename = clean(filename, 200)
        if line is not None and not (type(line) is int and 0 < line <= MAX_LINE):
            raise Malformed("line")
        return Raised(
            clean(type_, 100),
            _texts(bases, 100),
            clean(text, MAX_TEXT),
            line,
            filename=filename,
        )
    raise Malformed("reply")


@dataclass
class SourceLines:
    """What was loaded, by file and line: an error's source text is never taken from a child."""

    chunks: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, source: str, filename: str, line: int) -> None:
        """Note a chunk whose first line is number `line`."""
        self.chunks.append((filename, line, source))

    def complete(self, raised: Raised) -> Raised:
        """With the text of its line, or without a place if that was never loaded."""
        for filename, first, source in reversed(self.chunks):
            if raised.line is not None and raised.filename == filename and raised.line >= first:
                stream = StringIO(source, newline=None)
                before = deque(islice(stream, raised.line - first), maxlen=LINES_LOOKED_AT)
                if line := stream.readline():
                    around = _function_around(line, before)
                    return replace(raised, source=line[:MAX_SOURCE].strip(), function=around)
        return replace(raised, filename=None, line=None)


def _function_around(line: str, before: Sequence[str]) -> str | None:
    """The name of the function that holds a line, as the indentation of those before it says."""
    depth = _depth(line)
    for above in reversed(before):
        if above.strip() and _depth(above) < depth:
            depth = _depth(above)
            if match := DEFINITION.match(above[:MAX_SOURCE]):
                return match.group(1)
    return None


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())


def _texts(wire: object, length: int) -> tuple[str, ...]:
    if type(wire) is not list or len(wire) > 1000:
        raise Malformed("texts")
    return tuple(clean(text, length) for text in wire)
