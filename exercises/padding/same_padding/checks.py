"""Hidden checks of same_padding."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, small

SMALL = {
    "same_padding": st.fixed_dictionaries(
        {
            "size": small.pairs(1, 6),
            "kernel": small.pairs(1, 4),
            "stride": small.pairs(1, 3),
            "dilation": small.pairs(1, 2),
        }
    )
}


def _turned(size):
    """Columns for rows."""
    return size if isinstance(size, int) else size[::-1]


def _compare(submission, reference, *sizes, **named):
    """As asked and turned: more rows than columns are added, and the other way round.

    Two pairs of numbers will do, whatever holds them: test_pairs_of_ints asks for the rest.
    """
    for turn in (lambda size: size, _turned):
        args = [turn(size) for size in sizes]
        kwargs = {name: turn(size) for name, size in named.items()}
        answer = submission.same_padding(*args, **kwargs)
        expected = reference.same_padding(*args, **kwargs)
        assert_close(np.asarray(answer), np.asarray(expected), kinds="iuf")


@pytest.mark.parametrize(
    ("size", "kernel"),
    [((5, 7), (2, 3)), ((4, 9), (3, 5)), ((6, 5), (2, 4)), ((3, 8), (1, 6)), ((2, 3), (7, 6))],
)
def test_stride_one(submission, reference, size, kernel):
    _compare(submission, reference, size, kernel)


@pytest.mark.parametrize(
    ("size", "kernel", "stride"),
    [
        ((7, 10), 3, 2),
        ((8, 9), (3, 2), (2, 3)),
        ((11, 5), (5, 4), (3, 2)),
        ((13, 6), (5, 2), (4, 1)),
        ((1, 2), (4, 7), (3, 5)),
    ],
)
def test_strides(submission, reference, size, kernel, stride):
    _compare(submission, reference, size, kernel, stride)


@pytest.mark.parametrize(
    ("size", "kernel", "stride"),
    [((8, 9), (1, 4), (3, 2)), ((10, 8), (2, 7), (5, 4)), ((12, 7), (3, 6), (6, 5))],
)
def test_never_negative(submission, reference, size, kernel, stride):
    _compare(submission, reference, size, kernel, stride=stride)


@pytest.mark.parametrize(
    ("size", "kernel", "stride", "dilation"),
    [
        ((9, 6), (3, 2), 1, 2),
        ((7, 8), (3, 2), (2, 3), (2, 3)),
        ((5, 11), (1, 4), (1, 2), (4, 3)),
        ((10, 4), (2, 5), (4, 3), (3, 1)),
    ],
)
def test_dilation(submission, reference, size, kernel, stride, dilation):
    _compare(submission, reference, size, kernel, stride, dilation)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((7, 4, (2, 4)), ((5, 8), 4, 3)),
        ((6, (3, 5)), ((8, 8), (5, 3), 2)),
        ((9, 2, (2, 4)), (10, 5, (3, 4), 2)),
        (((8, 10), (4, 4), (2, 2), (3, 3)), ((8, 7), 3, 2, 3)),
    ],
)
def test_ints_and_pairs(submission, reference, first, second):
    for sizes in (first, second):
        _compare(submission, reference, *sizes)


@pytest.mark.parametrize("sizes", [((9, 12), (4, 5), 2), (7, (5, 2), (3, 1), (1, 3))])
def test_pairs_of_ints(submission, reference, sizes):
    assert_close(submission.same_padding(*sizes), reference.same_padding(*sizes))
