"""The smallest public input that a submission gets wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.checking.ahead import Plan, in_turn
from autograder.checking.authors.assertions import (
    assert_close,
    assert_own_memory,
    assert_read_only,
    assert_view,
)
from autograder.checking.failures import (
    ChangedInput,
    CheckFailure,
    NotRefused,
    Stopped,
    StudentError,
)
from autograder.checking.proxy import Answerer, Proxy
from autograder.checking.student import Student
from autograder.explaining.plain import brief, plain
from autograder.results import Counterexample, Message
from autograder.sandbox import Answer, SandboxLost

TERMS = 64
"""Room for rounding: a small input adds few terms."""

MEMORY: Mapping[str, Callable[[Answer], None]] = {
    "not_a_view": assert_view,
    "not_a_copy": assert_own_memory,
    "writeable_view": assert_read_only,
}
"""What an exercise may ask of the memory of an answer, by the message of who breaks it."""


@dataclass(frozen=True)
class Refusal:
    """In the place of an expected answer: the function must raise this built-in exception."""

    error: str


@dataclass(frozen=True)
class Candidate:
    """An input of a function, how to ask for its answer, and the right one or a Refusal.

    `kinds` are the kinds of numbers accepted, by default that of the right answer; `memory` is
    what is asked of the answer's memory, by keys of MEMORY; `plan` has the calls that are known.
    """

    arguments: Mapping[str, Any]
    expected: Any
    ask: Callable[..., Any]
    kinds: str | None = None
    memory: frozenset[str] = frozenset()
    plan: Plan = ()


@dataclass(frozen=True)
class FailedExample:
    """A counterexample, and the failure that it leads to."""

    example: Counterexample
    failure: CheckFailure


def students_failure(candidates: Sequence[Candidate], student: Student) -> FailedExample | None:
    """The first candidate that `student` gets wrong.

    It must never have seen a hidden input: what it answers is shown on its page.
    """
    plans = [candidate.plan for candidate in candidates]
    return first_failure(candidates, in_turn(student, plans))


def first_failure(
    candidates: Sequence[Candidate], answerers: Iterable[Answerer]
) -> FailedExample | None:
    """The first candidate that its answerer gets wrong; None if there is none, or no answer ever.

    One whose values are wrong comes before one whose memory alone is, or that changes what it was
    given.
    """
    right_values = None
    for candidate, answerer in zip(candidates, answerers, strict=False):
        proxy = Proxy(answerer)
        failure, got = _failure(candidate, proxy)
        if isinstance(failure, Stopped):
            return None
        if failure is not None and failure.message.id not in {*MEMORY, "changed_input"}:
            return _failed_example(candidate, got, failure)
        if failure is not None and right_values is None:
            right_values = _failed_example(candidate, got, failure)
    return right_values


def _failure(candidate: Candidate, proxy: Proxy) -> tuple[CheckFailure | None, Any]:
    """What is wrong with the answer, if anything is, and the answer."""
    got = None
    try:
        got = candidate.ask(proxy, **candidate.arguments)
        if isinstance(candidate.expected, Refusal):
            message = Message("not_refused", {"expected": candidate.expected.error})
            return NotRefused(message), got
        assert_close(got, candidate.expected, terms=TERMS, kinds=candidate.kinds)
        for name in sorted(candidate.memory):
            MEMORY[name](proxy._log[-1].outcome)  # type: ignore[arg-type]
        for call in proxy._log:
            if isinstance(call.outcome, Answer) and call.outcome.changed:
                return ChangedInput(call.name, call.outcome.changed), got
    except StudentError as error:
        if not isinstance(candidate.expected, Refusal):
            return error, got
        if candidate.expected.error not in error.raised.bases:
            message = Message("wrong_error", {"expected": candidate.expected.error})
            return WrongError(message, error), got
    except SandboxLost:
        raise
    except Exception as error:  # a scenario may trip over an answer that has no such part
        if got is None:
            got = getattr(proxy._log[-1].outcome, "value", None)
        unusable = CheckFailure(Message("unusable_answer"), repr(error))
        return (error if isinstance(error, CheckFailure) else unusable), got
    return None, got


class WrongError(NotRefused):
    """Another error than the one that must be raised."""

    def __init__(self, message: Message, error: StudentError) -> None:
        super().__init__(message, str(error))
        self.raised = error.raised


def _failed_example(candidate: Candidate, answer: Any, failure: CheckFailure) -> FailedExample:
    if isinstance(failure, StudentError | WrongError):
        got = {"raised": failure.raised.type, "text": failure.raised.text}
    else:
        got = brief(plain(answer))
    expected = candidate.expected
    right = {"raised": expected.error, "text": ""} if isinstance(expected, Refusal) else None
    arguments = {name: plain(value) for name, value in candidate.arguments.items()}
    return FailedExample(Counterexample(arguments, right or plain(expected), got), failure)
