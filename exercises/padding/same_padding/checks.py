"""Hidden checks of same_padding."""

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


@pytest.mark.parametrize(
    ("size", "kernel"),
    [((5, 7), 3), ((4, 9), (3, 5)), ((6, 5), (2, 4)), ((3, 8), (1, 6)), ((2, 3), (7, 6))],
)
def test_stride_one(submission, reference, size, kernel):
    assert_close(submission.same_padding(size, kernel), reference.same_padding(size, kernel))


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
    assert_close(
        submission.same_padding(size, kernel, stride),
        reference.same_padding(size, kernel, stride),
    )


@pytest.mark.parametrize(
    ("size", "kernel", "stride"),
    [((8, 9), 1, (3, 2)), ((10, 8), (2, 3), (5, 4)), ((12, 7), (3, 1), (6, 5))],
)
def test_never_negative(submission, reference, size, kernel, stride):
    assert_close(
        submission.same_padding(size, kernel, stride=stride),
        reference.same_padding(size, kernel, stride=stride),
    )


@pytest.mark.parametrize(
    ("size", "kernel", "stride", "dilation"),
    [
        ((9, 6), 3, 1, 2),
        ((7, 8), (3, 2), (2, 3), (2, 3)),
        ((5, 11), (1, 4), (1, 2), (4, 3)),
        ((10, 4), (2, 5), (4, 3), (3, 1)),
    ],
)
def test_dilation(submission, reference, size, kernel, stride, dilation):
    assert_close(
        submission.same_padding(size, kernel, stride, dilation),
        reference.same_padding(size, kernel, stride, dilation),
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((7, 4, 2), ((5, 8), 4, 3)),
        ((6, (3, 5)), (6, (5, 3))),
        ((9, 2, (2, 4)), (10, 5, (3, 4), 2)),
    ],
)
def test_ints_and_pairs(submission, reference, first, second):
    for sizes in (first, second):
        assert_close(submission.same_padding(*sizes), reference.same_padding(*sizes))
