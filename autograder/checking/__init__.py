"""Run hidden checks against a submission, and say what went wrong.

What an author of exercises imports: `assert_close`, `assert_refuses`, `mistake_in`, the arrays of
`inputs` and the strategies of `small`.
"""

from autograder.checking.compare import assert_close, assert_refuses
from autograder.checking.mistakes import mistake_in

__all__ = ["assert_close", "assert_refuses", "mistake_in"]
