"""Values as the grader sends and reads them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .inside.arrays import Malformed, NotCrossable, from_plain, view
from .inside.codec import Encoder, decode
from .inside.generators import generator_wire, read_generator
from .inside.plots import read_plot
from .inside.tables import Table, is_table, read_table, table_of, table_wire
from .outcomes import ArrayFacts, Handle, Source, Tensor

_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def clean(text: object, length: int) -> str:
    """Untrusted text without control or direction characters; raises Malformed."""
    if type(text) is not str:
        raise Malformed("text")
    return _CONTROL.sub("", text[:length])


@dataclass(frozen=True)
class Values:
    """Encode and decode for the child `owner`."""

    owner: int
    frame_bytes: int

    def encode(self, value: Any, lend: Callable[[Callable[..., Any]], int] | None = None) -> Any:
        """Wire form of an argument; callables become the numbers that `lend` gives them.

        Raises TypeError or ValueError for what a check may not send.
        """

        def other(value: Any, depth: int) -> list[Any]:
            if isinstance(value, Tensor):
                return ["T", view(value.array), value.requires_grad]
            if isinstance(value, Table) or is_table(value):
                table = value if isinstance(value, Table) else table_of(value)
                return table_wire(table, encoder, depth)
            if isinstance(value, np.random.Generator):
                return generator_wire(value)
            if isinstance(value, Handle):
                return ["h", self.number(value)]
            if isinstance(value, Source):
                return ["x", value.code, value.name]
            if callable(value) and lend is not None:
                return ["f", lend(value)]
            raise TypeError(f"cannot send a {type(value).__name__} into the sandbox")

        encoder = Encoder(self.frame_bytes, lambda array: ["v", *view(array)], other)
        try:
            return encoder(value)
        except NotCrossable as error:
            raise ValueError(f"cannot send {error} into the sandbox") from None

    def decode(self, wire: Any) -> tuple[Any, int]:
        """An untrusted value and the number of arrays in it; raises Malformed."""
        count = [0]

        def other(tag: str, rest: list[Any]) -> Any:
            if tag == "h" and len(rest) == 2 and type(rest[0]) is int:
                return Handle(rest[0], clean(rest[1], 100), self.owner)
            if tag == "a" and len(rest) == 3:
                count[0] += 1
                return from_plain(*rest)
            if tag == "P" and len(rest) == 1:
                return read_plot(decode(rest[0], other))
            if tag == "D":
                return read_table(rest, other)
            if tag == "G":
                return read_generator(rest)
            if tag == "T" and len(rest) == 2 and type(rest[1]) is bool:
                return Tensor(_array(decode(rest[0], other)), rest[1])
            raise Malformed("tag")

        return decode(wire, other), count[0]

    def number(self, handle: Handle) -> int:
        """The child's number for an instance; raises ValueError for another child's."""
        if handle.owner != self.owner:
            raise ValueError("this instance lives in another child")
        return handle.number


def facts(wire: Any, count: int) -> tuple[ArrayFacts, ...]:
    """The facts of `count` arrays; raises Malformed."""
    if type(wire) is not list or len(wire) != count:
        raise Malformed("facts")
    for pair in wire:
        if type(pair) is not list or [type(item) for item in pair] != [bool, bool]:
            raise Malformed("facts")
    return tuple(ArrayFacts(*pair) for pair in wire)


def _array(value: object) -> np.ndarray:
    if not isinstance(value, np.ndarray):
        raise Malformed("tensor")
    return value
