"""What a notebook of `max_pool2d` is read as."""

from __future__ import annotations

GOOD = "def max_pool2d(x):\n    return x"


def sources(submission):
    return [chunk.source for chunk in submission.chunks]


def using(*names):
    """An answer that needs these names when it is called."""
    return f"def max_pool2d(_):\n    return _, {', '.join(names)}"
