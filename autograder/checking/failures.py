"""The ways in which a check fails, each with the message that a student reads.

A message never holds anything that a hidden call returned or printed beyond what is listed here:
it would carry the hidden inputs out. `detail` may, and is shown on the author's terminal only.
"""

from __future__ import annotations

import builtins

from autograder.results import Message
from autograder.sandbox import Died, Raised, Uncrossable

EXCEPTIONS = frozenset(
    name
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException)
)


class CheckFailure(AssertionError):
    """A check that does not hold."""

    def __init__(self, message: Message, detail: str = "") -> None:
        super().__init__(detail or f"{message.id} {dict(message.args) or ''}".strip())
        self.message = message


class Mismatch(CheckFailure):
    """The answer differs from the expected one: type, shape, dtype or values, in this order."""


class ChangedInput(CheckFailure):
    """The call changed an argument in place."""

    def __init__(self, function: str, arguments: tuple[str, ...]) -> None:
        names = ", ".join(arguments)
        super().__init__(
            Message("changed_input", {"arguments": names}), f"{function} changed {names}"
        )
        self.function, self.arguments = function, arguments


class NotRefused(CheckFailure):
    """An input that must raise an error was accepted, or raised another one."""


class Missing(CheckFailure):
    """The submission does not define the function."""

    def __init__(self, function: str) -> None:
        super().__init__(Message("missing", {"function": function}), f"{function} is not defined")


class NoMember(CheckFailure):
    """An object of the submission has no such method or attribute."""

    def __init__(self, member: str) -> None:
        super().__init__(Message("missing", {"function": member}), f"{member} is not defined")


class StudentError(CheckFailure):
    """The student's function raised an exception."""

    def __init__(self, function: str, raised: Raised) -> None:
        kind = builtin_type(raised)
        where = {"line": raised.line, "source": raised.source}
        known = raised.line is not None and raised.source
        super().__init__(
            Message("raised", {"type": kind, **where})
            if known
            else Message("raised_nowhere", {"type": kind}),
            f"{function} raised {raised.type}: {raised.text} (line {raised.line})",
        )
        self.raised = raised


class NoAnswer(CheckFailure):
    """What the function returned is not data: a generator, an object, an array of objects."""

    def __init__(self, function: str, uncrossable: Uncrossable) -> None:
        super().__init__(
            Message("not_data"), f"{function} returned a {uncrossable.type}, which is not data"
        )


class Stopped(CheckFailure):
    """The call was stopped, or it ended the process: timeout, memory, crashed."""

    def __init__(self, function: str, died: Died) -> None:
        super().__init__(Message(died.reason), f"{function}: {died.reason} {died.detail}")
        self.died = died


def builtin_type(raised: Raised) -> str:
    """The nearest built-in exception: a name that the student did not choose."""
    return next((name for name in raised.bases if name in EXCEPTIONS), "Exception")
