"""What an author of exercises imports, from `autograder.checking`.

`assert_…` judge an answer, `mistake_in` marks a wrong solution, `inputs` makes arrays, `small` has
strategies for the smallest examples, `layers` checks objects with `forward` and `backward`.
"""

from autograder.checking.authors import inputs, layers, small
from autograder.checking.authors.assertions import (
    assert_at_least,
    assert_close,
    assert_equal,
    assert_keeps_arguments,
    assert_own_memory,
    assert_raises,
    assert_read_only,
    assert_refuses,
    assert_view,
)
from autograder.checking.authors.drawn import assert_frame, assert_plot
from autograder.checking.authors.mistakes import mistake_in
from autograder.checking.authors.parts import part

__all__ = [
    "assert_at_least",
    "assert_close",
    "assert_equal",
    "assert_frame",
    "assert_keeps_arguments",
    "assert_own_memory",
    "assert_plot",
    "assert_raises",
    "assert_read_only",
    "assert_refuses",
    "assert_view",
    "inputs",
    "layers",
    "mistake_in",
    "part",
    "small",
]
