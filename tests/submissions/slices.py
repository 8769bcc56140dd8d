"""What a notebook of `max_pool2d` is read as."""

from __future__ import annotations

from autograder.results import Message
from autograder.submissions import Submission

GOOD = "def max_pool2d(x):\n    return x"


def sources(submission: Submission) -> list[str]:
    return [chunk.source for chunk in submission.chunks]


def only(submission: Submission) -> Message:
    """The one message of a notebook."""
    (message,) = submission.messages
    return message


def using(*names: str) -> str:
    """An answer that needs these names when it is called."""
    return f"def max_pool2d(_):\n    return _, {', '.join(names)}"
