"""Values to msgpack and back, for both ends of the socket.

On the wire a value is nil, a bool, an integer, a float, a string, or a list whose first item is
a tag: `l` list, `t` tuple, `d` dict (keys and values in turn), `e` set, `z` frozenset, `c` complex,
`s` NumPy scalar,
and what each end adds, such as `a`
an array on its way out and `v` one on its way in. There are no maps and no extension types, so that
`unpack` can check the whole frame before anything is built from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgpack
import numpy as np

from .arrays import Malformed, NotCrossable, dtype_name, from_scalar, plain

MAX_DEPTH = 32
MAX_WIRE_DEPTH = MAX_DEPTH + 8
MAX_ITEMS = 200_000
MAX_HASHED = 10_000
"""Of a set, and of a dict whose keys are no texts: who knows how these hash lets them collide."""

_LEAVES = (type(None), bool, int, float, str)
_HASHED = (*_LEAVES, complex)
_FIXED = {0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}
_FIXED |= {0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8, 0xC0: 0, 0xC2: 0, 0xC3: 0}
_LENGTHS = {0xC4: 1, 0xC5: 2, 0xC6: 4, 0xD9: 1, 0xDA: 2, 0xDB: 4}
_ARRAYS = {0xDC: 2, 0xDD: 4}


def pack(message: list[Any]) -> bytes:
    """A message of wire values as bytes."""
    packed: bytes = msgpack.packb(message, use_bin_type=True)
    return packed


def unpack(data: bytes | bytearray) -> list[Any]:
    """The message in untrusted bytes; raises Malformed.

    Work and memory are bounded by len(data): depth and number of items are checked first.
    """
    _scan(data)
    return load(data)


def load(data: bytes | bytearray) -> list[Any]:
    """The message in bytes of our own; raises Malformed."""
    try:
        message = msgpack.unpackb(
            data,
            raw=False,
            use_list=True,
            max_ext_len=0,
            max_map_len=0,
            max_array_len=MAX_ITEMS,
            max_str_len=len(data),
            max_bin_len=len(data),
        )
    except (ValueError, RecursionError) as error:
        raise Malformed("msgpack") from error
    if type(message) is not list:
        raise Malformed("message")
    return message


def _scan(data: bytes | bytearray) -> None:
    position, items, end = 0, 0, len(data)
    pending = [1]
    while pending:
        if not pending[-1]:
            pending.pop()
            continue
        pending[-1] -= 1
        items += 1
        if position >= end or items > MAX_ITEMS:
            raise Malformed("truncated" if position >= end else "items")
        head = data[position]
        position += 1
        if head <= 0x7F or head >= 0xE0:
            continue
        if head in _FIXED:
            position += _FIXED[head]
        elif 0xA0 <= head <= 0xBF:
            position += head & 31
        elif head in _LENGTHS:
            width = _LENGTHS[head]
            position += width + int.from_bytes(data[position : position + width], "big")
        elif 0x90 <= head <= 0x9F:
            pending.append(head & 15)
        elif head in _ARRAYS:
            width = _ARRAYS[head]
            pending.append(int.from_bytes(data[position : position + width], "big"))
            position += width
        else:
            raise Malformed("type")
        if len(pending) > MAX_WIRE_DEPTH or pending[-1] > end:
            raise Malformed("depth or length")
    if position != end:
        raise Malformed("length")


@dataclass
class Encoder:
    """Python values to wire values; `array` and `other` are what this end does with the rest.

    Raises NotCrossable for what does not fit, so that bytes never have to be cut.
    """

    size_left: int
    array: Callable[[np.ndarray], list[Any]]
    other: Callable[[Any, int], Any]
    items_left: int = MAX_ITEMS - 1000

    def __call__(self, value: Any, depth: int = 0) -> Any:
        self._charge(value, depth)
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int:
            if not -(2**63) <= value < 2**63:
                raise NotCrossable("int beyond 64 bits")
            return value
        if kind is str:
            return self._text(value)
        if kind is list or kind is tuple:
            return ["l" if kind is list else "t", *(self(item, depth + 1) for item in value)]
        if kind is dict:
            return ["d", *self._pairs(value, depth)]
        if kind is set or kind is frozenset:
            if len(value) > MAX_HASHED:
                raise NotCrossable("set with too many items")
            if strange := next((item for item in value if not is_hashable(item)), None):
                raise NotCrossable(f"set of {type(strange).__name__}")
            return ["e" if kind is set else "z", *(self(item, depth + 1) for item in value)]
        if kind is complex:
            return ["c", value.real, value.imag]
        if isinstance(value, np.ndarray):
            self._spend(value.size * value.itemsize)
            return self.array(value)
        if isinstance(value, np.generic):
            return ["s", dtype_name(value.dtype), plain(np.asarray(value))[2]]
        return self.other(value, depth)

    def _pairs(self, value: dict[Any, Any], depth: int) -> list[Any]:
        pairs: list[Any] = []
        for key, item in value.items():
            if not is_hashable(key):
                raise NotCrossable(f"dict with {type(key).__name__} keys")
            if type(key) is not str and len(value) > MAX_HASHED:
                raise NotCrossable("dict with too many items")
            pairs += [self(key, depth + 1), self(item, depth + 1)]
        return pairs

    def _text(self, value: str) -> str:
        try:
            self._spend(len(value.encode()))
        except UnicodeEncodeError:
            raise NotCrossable("str with surrogates") from None
        return value

    def _charge(self, value: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise NotCrossable("value nested too deep")
        self.items_left -= 2 if type(value) in _LEAVES else 4
        if isinstance(value, np.ndarray | np.generic):
            self.items_left -= 24
        if self.items_left < 0:
            raise NotCrossable("value with too many items")
        self._spend(10)

    def _spend(self, size: int) -> None:
        self.size_left -= size
        if self.size_left < 0:
            raise NotCrossable("value too large")


def plain_array(array: np.ndarray) -> list[Any]:
    """The wire form in which arrays leave the sandbox."""
    return ["a", *plain(array)]


def decode(wire: Any, other: Callable[[str, list[Any]], Any]) -> Any:
    """A wire value to a Python value; tags that are not basic go to `other(tag, rest)`.

    Raises Malformed.
    """
    if wire is None or type(wire) in (bool, int, float, str):
        return wire
    if type(wire) is not list or not wire or type(wire[0]) is not str:
        raise Malformed("value")
    tag, rest = wire[0], wire[1:]
    if tag == "l":
        return [decode(item, other) for item in rest]
    if tag == "t":
        return tuple([decode(item, other) for item in rest])
    if tag == "d":
        if len(rest) % 2:
            raise Malformed("dict")
        keys = _hashed(rest[::2], other)
        return {k: decode(v, other) for k, v in zip(keys, rest[1::2], strict=True)}
    if tag == "e":
        return set(_hashed(rest, other))
    if tag == "z":
        return frozenset(_hashed(rest, other))
    if tag == "c" and len(rest) == 2 and all(type(part) is float for part in rest):
        return complex(*rest)
    if tag == "s" and len(rest) == 2:
        return from_scalar(*rest)
    return other(tag, rest)


def _hashed(wires: list[Any], other: Callable[[str, list[Any]], Any]) -> list[Any]:
    """Keys of a dict or items of a set. Raises Malformed for what cannot be one."""
    if all(type(wire) is str for wire in wires):
        return wires
    values = [decode(wire, other) for wire in wires]
    if len(values) > MAX_HASHED or not all(map(is_hashable, values)):
        raise Malformed("keys")
    return values


def is_hashable(value: Any) -> bool:
    """Is it plain data that hashes as Python itself has it?"""
    if type(value) in (tuple, frozenset):
        return all(map(is_hashable, value))
    return type(value) in _HASHED or (type(value).__module__ == "numpy" and _is_scalar(value))


def _is_scalar(value: Any) -> bool:
    return isinstance(value, np.generic) and type(value).__name__ != "void"
