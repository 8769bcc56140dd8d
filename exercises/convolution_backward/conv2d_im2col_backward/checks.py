"""Hidden checks of conv2d_im2col_backward."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small
from solutions.given.convolution_backward import conv_output_size
from solutions.sizes import pair


@st.composite
def _arguments(draw):
    batch, filters, channels, kh, kw = (draw(st.integers(1, 2)) for _ in range(5))
    stride, dilation = draw(small.pairs(1, 2)), draw(small.pairs(1, 2))
    padding = draw(small.pairs(0, 1))
    reach = (d * (k - 1) + 1 for d, k in zip(pair(dilation), (kh, kw), strict=True))
    height, width = (draw(st.integers(r, 4)) for r in reach)
    size = conv_output_size((height, width), (kh, kw), stride, padding, dilation)
    return {
        "dy": draw(small.arrays(batch, filters, *size)),
        "x": draw(small.arrays(batch, channels, height, width)),
        "w": draw(small.arrays(filters, channels, kh, kw)),
        "stride": stride,
        "padding": padding,
        "dilation": dilation,
    }


SMALL = {"conv2d_im2col_backward": _arguments()}


def _arrays(draw, rng, batch, filters, channels, image, kernel, *sizes, **named):
    size = conv_output_size(image, kernel, *sizes, **named)
    return (
        draw(rng, batch, filters, *size),
        draw(rng, batch, channels, *image),
        draw(rng, filters, channels, *kernel),
    )


def _compare(submission, reference, dy, x, w, *sizes, kinds=None, **named):
    assert_close(
        submission.conv2d_im2col_backward(dy, x, w, *sizes, **named),
        reference.conv2d_im2col_backward(dy, x, w, *sizes, **named),
        terms=max(dy.size // dy.shape[1], w.size // w.shape[1]),
        kinds=kinds,
    )


@pytest.mark.parametrize(
    ("filters", "channels", "image", "kernel"),
    [
        (1, 1, (4, 5), (2, 2)),
        (4, 3, (5, 6), (2, 3)),
        (3, 2, (4, 7), (4, 1)),
        (2, 4, (3, 5), (3, 5)),
    ],
)
def test_one_image(submission, reference, rng, filters, channels, image, kernel):
    arrays = _arrays(inputs.normal, rng, 1, filters, channels, image, kernel)
    _compare(submission, reference, *arrays)


@pytest.mark.parametrize(
    ("batch", "filters", "channels", "image", "kernel"),
    [
        (2, 1, 1, (3, 4), (2, 2)),
        (3, 4, 2, (6, 5), (2, 3)),
        (2, 3, 4, (4, 7), (4, 1)),
        (3, 3, 3, (5, 3), (3, 2)),
    ],
)
def test_batches(submission, reference, rng, batch, filters, channels, image, kernel):
    arrays = _arrays(inputs.normal, rng, batch, filters, channels, image, kernel)
    _compare(submission, reference, *arrays)


@pytest.mark.parametrize(
    ("kernel", "stride", "padding", "dilation"),
    [
        ((3, 2), 2, 1, 2),
        ((2, 3), (1, 2), (3, 0), 1),
        ((2, 3), (3, 2), (0, 4), 1),
        ((2, 2), (4, 4), 0, 1),
        ((3, 2), 1, (2, 2), (2, 2)),
        ((2, 3), (2, 1), (1, 2), (3, 2)),
    ],
)
def test_all_sizes(submission, reference, rng, kernel, stride, padding, dilation):
    sizes = {"stride": stride, "padding": padding, "dilation": dilation}
    dy, x, w = _arrays(inputs.normal, rng, 2, 4, 3, (6, 7), kernel, **sizes)
    _compare(submission, reference, dy, -abs(x), w, **sizes)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_memory_layouts(submission, reference, rng, layout):
    sizes = 2, (1, 0), (1, 2)
    shapes = [(2, 4, 3, (6, 5), (2, 3), int), (1, 3, 2, (4, 7), (3, 2), np.float32)]
    for *shape, dtype in shapes:
        arrays = _arrays(inputs.integers, rng, *shape, *sizes)
        laid_out = (inputs.LAYOUTS[layout](each.astype(dtype)) for each in arrays)
        _compare(submission, reference, *laid_out, *sizes, kinds="iuf")


@pytest.mark.parametrize(
    ("dy_shape", "x_shape", "w_shape"),
    [
        ((2, 4, 3, 4), (2, 6, 4, 6), (4, 3, 2, 3)),
        ((2, 4, 3, 4), (2, 3, 4, 6), (5, 3, 2, 3)),
        ((2, 4, 3, 4), (1, 3, 4, 6), (4, 3, 2, 3)),
        ((1, 4, 3, 4), (2, 3, 4, 6), (4, 3, 2, 3)),
        ((2, 4, 3, 3), (2, 3, 4, 6), (4, 3, 2, 3)),
        ((2, 4, 4, 3), (2, 3, 4, 6), (4, 3, 2, 3)),
        ((2, 4, 1, 4), (2, 3, 4, 6), (4, 3, 5, 3)),
    ],
)
def test_refuses(submission, reference, rng, dy_shape, x_shape, w_shape):
    right = _arrays(inputs.normal, rng, 2, 4, 3, (4, 6), (2, 3))
    wrong = [inputs.normal(rng, *shape) for shape in (dy_shape, x_shape, w_shape)]
    asked = [
        lambda: _compare(submission, reference, *right),
        lambda: assert_refuses(submission.conv2d_im2col_backward, *wrong),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    dy, x, w = _arrays(inputs.normal, rng, 2, 4, 3, (4, 6), (2, 3))
    expected = reference.conv2d_im2col_backward(dy, x, w)
    assert_keeps_arguments(submission.conv2d_im2col_backward, expected, dy, x, w, terms=24)
