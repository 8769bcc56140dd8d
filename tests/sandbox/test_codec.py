"""Values cross unchanged, and no byte string does harm."""

from __future__ import annotations

from typing import Any

import msgpack
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox.inside.arrays import DTYPES, Malformed, NotCrossable, from_view, view
from autograder.sandbox.inside.codec import Encoder, pack, plain_array, unpack
from autograder.sandbox.outcomes import Handle
from autograder.sandbox.replies import read_reply
from autograder.sandbox.values import Values

VALUES = Values(owner=7, frame_bytes=2**24)
dtypes = st.sampled_from(sorted(DTYPES)).map(np.dtype)
arrays = dtypes.flatmap(
    lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0))
)
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(), st.text(),
    st.complex_numbers(), dtypes.flatmap(lambda d: hnp.arrays(d, ()).map(lambda a: a[()])),
)  # fmt: skip
hashed = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-9, 9), st.text(max_size=3)),
    lambda inner: st.one_of(st.tuples(inner, inner), st.frozensets(inner, max_size=2)),
    max_leaves=4,
)
values = st.recursive(
    st.one_of(scalars, arrays, st.sets(hashed), st.frozensets(hashed)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(st.text(), inner, max_size=4),
        st.dictionaries(hashed, inner, max_size=4),
    ),
    max_leaves=12,
)


def refuse(value: object, _: int) -> object:
    raise NotCrossable(type(value).__name__)


def encode(value: object, size: int = 2**24) -> object:
    return Encoder(size, plain_array, refuse)(value)


def cross(value: object) -> object:
    return VALUES.decode(unpack(pack([encode(value)]))[0])[0]


def same(a: Any, b: Any) -> bool:
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray | np.generic):
        assert isinstance(b, np.ndarray | np.generic)
        return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return a == b if isinstance(a, set | frozenset) else repr(a) == repr(b)


@given(values)
def test_a_value_comes_out_as_it_went_in(value: object) -> None:
    assert same(cross(value), value)


@given(arrays, st.data())
def test_an_argument_keeps_its_layout(array: np.ndarray, data: st.DataObject) -> None:
    if array.ndim:
        array = array.transpose(data.draw(st.permutations(range(array.ndim))))
        steps = [data.draw(st.sampled_from([1, 2, -1, -3])) for _ in array.shape]
        array = array[tuple(slice(None, None, step) for step in steps)]
    if data.draw(st.booleans()):
        array = np.broadcast_to(array, (2, *array.shape))
    parts = unpack(pack(view(array)))
    back, _ = from_view(*parts)
    assert (back.dtype, back.shape, back.strides) == (array.dtype, array.shape, array.strides)
    assert back.flags.writeable == array.flags.writeable
    assert back.tobytes() == array.tobytes()


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (2**63, "int beyond 64 bits"),
        (np.array([object()]), "array of object"),
        (np.array(["a"]), "array of str32"),
        (np.zeros(2, np.longdouble), "array of float128"),
        (np.zeros((1,) * 9), "array with 9 axes"),
        (np.broadcast_to(1.0, (10**6, 10**6)), "value too large"),
        ("x" * 2**25, "value too large"),
        ([0] * 200_000, "value with too many items"),
        ("\ud800", "str with surrogates"),
        ({b"a": 2}, "dict with bytes keys"),
        ({b"a"}, "set of bytes"),
        ((n for n in "ab"), "generator"),
    ],
)
def test_what_cannot_cross_is_named(value: object, name: str) -> None:
    with pytest.raises(NotCrossable, match=name):
        encode(value)


def test_a_list_in_itself_is_too_deep() -> None:
    loop: list[object] = []
    loop.append(loop)
    with pytest.raises(NotCrossable, match="deep"):
        encode(loop)


HOSTILE = {
    "empty": b"",
    "a million nested lists": b"\x91" * 10**6,
    "a list longer than the frame": b"\xdd\xff\xff\xff\xff",
    "lists that multiply": b"\xdd\x00\x00\xff\xff" * 30,
    "text that ends early": b"\xdb\xff\xff\xff\xffa",
    "bytes that end early": b"\xc6\xff\xff\xff\xffa",
    "a map": b"\x91\x81\x01\x02",
    "an extension": b"\x91\xd4\x01\x02",
    "a timestamp": b"\x91" + msgpack.packb(msgpack.Timestamp(1, 2)),
    "the unused byte": b"\xc1",
    "two messages": b"\x90\x90",
    "not a list": b"\x01",
    "text that is not UTF-8": b"\x91\xa1\xff",
    "too many items": b"\xdd\x00\x0f\x42\x40" + b"\xc0" * 10**6,
}


@pytest.mark.parametrize("frame", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_frame_is_malformed(frame: bytes) -> None:
    with pytest.raises(Malformed):
        unpack(frame)


@pytest.mark.parametrize(
    "wire",
    [
        ["a", "float64", [2**40, 2**40], b""],
        ["a", "float64", [-1], b""],
        ["a", "float64", [True], b"\0" * 8],
        ["a", "float64", [2.0], b"\0" * 16],
        ["a", "float64", [1] * 9, b"\0" * 8],
        ["a", "object", [1], b"\0" * 8],
        ["a", "O", [1], b"\0" * 8],
        ["a", ["f8"], [1], b"\0" * 8],
        ["a", "float64", [1], "text"],
        ["s", "float64", b"\0"],
        ["v", "float64", [1], [8], 0, True, b"\0" * 8],
        ["x", "import os", "os"],
        ["f", 1],
        ["h", "one", "A"],
        ["h", True, "A"],
        ["c", 1, 2],
        ["d", "key"],
        ["d", ["l"], 2],
        ["e", ["l"]],
        ["D", "DataFrame", ["l", None], []],
        ["D", "Frame", ["l", None], [["int64", ["l"]]]],
        ["D", "Series", ["l", None], [["int64", ["l"]]]],
        ["D", "DataFrame", ["l", None, "a"], [["int64", ["l"]]]],
        ["D", "DataFrame", ["l", None, "a"], [["int64", ["l"]], ["int64", ["l", 1]]]],
        ["D", "DataFrame", ["l", None, "a"], [["int64", ["l"]], [3, ["l"]]]],
        ["D", "DataFrame", ["l", None, ["l"]], [["int64", ["l"]], ["int64", ["l"]]]],
        ["D", "DataFrame", ["l", None], [["int64", ["l", ["l"]]]]],
        ["D", "DataFrame", ["l", None], [["int64", ["a", "float64", [1, 1], b"\0" * 8]]]],
        ["D", "DataFrame", ["l", *["a"] * 1002], [["int64", ["l"]]] * 1002],
        ["D", "DataFrame", ["l", None], [["x" * 101, ["l"]]]],
        ["P", ["d"]],
        ["P", ["l", ["d", "title", ""]]],
        ["P", ["l", 1]],
        ["e", ["a", "float64", [], b"\0" * 8]],
        ["e", ["h", 1, "x"]],
        ["z", ["t", ["d"]]],
        ["e", *range(10_001)],
        ["T", 3, True],
        ["T", ["a", "float64", [], b"\0" * 8], 1],
        [],
        [1],
        b"bytes",
    ],
    ids=repr,
)
def test_a_hostile_value_is_malformed(wire: object) -> None:
    with pytest.raises(Malformed):
        VALUES.decode(wire)


def test_bytes_of_a_bool_array_become_bools() -> None:
    value, _ = VALUES.decode(["a", "bool", [3], b"\x00\x01\x07"])
    assert value.tobytes() == b"\x00\x01\x01"


@settings(max_examples=400)
@given(values, st.data())
def test_a_mutated_frame_is_read_or_malformed(value: object, data: st.DataObject) -> None:
    frame = bytearray(pack(["answer", encode(value), ["0"], [[True, False]]]))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(frame) - 1))
        frame[at] = data.draw(st.integers(0, 255))
    try:
        outcome = read_reply(unpack(frame[: data.draw(st.integers(0, len(frame)))]), VALUES, {"0"})
    except Malformed:
        return
    assert type(outcome).__module__ == "autograder.sandbox.outcomes"


def test_control_and_direction_characters_are_stripped() -> None:
    text = "a\x1b[31mb\u202ec\x00\nd"
    raised = read_reply(["raised", "E\x07", ["Exception"], text, None, None], VALUES, set())
    assert (raised.type, raised.text) == ("E", "a[31mbc\nd")  # type: ignore[union-attr]


def test_an_instance_of_another_child_is_refused() -> None:
    with pytest.raises(ValueError, match="another child"):
        VALUES.encode(Handle(0, "A", owner=8))
