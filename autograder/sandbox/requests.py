"""What a child is asked, as bytes: what is known beforehand is encoded once for every child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from .inside.codec import pack
from .outcomes import Outcome
from .values import Values

TOKEN = 8
"""Random bytes that name a request, and its answer."""

NOBODY = -1


@dataclass(frozen=True)
class Waiting:
    """A request whose outcome nobody has taken yet; `outcome` if it was never sent."""

    token: bytes
    names: AbstractSet[str]
    seconds: float
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Request:
    """A call of `function` with arguments of these `names`."""

    function: str
    names: frozenset[str]
    body: bytes


def call_request(
    function: str, args: Sequence[Any], kwargs: Mapping[str, Any], frame_bytes: int
) -> Request:
    """The call that `Child.call` makes, for any child.

    Raises TypeError or ValueError for what belongs to one child: an instance, a lent function.
    """
    body = body_of("call", function, *encoded(args, kwargs, frame_bytes))
    return Request(function, argument_names(args, kwargs), body)


def encoded(
    args: Sequence[Any], kwargs: Mapping[str, Any], frame_bytes: int
) -> tuple[list[Any], list[Any]]:
    """Arguments on the wire, for any child; raises TypeError or ValueError."""
    values = Values(NOBODY, frame_bytes)
    return [values.encode(arg) for arg in args], [[k, values.encode(v)] for k, v in kwargs.items()]


def argument_names(args: Sequence[Any], kwargs: Mapping[str, Any]) -> frozenset[str]:
    """What a reply may call the arguments: those without a name by their number."""
    return frozenset([*map(str, range(len(args))), *kwargs])


def body_of(operation: str, *parts: Any) -> bytes:
    return pack([operation, *parts])


def frame_of(token: bytes, body: bytes) -> bytes:
    """The message [token, body], of a body that is packed already."""
    return b"\x92\xc4" + bytes([len(token)]) + token + body
