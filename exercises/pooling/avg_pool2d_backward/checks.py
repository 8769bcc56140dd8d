"""Hidden checks of avg_pool2d_backward."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs

WINDOWS = 16
"""More than the windows that share one cell in any case here."""


@st.composite
def answers(draw):
    """A pooling that fits, and the gradient of what it gives."""
    n, c = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    kernel = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    stride = draw(st.none() | st.tuples(st.integers(1, 3), st.integers(1, 3)))
    padding = draw(st.integers(0, 1)), draw(st.integers(0, 1))
    size = draw(st.integers(3, 5)), draw(st.integers(3, 5))
    oh, ow = (
        (m + 2 * p - k) // s + 1
        for m, k, s, p in zip(size, kernel, stride or kernel, padding, strict=True)
    )
    return {
        "dy": np.arange(12.0, 12 * n * c * oh * ow + 12, 12).reshape(n, c, oh, ow),
        "x_shape": (n, c, *size),
        "kernel": kernel,
        "stride": stride,
        "padding": padding,
        "count_include_pad": draw(st.sampled_from([True, False])),
    }


SMALL = {"avg_pool2d_backward": answers()}


@pytest.mark.parametrize(
    ("shape", "kernel"), [((2, 3, 4, 6), 2), ((1, 4, 5, 8), 3), ((3, 1, 7, 5), (3, 2))]
)
def test_side_by_side(submission, reference, rng, shape, kernel):
    y = reference.avg_pool2d(inputs.normal(rng, *shape), kernel)
    dy = inputs.normal(rng, *y.shape)
    expected = reference.avg_pool2d_backward(dy, shape, kernel)
    assert_close(submission.avg_pool2d_backward(dy, shape, kernel), expected)


@pytest.mark.parametrize(
    ("kernel", "stride"),
    [(2, 1), ((3, 3), (2, 2)), ((2, 3), (2, 1)), ((3, 2), (1, 2)), ((3, 4), 1)],
)
def test_overlapping(submission, reference, rng, kernel, stride):
    shape = (2, 3, 5, 6)
    y = reference.avg_pool2d(inputs.normal(rng, *shape), kernel, stride)
    dy = inputs.normal(rng, *y.shape)
    expected = reference.avg_pool2d_backward(dy, shape, kernel, stride)
    answer = submission.avg_pool2d_backward(dy, shape, kernel, stride)
    assert_close(answer, expected, terms=WINDOWS)


@pytest.mark.parametrize(
    ("shape", "kernel", "stride"),
    [
        ((2, 1, 8, 5), 2, 4),
        ((1, 3, 5, 8), (2, 3), (4, 5)),
        ((3, 2, 7, 6), (1, 2), (3, 4)),
        ((2, 3, 6, 9), 3, (4, 5)),
        ((1, 2, 8, 7), (3, 2), (3, 4)),
    ],
)
def test_gaps_and_remainders(submission, reference, rng, shape, kernel, stride):
    y = reference.avg_pool2d(inputs.normal(rng, *shape), kernel, stride)
    dy = inputs.normal(rng, *y.shape)
    expected = reference.avg_pool2d_backward(dy, shape, kernel, stride)
    assert_close(submission.avg_pool2d_backward(dy, shape, kernel, stride), expected)


@pytest.mark.parametrize(
    ("kernel", "stride", "padding", "count_include_pad"),
    [
        (3, 2, 1, True),
        (2, None, 1, False),
        ((2, 3), (1, 2), (0, 1), True),
        ((3, 2), (2, 1), (1, 0), False),
        ((4, 3), (2, 2), (3, 3), True),
        ((4, 3), 2, (3, 2), False),
        ((3, 2), 1, (3, 4), True),
    ],
)
def test_with_padding(submission, reference, rng, kernel, stride, padding, count_include_pad):
    shape = (2, 3, 4, 5)
    y = reference.avg_pool2d(inputs.normal(rng, *shape), kernel, stride, padding)
    dy = inputs.normal(rng, *y.shape)
    rest = (shape, kernel, stride, padding, count_include_pad)
    expected = reference.avg_pool2d_backward(dy, *rest)
    assert_close(submission.avg_pool2d_backward(dy, *rest), expected, terms=WINDOWS)
    expected = reference.avg_pool2d_backward(dy, *rest[:-1])
    answer = submission.avg_pool2d_backward(dy, shape, kernel, stride=stride, padding=padding)
    assert_close(answer, expected, terms=WINDOWS)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for shape in [(2, 3, 4, 5), (1, 1, 3, 6)]:
        y = reference.avg_pool2d(inputs.normal(rng, *shape), (2, 3), 1)
        dy = inputs.LAYOUTS[layout](inputs.integers(rng, *y.shape))
        expected = reference.avg_pool2d_backward(dy, shape, (2, 3), 1)
        answer = submission.avg_pool2d_backward(dy, shape, (2, 3), 1)
        assert_close(answer, expected, terms=WINDOWS)


def test_keeps_arguments(submission, reference, rng):
    dy = inputs.normal(rng, 2, 3, 3, 4)
    expected = reference.avg_pool2d_backward(dy, (2, 3, 4, 5), 2, 1)
    assert_keeps_arguments(
        submission.avg_pool2d_backward, expected, dy, (2, 3, 4, 5), 2, 1, terms=WINDOWS
    )
