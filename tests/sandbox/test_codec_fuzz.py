"""A million mutated frames: each is read or refused, within the memory that a frame may take.

pytest -m fuzz tests/sandbox
"""

from __future__ import annotations

import random
import resource

import numpy as np
import pytest

from autograder.sandbox.inside.arrays import Malformed, NotCrossable
from autograder.sandbox.inside.codec import Encoder, pack, plain_array, unpack
from autograder.sandbox.values import Values

FRAMES = 1_000_000
FRAME_BYTES = 2**16
MORE_MEBIBYTES = 256

VALUES = Values(owner=7, frame_bytes=FRAME_BYTES)
DATA = (bool, int, float, complex, str, bytes, list, tuple, dict, np.ndarray, np.generic)


def refuse(value: object, _: int) -> object:
    raise NotCrossable(type(value).__name__)


def seeds() -> list[bytes]:
    """Frames that are right, of every kind of value."""
    values = [
        None,
        [True, 3, -1.5, 2j, "text", (1, 2)],
        {"w": np.arange(6.0).reshape(2, 3), "b": np.float32(2)},
        np.zeros((2, 3, 4, 5), dtype=np.int8),
        [[[[[[1]]]]], (), {}],
    ]
    encode = Encoder(FRAME_BYTES, plain_array, refuse)
    return [pack(["answer", encode(value), [], []]) for value in values]


def mutate(rng: random.Random, frame: bytes) -> bytes:
    """One to four bytes changed, cut out, doubled or put in."""
    data = bytearray(frame)
    for _ in range(rng.randint(1, 4)):
        i = rng.randrange(len(data) + 1)
        kind = rng.randrange(4)
        if kind == 0 and i < len(data):
            data[i] = rng.randrange(256)
        elif kind == 1:
            del data[i : i + rng.randint(1, 8)]
        elif kind == 2:
            data[i:i] = data[i : i + rng.randint(1, 8)]
        else:
            data[i:i] = rng.randbytes(rng.randint(1, 4))
    return bytes(data)


@pytest.mark.fuzz
def test_a_million_mutated_frames_do_no_harm() -> None:
    rng, frames = random.Random(0), seeds()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read = 0
    for _ in range(FRAMES):
        try:
            value, _ = VALUES.decode(unpack(mutate(rng, rng.choice(frames)))[1])
        except (Malformed, IndexError):
            continue
        assert value is None or isinstance(value, DATA)
        read += 1
    assert 0 < read < FRAMES
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < MORE_MEBIBYTES
