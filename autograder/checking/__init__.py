"""Run hidden checks against a submission, and say what went wrong.

Exercises import what they need from here: the names of `checking/authors`. All else in this room is
for the grader alone.
"""

from autograder.checking.authors import (
    assert_at_least,
    assert_close,
    assert_equal,
    assert_frame,
    assert_keeps_arguments,
    assert_own_memory,
    assert_plot,
    assert_raises,
    assert_read_only,
    assert_refuses,
    assert_view,
    inputs,
    layers,
    mistake_in,
    part,
    small,
)

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
