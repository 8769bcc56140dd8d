"""What a request to a child can come to, and the values that only the sandbox knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np


@dataclass(frozen=True)
class ArrayFacts:
    """What the bytes of a returned array cannot tell; memory is shared with an argument."""

    writeable: bool
    shares_memory: bool


@dataclass(frozen=True)
class Answer:
    """A value came back.

    `changed` names the arguments that the call changed in place ("0", "1", or the keyword);
    `arrays` has the facts of each array or tensor, in the order in which they occur in `value`.
    """

    value: Any
    changed: tuple[str, ...] = ()
    arrays: tuple[ArrayFacts, ...] = ()


@dataclass(frozen=True)
class Raised:
    """The student's code raised.

    `bases` are the builtin classes among the exception's bases, itself included; `line` is the
    last line of the student's own source on the way, `source` its text, `function` the name of
    the function around it.
    """

    type: str
    bases: tuple[str, ...]
    text: str
    line: int | None = None
    source: str | None = None
    filename: str | None = None
    function: str | None = None


@dataclass(frozen=True)
class Uncrossable:
    """The call returned something that is not data; `type` is its short name."""

    type: str


@dataclass(frozen=True)
class Undefined:
    """There is no function of this name, or the object has no such member."""


@dataclass(frozen=True)
class Died:
    """The child is gone. `detail` is a signal, an exit code or "protocol"."""

    reason: Literal["timeout", "memory", "crashed"]
    detail: str


@dataclass(frozen=True)
class Handle:
    """An instance of a class of the student's, which stays in the child that made it."""

    number: int
    type: str
    owner: int = field(repr=False)


@dataclass(frozen=True)
class Tensor:
    """An array that is a PyTorch tensor inside."""

    array: np.ndarray
    requires_grad: bool = False


@dataclass(frozen=True)
class Source:
    """A function of the check's own that must live beside the student's memory."""

    code: str
    name: str


Outcome = Answer | Raised | Uncrossable | Undefined | Died
