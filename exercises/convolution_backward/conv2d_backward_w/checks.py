"""Hidden checks of conv2d_backward_w."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small
from solutions.given.convolution_backward import conv_output_size


@st.composite
def _arguments(draw):
    x = draw(small.images(smallest=2))
    kernel, stride = draw(small.pairs(1, 2)), draw(small.pairs(1, 3))
    padding = draw(small.pairs(0, 2))
    size = conv_output_size(x.shape[2:], kernel, stride, padding)
    dy = draw(small.arrays(len(x), draw(st.integers(1, 2)), *size))
    return {"dy": dy, "x": x, "kernel": kernel, "stride": stride, "padding": padding}


SMALL = {"conv2d_backward_w": _arguments()}


def _compare(submission, reference, dy, x, *sizes, kinds=None, **named):
    assert_close(
        submission.conv2d_backward_w(dy, x, *sizes, **named),
        reference.conv2d_backward_w(dy, x, *sizes, **named),
        terms=dy.size // dy.shape[1],
        kinds=kinds,
    )


@pytest.mark.parametrize(
    ("x_shape", "filters", "kernel"),
    [
        ((1, 1, 4, 5), 1, 2),
        ((2, 3, 5, 6), 4, (2, 3)),
        ((3, 2, 6, 4), 5, (3, 3)),
        ((3, 4, 3, 5), 2, (3, 5)),
    ],
)
def test_stride_one(submission, reference, rng, x_shape, filters, kernel):
    x = inputs.normal(rng, *x_shape)
    size = conv_output_size(x_shape[2:], kernel)
    dy = inputs.normal(rng, x_shape[0], filters, *size)
    _compare(submission, reference, dy, x, kernel)


@pytest.mark.parametrize(
    ("x_shape", "kernel", "stride"),
    [
        ((2, 3, 7, 5), (3, 1), 2),
        ((3, 2, 7, 8), (4, 3), (2, 1)),
        ((2, 3, 7, 8), (2, 3), (3, 2)),
        ((1, 2, 10, 6), (3, 2), (4, 3)),
        ((2, 1, 5, 9), 2, (5, 5)),
        ((2, 3, 5, 9), (2, 3), (3, 4)),
    ],
)
def test_strides(submission, reference, rng, x_shape, kernel, stride):
    x = inputs.normal(rng, *x_shape)
    size = conv_output_size(x_shape[2:], kernel, stride)
    dy = inputs.normal(rng, x_shape[0], 4, *size)
    _compare(submission, reference, dy, x, kernel, stride)


@pytest.mark.parametrize(
    ("kernel", "stride", "padding"),
    [
        ((3, 2), 2, 1),
        ((2, 3), (2, 1), (0, 2)),
        ((3, 4), (3, 2), (2, 1)),
        ((2, 3), (1, 2), (2, 4)),
        (1, 3, (3, 3)),
    ],
)
def test_padding(submission, reference, rng, kernel, stride, padding):
    x = -abs(inputs.normal(rng, 3, 2, 5, 6))
    size = conv_output_size((5, 6), kernel, stride, padding)
    dy = inputs.normal(rng, 3, 4, *size)
    _compare(submission, reference, dy, x, kernel=kernel, stride=stride, padding=padding)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_memory_layouts(submission, reference, rng, layout):
    rearrange = inputs.LAYOUTS[layout]
    for x_shape, filters, dtype in [((2, 3, 6, 5), 4, int), ((1, 2, 4, 7), 3, np.float32)]:
        x = rearrange(inputs.integers(rng, *x_shape).astype(dtype))
        size = conv_output_size(x_shape[2:], (2, 3), 2, (1, 0))
        dy = rearrange(inputs.integers(rng, x_shape[0], filters, *size).astype(dtype))
        _compare(submission, reference, dy, x, (2, 3), 2, (1, 0), kinds="iuf")


@pytest.mark.parametrize(
    ("dy_shape", "kernel"),
    [
        ((2, 4, 1, 4), (5, 3)),
        ((2, 4, 2, 4), (2, 3)),
        ((2, 4, 3, 3), (2, 3)),
        ((2, 4, 4, 3), (2, 3)),
        ((1, 4, 3, 4), (2, 3)),
    ],
)
def test_refuses(submission, reference, rng, dy_shape, kernel):
    x = inputs.normal(rng, 2, 3, 4, 6)
    dy, wrong = inputs.normal(rng, 2, 4, 3, 4), inputs.normal(rng, *dy_shape)
    asked = [
        lambda: _compare(submission, reference, dy, x, (2, 3)),
        lambda: assert_refuses(submission.conv2d_backward_w, wrong, x, kernel),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    dy, x = inputs.normal(rng, 2, 4, 3, 4), inputs.normal(rng, 2, 3, 4, 6)
    expected = reference.conv2d_backward_w(dy, x, (2, 3))
    assert_keeps_arguments(submission.conv2d_backward_w, expected, dy, x, (2, 3), terms=24)
