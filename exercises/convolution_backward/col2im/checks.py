"""Hidden checks of col2im."""

import math

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small
from solutions.given.convolution_backward import conv_output_size
from solutions.sizes import pair


def _shape(batch, channels, output_size, kernel, stride=1, padding=0, dilation=1):
    positions = conv_output_size(output_size, kernel, stride, padding, dilation)
    return batch, channels * math.prod(pair(kernel)), math.prod(positions)


@st.composite
def _arguments(draw):
    kernel, stride = draw(small.pairs(1, 2)), draw(small.pairs(1, 3))
    padding, dilation = draw(small.pairs(0, 1)), draw(small.pairs(1, 2))
    reach = (d * (k - 1) + 1 for d, k in zip(pair(dilation), pair(kernel), strict=True))
    height, width = (draw(st.integers(r, 4)) for r in reach)
    batch, channels = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    sizes = (height, width), kernel, stride, padding, dilation
    cols = draw(small.arrays(*_shape(batch, channels, *sizes)))
    names = ("output_size", "kernel", "stride", "padding", "dilation")
    return {"cols": cols, **dict(zip(names, sizes, strict=True))}


SMALL = {"col2im": _arguments()}


def _compare(submission, reference, cols, output_size, kernel, *sizes, kinds=None, **named):
    assert_close(
        submission.col2im(cols, output_size, kernel, *sizes, **named),
        reference.col2im(cols, output_size, kernel, *sizes, **named),
        terms=math.prod(pair(kernel)),
        kinds=kinds,
    )


@pytest.mark.parametrize(
    ("batch", "channels", "output_size", "kernel"),
    [
        (1, 1, 4, 2),
        (2, 3, (4, 5), (2, 3)),
        (3, 2, (5, 5), (4, 1)),
        (2, 4, (2, 3), (2, 3)),
    ],
)
def test_overlaps(submission, reference, rng, batch, channels, output_size, kernel):
    cols = inputs.normal(rng, *_shape(batch, channels, output_size, kernel))
    _compare(submission, reference, cols, output_size, kernel)


@pytest.mark.parametrize(
    ("output_size", "kernel", "stride"),
    [
        ((6, 4), 2, 2),
        ((7, 5), (4, 3), (2, 1)),
        ((7, 8), (2, 3), (3, 2)),
        ((10, 6), (3, 2), (4, 3)),
        ((6, 9), 2, (5, 5)),
        ((5, 9), (2, 3), (3, 4)),
    ],
)
def test_strides(submission, reference, rng, output_size, kernel, stride):
    cols = inputs.normal(rng, *_shape(2, 3, output_size, kernel, stride))
    _compare(submission, reference, cols, output_size, kernel, stride)


@pytest.mark.parametrize(
    ("kernel", "stride", "padding", "dilation"),
    [
        ((3, 2), 2, 1, 2),
        ((2, 3), (2, 1), (0, 2), 1),
        ((2, 3), (1, 2), (2, 4), 1),
        ((3, 2), 1, (1, 1), (2, 2)),
        ((2, 3), (1, 2), (1, 2), (3, 2)),
        ((2, 2), (3, 2), (0, 1), (2, 1)),
    ],
)
def test_padding_and_dilation(submission, reference, rng, kernel, stride, padding, dilation):
    steps = {"stride": stride, "padding": padding, "dilation": dilation}
    cols = -abs(inputs.normal(rng, *_shape(3, 2, (5, 6), kernel, **steps)))
    _compare(submission, reference, cols, (5, 6), kernel, **steps)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_memory_layouts(submission, reference, rng, layout):
    for shape, output_size, dtype in [((2, 3), (4, 5), int), ((1, 2), (3, 6), np.float32)]:
        sizes = output_size, (2, 3), (2, 1), (1, 0), (1, 2)
        cols = inputs.integers(rng, *_shape(*shape, *sizes)).astype(dtype)
        _compare(submission, reference, inputs.LAYOUTS[layout](cols), *sizes, kinds="iuf")


@pytest.mark.parametrize(
    ("shape", "kernel"),
    [((2, 18, 7), (2, 3)), ((2, 18, 10), (2, 3)), ((2, 16, 9), (2, 3)), ((2, 30, 1), (5, 3))],
)
def test_refuses(submission, reference, rng, shape, kernel):
    cols, wrong = inputs.normal(rng, 2, 18, 9), inputs.normal(rng, *shape)
    asked = [
        lambda: _compare(submission, reference, cols, (4, 5), (2, 3)),
        lambda: assert_refuses(submission.col2im, wrong, (4, 5), kernel),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    cols = inputs.normal(rng, 2, 18, 9)
    expected = reference.col2im(cols, (4, 5), (2, 3))
    assert_keeps_arguments(submission.col2im, expected, cols, (4, 5), (2, 3), terms=6)
