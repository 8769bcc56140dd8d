"""Hidden checks of conv2d_backward_x."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small
from solutions.given.convolution_backward import conv_output_size


@st.composite
def _arguments(draw):
    sizes = st.integers(1, 2)
    batch, filters, channels, kh, kw = (draw(sizes) for _ in range(5))
    height, width = draw(st.integers(kh, 4)), draw(st.integers(kw, 4))
    stride, padding = draw(small.pairs(1, 3)), draw(small.pairs(0, 2))
    size = conv_output_size((height, width), (kh, kw), stride, padding)
    return {
        "dy": draw(small.arrays(batch, filters, *size)),
        "w": draw(small.arrays(filters, channels, kh, kw)),
        "x_shape": (batch, channels, height, width),
        "stride": stride,
        "padding": padding,
    }


SMALL = {"conv2d_backward_x": _arguments()}


def _incoming(draw, rng, w, x_shape, stride=1, padding=0):
    size = conv_output_size(x_shape[2:], w.shape[2:], stride, padding)
    return draw(rng, x_shape[0], len(w), *size)


def _compare(submission, reference, dy, w, *rest, kinds=None, **named):
    assert_close(
        submission.conv2d_backward_x(dy, w, *rest, **named),
        reference.conv2d_backward_x(dy, w, *rest, **named),
        terms=w.size // w.shape[1],
        kinds=kinds,
    )


@pytest.mark.parametrize(
    ("x_shape", "w_shape"),
    [
        ((1, 1, 4, 5), (1, 1, 2, 2)),
        ((2, 3, 5, 6), (4, 3, 2, 3)),
        ((3, 2, 6, 4), (5, 2, 4, 1)),
        ((3, 4, 3, 5), (2, 4, 3, 5)),
    ],
)
def test_stride_one(submission, reference, rng, x_shape, w_shape):
    w = inputs.normal(rng, *w_shape)
    dy = _incoming(inputs.normal, rng, w, x_shape)
    _compare(submission, reference, dy, w, x_shape)


@pytest.mark.parametrize(
    ("size", "kernel", "stride"),
    [
        ((7, 5), (3, 1), 2),
        ((7, 8), (4, 3), (2, 1)),
        ((7, 8), (2, 3), (3, 2)),
        ((10, 6), (3, 2), (4, 3)),
        ((6, 9), (2, 2), (5, 5)),
        ((5, 9), (2, 3), (3, 4)),
    ],
)
def test_strides(submission, reference, rng, size, kernel, stride):
    x_shape = (2, 3, *size)
    w = inputs.normal(rng, 4, 3, *kernel)
    dy = _incoming(inputs.normal, rng, w, x_shape, stride)
    _compare(submission, reference, dy, w, x_shape, stride)


@pytest.mark.parametrize(
    ("kernel", "stride", "padding"),
    [
        ((3, 2), 2, 1),
        ((2, 3), (2, 1), (0, 2)),
        ((3, 4), (3, 2), (2, 1)),
        ((2, 3), (1, 2), (2, 4)),
        ((1, 1), 3, (3, 3)),
    ],
)
def test_padding(submission, reference, rng, kernel, stride, padding):
    x_shape = (3, 2, 5, 6)
    w = inputs.normal(rng, 4, 2, *kernel)
    dy = -abs(_incoming(inputs.normal, rng, w, x_shape, stride, padding))
    _compare(submission, reference, dy, w, x_shape=x_shape, stride=stride, padding=padding)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_memory_layouts(submission, reference, rng, layout):
    rearrange = inputs.LAYOUTS[layout]
    for x_shape, filters, dtype in [((2, 3, 6, 5), 4, int), ((1, 2, 4, 7), 3, np.float32)]:
        w = rearrange(inputs.integers(rng, filters, x_shape[1], 2, 3).astype(dtype))
        dy = rearrange(_incoming(inputs.integers, rng, w, x_shape, 2, (1, 0)).astype(dtype))
        _compare(submission, reference, dy, w, x_shape, 2, (1, 0), kinds="iuf")


@pytest.mark.parametrize(
    ("dy_shape", "w_shape", "x_shape"),
    [
        ((2, 4, 1, 4), (4, 3, 5, 3), (2, 3, 4, 6)),
        ((2, 4, 3, 4), (5, 3, 2, 3), (2, 3, 4, 6)),
        ((2, 4, 3, 4), (4, 3, 2, 3), (2, 6, 4, 6)),
        ((2, 4, 2, 4), (4, 3, 2, 3), (2, 3, 4, 6)),
        ((2, 4, 3, 3), (4, 3, 2, 3), (2, 3, 4, 6)),
        ((2, 4, 4, 3), (4, 3, 2, 3), (2, 3, 4, 6)),
        ((1, 4, 3, 4), (4, 3, 2, 3), (2, 3, 4, 6)),
    ],
)
def test_refuses(submission, reference, rng, dy_shape, w_shape, x_shape):
    valid = inputs.normal(rng, 2, 4, 3, 4), inputs.normal(rng, 4, 3, 2, 3), (2, 3, 4, 6)
    dy, w = inputs.normal(rng, *dy_shape), inputs.normal(rng, *w_shape)
    asked = [
        lambda: _compare(submission, reference, *valid),
        lambda: assert_refuses(submission.conv2d_backward_x, dy, w, x_shape),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    dy, w = inputs.normal(rng, 2, 4, 3, 4), inputs.normal(rng, 4, 3, 2, 3)
    expected = reference.conv2d_backward_x(dy, w, (2, 3, 4, 6))
    assert_keeps_arguments(submission.conv2d_backward_x, expected, dy, w, (2, 3, 4, 6), terms=24)
