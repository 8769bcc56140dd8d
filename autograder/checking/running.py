"""Run one case against one answerer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checking.authors.parts import Part, Parts, collecting
from autograder.checking.cases import BrokenCheck, Case, rng_of
from autograder.checking.failures import CheckFailure
from autograder.checking.proxy import Call, Proxy
from autograder.results import Message
from autograder.sandbox import Answer, BadFunction, Plot, SandboxLost, Table, Tensor

LOG_BYTES = 64 * 2**20
"""What is kept of the answers of one submission; beyond it a case keeps its verdict alone."""


@dataclass(frozen=True)
class Run:
    """One case of one check against one answerer.

    `log` has the calls of a case that failed, while there is room; `in_float32` says that an
    answer came in float32 to arguments that had none. `parts` are those that the check came to.
    """

    case: str
    check: str
    function: str
    failure: CheckFailure | None
    log: tuple[Call, ...]
    in_float32: bool = False
    parts: tuple[Part, ...] = ()
    rest_holds: bool = False

    @property
    def earned(self) -> float:
        """The share of the case's points: of the parts that hold, and of the rest if it does."""
        if self.failure is None:
            return 1.0
        rest = 1 - sum(part.share for part in self.parts) if self.rest_holds else 0.0
        return max(rest, 0.0) + sum(part.share for part in self.parts if part.holds)


@dataclass
class Room:
    """How many bytes of answers may still be kept."""

    left: int = LOG_BYTES

    def take(self, log: Sequence[Call]) -> tuple[Call, ...]:
        """The log, or nothing if it is too large."""
        size = sum(_size(call.outcome.value) for call in log if isinstance(call.outcome, Answer))
        if size > self.left:
            return ()
        self.left -= size
        return tuple(log)


def run(case: Case, seed: int, submission: Proxy, reference: Proxy, room: Room) -> Run:
    """What comes of a case.

    Raises SandboxLost, and BrokenCheck if a function that the check lends is not fit for it.
    """
    fixtures = {"submission": submission, "reference": reference}
    if "rng" in case.fixtures:
        fixtures["rng"] = rng_of(case.name, seed)  # type: ignore[assignment]
    failure = None
    parts = Parts(lambda: len(submission._log))
    try:
        with collecting(parts):
            case.test(**case.parameters, **{name: fixtures[name] for name in case.fixtures})
    except SandboxLost:
        raise
    except BadFunction as error:
        args = {"case": case.name, "cause": str(error)}
        raise BrokenCheck(case.file, "function_not_lendable", args) from error
    except CheckFailure as error:
        failure = _alone(error)
    except Exception as error:  # a check may trip over an answer that has no such part
        failure = CheckFailure(Message("unusable_answer"), repr(error))
    calls = submission._log
    rest_holds = failure is None
    if parts.failure is not None:
        failure, calls = _alone(parts.failure), calls[: parts.calls_before]
    log = room.take(calls) if failure else ()
    return Run(
        case.name,
        case.check,
        case.function,
        failure,
        log,
        any(map(_narrowed, submission._log)),
        tuple(parts.found),
        rest_holds,
    )


def _alone(failure: CheckFailure) -> CheckFailure:
    """Without the frames that it came through: they hold every answer of the case."""
    failure.__cause__ = failure.__context__ = None
    return failure.with_traceback(None)


def _narrowed(call: Call) -> bool:
    return (
        isinstance(call.outcome, Answer)
        and _is_float32(call.outcome.value)
        and not any(map(_is_float32, (*call.args, *call.kwargs.values())))
    )


def _is_float32(value: object) -> bool:
    return isinstance(value, np.ndarray) and value.dtype == np.float32


def _size(value: Any) -> int:
    if isinstance(value, Tensor):
        return value.array.nbytes
    if isinstance(value, np.ndarray):
        return value.nbytes
    if isinstance(value, Plot):
        return sum(map(_size, value.axes))
    if isinstance(value, Table):
        return sum(_size(column.values) for column in (value.index, *value.columns))
    if isinstance(value, dict):
        return sum(map(_size, value.values())) + 100 * len(value)
    if isinstance(value, list | tuple | set | frozenset):
        return sum(map(_size, value)) + 10 * len(value)
    return len(value) if isinstance(value, str) else 30
