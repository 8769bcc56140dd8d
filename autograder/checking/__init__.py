"""Run hidden checks against a submission, and say what went wrong.

What an author of exercises imports: the assertions, those of `layers` too; `mistake_in`; the arrays
of `inputs` and the strategies of `small`.
"""

from autograder.checking.compare import (
    assert_close,
    assert_keeps_arguments,
    assert_own_memory,
    assert_raises,
    assert_read_only,
    assert_refuses,
    assert_view,
)
from autograder.checking.mistakes import mistake_in

__all__ = [
    "assert_close",
    "assert_keeps_arguments",
    "assert_own_memory",
    "assert_raises",
    "assert_read_only",
    "assert_refuses",
    "assert_view",
    "mistake_in",
]
