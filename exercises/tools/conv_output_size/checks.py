"""Hidden checks of conv_output_size."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_refuses, small

SMALL = {
    "conv_output_size": st.fixed_dictionaries(
        {
            "size": small.pairs(3, 7),
            "kernel": small.pairs(1, 2),
            "stride": small.pairs(1, 3),
            "padding": small.pairs(0, 2),
            "dilation": small.pairs(1, 2),
        }
    )
}


def _turned(size):
    """Columns for rows."""
    return size if isinstance(size, int) else size[::-1]


def _compare(submission, reference, *sizes, **named):
    """As asked and turned: the taller of two outputs is now the first, now the second.

    Two numbers will do, whatever holds them: test_two_ints asks for the rest.
    """
    for turn in (lambda size: size, _turned):
        args = [turn(size) for size in sizes]
        kwargs = {name: turn(size) for name, size in named.items()}
        answer = submission.conv_output_size(*args, **kwargs)
        expected = reference.conv_output_size(*args, **kwargs)
        assert_close(np.asarray(answer), np.asarray(expected), kinds="iuf")


@pytest.mark.parametrize(
    ("size", "kernel"), [((6, 9), 3), ((5, 8), (4, 1)), ((7, 4), (7, 3)), ((17, 23), (5, 8))]
)
def test_kernel_alone(submission, reference, size, kernel):
    _compare(submission, reference, size, kernel)


@pytest.mark.parametrize(
    ("size", "kernel", "stride"),
    [
        ((10, 13), 2, 2),
        ((8, 12), (3, 3), 2),
        ((19, 30), (5, 8), (3, 4)),
        ((9, 16), (2, 1), (4, 5)),
        ((4, 7), (4, 3), (6, 2)),
    ],
)
def test_stride(submission, reference, size, kernel, stride):
    _compare(submission, reference, size, kernel, stride)


@pytest.mark.parametrize(
    ("size", "kernel", "stride", "padding"),
    [
        ((7, 10), 3, (2, 2), 1),
        ((5, 6), (2, 3), 1, (4, 0)),
        ((4, 3), (5, 2), (3, 1), (1, 3)),
        ((19, 30), (5, 8), (3, 4), (7, 10)),
        ((3, 1), (6, 4), (1, 2), (2, 2)),
    ],
)
def test_padding(submission, reference, size, kernel, stride, padding):
    _compare(submission, reference, size, kernel, stride, padding)


@pytest.mark.parametrize(
    ("size", "kernel", "stride", "padding", "dilation"),
    [
        ((9, 12), 3, 1, 0, 2),
        ((11, 8), (2, 3), 1, 0, (3, 3)),
        ((10, 13), (3, 2), (2, 3), (1, 2), (2, 4)),
        ((6, 5), (1, 3), (2, 1), 0, (7, 2)),
    ],
)
def test_dilation(submission, reference, size, kernel, stride, padding, dilation):
    _compare(
        submission,
        reference,
        size,
        kernel,
        stride=stride,
        padding=padding,
        dilation=dilation,
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((28, 5), (14, (3, 5), 2)),
        ((10, 4, (3, 2), 1, 2), ((12, 12), (3, 5), 2, (0, 1), (3, 1))),
        (((20, 26), 4, 3, 2, 2), ((13, 9), (3, 3), (2, 2), (1, 1), (2, 2))),
    ],
)
def test_ints_and_pairs(submission, reference, first, second):
    for sizes in (first, second):
        _compare(submission, reference, *sizes)


@pytest.mark.parametrize(
    ("fits", "does_not_fit"),
    [
        (((5, 7), 5), ((4, 7), 5)),
        (((6, 4), (2, 4), 2), ((6, 3), (2, 4), 2)),
        (((3, 6), (5, 3), (4, 1), (1, 0)), ((2, 5), (5, 3), (4, 1), (1, 0))),
        (((13, 5), 3, 3, 0, (4, 2)), ((13, 4), 3, 3, 0, (4, 2))),
        (((8, 2), (3, 2), 3), ((8, 2), (3, 9), 3)),
    ],
)
def test_kernel_does_not_fit(submission, reference, rng, fits, does_not_fit):
    asked = [
        lambda: _compare(submission, reference, *fits),
        lambda: assert_refuses(submission.conv_output_size, *does_not_fit),
    ]
    for ask in rng.permutation(asked):
        ask()


@pytest.mark.parametrize("sizes", [((9, 14), (3, 4), 2, 1), (11, 3, (2, 4), (0, 2), (3, 1))])
def test_two_ints(submission, reference, sizes):
    for asked in (sizes, map(_turned, sizes)):
        asked = tuple(asked)
        assert_close(submission.conv_output_size(*asked), reference.conv_output_size(*asked))
