"""Hidden checks of conv2d_loops."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small


@st.composite
def convolutions(draw):
    x = draw(small.images(height=4, width=4, smallest=2))
    filters, kh, kw = draw(st.tuples(*[st.integers(1, 2)] * 3))
    return {
        "x": x,
        "w": draw(small.arrays(filters, x.shape[1], kh, kw)),
        "b": draw(st.none() | small.arrays(filters) | st.just(np.arange(1.0 * filters))),
        "stride": draw(small.pairs(1, 3)),
        "padding": draw(small.pairs(0, 2)),
    }


WITHIN_THE_BORDER = st.fixed_dictionaries(
    {
        "x": small.arrays(1, 1, 1, 1),
        "w": small.arrays(1, 1, 2, 2),
        "b": st.none(),
        "stride": st.just(1),
        "padding": st.just(1),
    }
)
"""The kernel is larger than the image, and fits once that has its border."""

SMALL = {"conv2d_loops": st.one_of(convolutions(), WITHIN_THE_BORDER)}


@pytest.mark.parametrize(
    ("x_shape", "w_shape"),
    [
        ((1, 1, 4, 4), (1, 1, 2, 2)),
        ((2, 3, 5, 6), (4, 3, 3, 3)),
        ((3, 2, 5, 6), (4, 2, 2, 3)),
        ((2, 1, 6, 4), (3, 1, 3, 1)),
        ((1, 4, 3, 6), (2, 4, 3, 2)),
        ((2, 3, 4, 5), (1, 3, 1, 1)),
        ((1, 2, 3, 4), (3, 2, 3, 4)),
    ],
)
def test_stride_one(submission, reference, rng, x_shape, w_shape):
    x, w = inputs.normal(rng, *x_shape), inputs.normal(rng, *w_shape)
    b = inputs.normal(rng, w_shape[0])
    expected = reference.conv2d_loops(x, w, b)
    assert_close(submission.conv2d_loops(x, w, b), expected, terms=w[0].size)


@pytest.mark.parametrize("biases", ["none", "zeros", "zero_first", "some"])
def test_bias(submission, reference, rng, biases):
    x, w = inputs.normal(rng, 2, 3, 4, 5), inputs.normal(rng, 4, 3, 2, 3)
    some = inputs.normal(rng, 4)
    zero_first = some * [0, 1, 1, 1]
    b = {"none": None, "zeros": 0 * some, "zero_first": zero_first, "some": some}[biases]
    expected = reference.conv2d_loops(x, w, b)
    assert_close(submission.conv2d_loops(x, w, b=b), expected, terms=w[0].size)
    expected = reference.conv2d_loops(x, 0 * w, b)
    assert_close(submission.conv2d_loops(x, 0 * w, b=b), expected, terms=w[0].size)


@pytest.mark.parametrize(
    ("size", "kernel", "stride"),
    [
        ((7, 9), (3, 2), 2),
        ((10, 9), (3, 2), (2, 3)),
        ((5, 11), (1, 2), (3, 4)),
        ((11, 6), (2, 3), (4, 3)),
        ((4, 9), (2, 3), (1, 2)),
        ((6, 9), (2, 3), (5, 5)),
    ],
)
def test_stride(submission, reference, rng, size, kernel, stride):
    x, w = inputs.normal(rng, 2, 3, *size), inputs.normal(rng, 4, 3, *kernel)
    b = inputs.normal(rng, 4)
    expected = reference.conv2d_loops(x, w, b, stride)
    assert_close(submission.conv2d_loops(x, w, b, stride), expected, terms=w[0].size)


@pytest.mark.parametrize(
    ("kernel", "stride", "padding"),
    [
        ((3, 2), 1, 2),
        ((2, 3), 1, (0, 2)),
        ((2, 3), 1, (2, 0)),
        ((2, 1), 1, (3, 3)),
        ((3, 2), (2, 1), (1, 3)),
        ((5, 3), (3, 2), (2, 4)),
        ((3, 2), 2, 3),
        ((8, 3), 1, (2, 0)),
        ((3, 11), (1, 2), (0, 3)),
    ],
)
def test_padding(submission, reference, rng, kernel, stride, padding):
    x, w = inputs.normal(rng, 2, 3, 4, 5), inputs.normal(rng, 4, 3, *kernel)
    b = inputs.normal(rng, 4)
    expected = reference.conv2d_loops(x, w, b, stride=stride, padding=padding)
    answer = submission.conv2d_loops(x, w, b, stride=stride, padding=padding)
    assert_close(answer, expected, terms=w[0].size)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for x_shape, w_shape in [((2, 3, 4, 5), (4, 3, 2, 3)), ((1, 1, 5, 3), (2, 1, 3, 2))]:
        x = inputs.LAYOUTS[layout](inputs.integers(rng, *x_shape))
        w = inputs.LAYOUTS[layout](inputs.integers(rng, *w_shape))
        b = inputs.integers(rng, w_shape[0])
        expected = reference.conv2d_loops(x, w, b)
        assert_close(submission.conv2d_loops(x, w, b), expected, kinds="iuf")
        expected = reference.conv2d_loops(x, w / 4, b, 1, (1, 0))
        assert_close(submission.conv2d_loops(x, w / 4, b, 1, (1, 0)), expected, terms=w[0].size)


@pytest.mark.parametrize(
    ("x_shape", "w_shape", "stride", "padding"),
    [
        ((2, 3, 4, 5), (4, 2, 2, 3), 1, 0),
        ((2, 2, 4, 5), (4, 3, 2, 3), 1, 0),
        ((2, 3, 4, 5), (4, 1, 2, 3), 1, 0),
        ((2, 1, 4, 5), (4, 3, 2, 3), 1, 0),
        ((2, 3, 4, 5), (4, 3, 5, 3), 1, 0),
        ((2, 3, 4, 5), (4, 3, 2, 6), (2, 3), 0),
        ((2, 3, 4, 5), (4, 3, 2, 8), 2, (0, 1)),
    ],
)
def test_refuses_what_does_not_fit(submission, reference, rng, x_shape, w_shape, stride, padding):
    x, w = inputs.normal(rng, *x_shape), inputs.normal(rng, *w_shape)
    fitting = inputs.normal(rng, w_shape[0], x_shape[1], 2, 2)
    sizes = None, stride, padding
    expected, terms = reference.conv2d_loops(x, fitting, *sizes), fitting[0].size
    asked = [
        lambda: assert_close(submission.conv2d_loops(x, fitting, *sizes), expected, terms=terms),
        lambda: assert_refuses(submission.conv2d_loops, x, w, *sizes),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x, w = inputs.normal(rng, 2, 3, 6, 5), inputs.normal(rng, 4, 3, 2, 3)
    b = inputs.normal(rng, 4)
    expected = reference.conv2d_loops(x, w, b, 2, 1)
    assert_keeps_arguments(submission.conv2d_loops, expected, x, w, b, 2, 1, terms=w[0].size)
