"""What a hostile notebook is: what it tries, what it must get, and what stops it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "reading",
    "tampering",
    "answers",
    "messages",
    "endings",
    "exceptions",
    "resources",
    "system calls",
    "neighbours",
    "carrying out",
    "loading",
    "given functions",
]
Layer = Literal[
    "apart",
    "data",
    "codec",
    "clock",
    "limits",
    "fork",
    "files",
    "namespaces",
    "calls",
    "words",
    "reader",
]
Without = Literal["seccomp", "bubblewrap"]

HONEST = """
import numpy as np

def right(x, pad, value=0.0):
    (top, bottom), (left, right) = sides(pad)
    n, c, h, w = x.shape
    y = np.full((n, c, top + h + bottom, left + w + right), value, np.result_type(x, value))
    y[:, :, top : top + h, left : left + w] = x
    return y

def pad2d_backward(dy, pad):
    (top, bottom), (left, right) = sides(pad)
    h, w = dy.shape[2:]
    return dy[:, :, top : h - bottom, left : w - right].copy()

def same_padding(size, kernel, stride=1, dilation=1):
    both = []
    for n, k, s, d in zip(pair(size), pair(kernel), pair(stride), pair(dilation)):
        total = max(0, (-(-n // s) - 1) * s + d * (k - 1) + 1 - n)
        both.append((total // 2, total - total // 2))
    return both[0], both[1]
"""
"""The other functions of the unit, right, and `right`, what pad2d should be."""

PAD2D = """\
def pad2d(x, pad, value=0.0):
    return right(x, pad, value)
"""
SIGNATURE = "def pad2d(x, pad, value=0.0):\n"
RIGHT = "    return right(x, pad, value)\n"


@dataclass(frozen=True)
class Hostile:
    """One notebook of unit padding. Its attack, where it works, lets pad2d answer right.

    `gets` has the verdict of each function that the attack is in ("timeout|memory": either, it
    depends on the machine's speed); it must earn nothing. Every
    other function is honest and must keep full marks. `raises` is the built-in exception that the
    record must name. `needs` are the layers without which it is never run: it could do harm.
    `cells` are further solution cells, `experiment` one that does not run, `honest` the first, with
    everything that the unit asks for.
    """

    name: str
    kind: Kind
    tries: str
    source: str
    stopped_by: Layer
    gets: Mapping[str, str] = field(default_factory=lambda: {"pad2d": "error"})
    raises: str = ""
    needs: tuple[Without, ...] = ()
    cells: tuple[str, ...] = ()
    experiment: str = ""
    unit: str = "padding"
    honest: str = HONEST


def attack(body: str) -> str:
    """A pad2d that runs `body`, indented as in a function, and answers right if it gets by."""
    return f"def attack():\n{body.rstrip()}\n\n{SIGNATURE}    attack()\n" + RIGHT


def once(body: str) -> str:
    """As `attack`; `body` returns what it found, which is looked for only once."""
    return (
        f"def attack():\n{body.rstrip()}\n\nfound = []\n{SIGNATURE}"
        """\
    if not found:
        found.append(attack())
"""
        """\
    if not found[0]:
        raise LookupError('nothing here')
"""
        "    return right(x, pad, value)\n"
    )
