"""Hidden checks of conv_transpose2d_backward."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small

CASES = [
    ((2, 3, 4, 5), (4, 3, 2), 1, 0, 0),
    ((1, 1, 3, 2), (1, 2, 3), 2, 1, 0),
    ((3, 2, 4, 3), (2, 3, 4), (2, 3), (1, 2), 0),
    ((2, 4, 3, 5), (3, 2, 1), (3, 3), (0, 2), (2, 1)),
    ((3, 1, 5, 4), (2, 2, 3), (3, 2), (3, 3), (0, 1)),
    ((1, 3, 2, 4), (3, 3, 2), (1, 2), (0, 1), (0, 1)),
    ((3, 1, 5, 4), (2, 3, 2), (1, 2), (2, 0), (0, 1)),
]
layers = pytest.mark.parametrize(("image", "kernel", "stride", "padding", "extra"), CASES)


@st.composite
def _small(draw):
    c_in, c_out, kh, kw = (draw(st.integers(1, 2)) for _ in range(4))
    n, rows, columns = (draw(st.integers(1, 2)) for _ in range(3))
    stride, padding = draw(st.integers(1, 2)), draw(st.integers(0, 1))
    tall, wide = (rows - 1) * stride + kh, (columns - 1) * stride + kw
    if min(tall, wide) <= 2 * padding:
        padding = 0
    return {
        "dy": draw(small.arrays(n, c_out, tall - 2 * padding, wide - 2 * padding)),
        "x": draw(small.arrays(n, c_in, rows, columns)),
        "w": draw(small.arrays(c_in, c_out, kh, kw)),
        "stride": stride,
        "padding": padding,
    }


SMALL = {"conv_transpose2d_backward": _small()}


def _pair(size):
    return (size, size) if isinstance(size, int) else size


def _arguments(rng, image, kernel, stride, padding, extra, draw=inputs.normal):
    """dy, x, w, stride, padding, where dy has `extra` rows and columns of output padding."""
    sizes = zip(image[2:], kernel[1:], _pair(stride), _pair(padding), _pair(extra), strict=True)
    size = [(n - 1) * s - 2 * p + k + e for n, k, s, p, e in sizes]
    dy = draw(rng, image[0], kernel[0], *size)
    return dy, draw(rng, *image), draw(rng, image[1], *kernel), stride, padding


def _compare(submission, reference, arguments, parts, kinds=None, **named):
    """Compare some of (dx, dw, db)."""
    actual = submission.conv_transpose2d_backward(*arguments, **named)
    expected = reference.conv_transpose2d_backward(*arguments, **named)
    terms = max(arguments[0].size, arguments[2].size)
    assert_close(actual[parts], expected[parts], terms=terms, kinds=kinds)


@layers
def test_dx(submission, reference, rng, image, kernel, stride, padding, extra):
    arguments = _arguments(rng, image, kernel, stride, padding, extra)
    if (stride, padding) == (1, 0):
        arguments = arguments[:3]
    _compare(submission, reference, arguments, slice(0, 1))


@layers
def test_dw(submission, reference, rng, image, kernel, stride, padding, extra):
    arrays = _arguments(rng, image, kernel, stride, padding, extra)[:3]
    _compare(submission, reference, arrays, slice(1, 2), stride=stride, padding=padding)


@layers
def test_db(submission, reference, rng, image, kernel, stride, padding, extra):
    arguments = _arguments(rng, image, kernel, stride, padding, extra)
    _compare(submission, reference, arguments, slice(2, None))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for case in CASES[2:4]:
        *arrays, stride, padding = _arguments(rng, *case, draw=inputs.integers)
        arguments = (*map(inputs.LAYOUTS[layout], arrays), stride, padding)
        _compare(submission, reference, arguments, slice(None), kinds="iuf")


def test_keeps_arguments(submission, reference, rng):
    dy, x, w, stride, padding = _arguments(rng, *CASES[2])
    expected = reference.conv_transpose2d_backward(dy, x, w, stride, padding)
    assert_keeps_arguments(
        submission.conv_transpose2d_backward,
        expected,
        dy,
        x,
        w,
        stride,
        padding,
        terms=dy.size // dy.shape[1],
    )
