"""A NumPy generator as its state: what a function that stands in for another is passed."""

from __future__ import annotations

from typing import Any

import numpy as np

from .arrays import Malformed, NotCrossable

WORDS = ("state", "inc")
"""Numbers of 128 bits: they cross as hexadecimal digits."""

DIGITS = 34


def generator_wire(rng: np.random.Generator) -> list[Any]:
    """Raises NotCrossable for any bit generator but that of `default_rng`."""
    state = rng.bit_generator.state
    if state["bit_generator"] != "PCG64":
        raise NotCrossable(str(state["bit_generator"]))
    words = [hex(state["state"][word]) for word in WORDS]
    return ["G", *words, int(state["has_uint32"]), int(state["uinteger"])]


def read_generator(rest: list[Any]) -> np.random.Generator:
    """A generator in that state; raises Malformed."""
    if [type(part) for part in rest] != [str, str, int, int]:
        raise Malformed("generator")
    *words, half, left = rest
    if any(len(word) > DIGITS for word in words) or half not in (0, 1) or not 0 <= left < 2**32:
        raise Malformed("generator")
    bits = np.random.PCG64(0)
    state: Any = {"bit_generator": "PCG64", "has_uint32": half, "uinteger": left}
    try:
        state["state"] = {name: int(word, 16) for name, word in zip(WORDS, words, strict=True)}
        bits.state = state
    except (ValueError, OverflowError) as error:
        raise Malformed("generator") from error
    return np.random.Generator(bits)
