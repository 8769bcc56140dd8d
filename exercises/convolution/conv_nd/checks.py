"""Hidden checks of conv_nd."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small


@st.composite
def _small(draw):
    axes = draw(st.integers(1, 3))
    c, size = draw(st.integers(1, 2)), draw(st.tuples(*[st.integers(3, 4)] * axes))
    kernel = draw(st.tuples(*[st.integers(1, 2)] * axes))
    x = draw(small.arrays(1, c, *size))
    w = draw(small.arrays(draw(st.integers(1, 2)), c, *kernel))
    b = draw(st.one_of(st.none(), small.arrays(len(w))))

    def sizes(low, high):
        return draw(st.one_of(st.integers(low, high), st.tuples(*[st.integers(low, high)] * axes)))

    return {"x": x, "w": w, "b": b, "stride": sizes(1, 2), "padding": sizes(0, 1)}


SMALL = {"conv_nd": _small()}


@pytest.mark.parametrize(
    ("image", "kernel"),
    [
        ((2, 3, 8), (4, 3, 3)),
        ((1, 2, 5), (3, 2, 5)),
        ((2, 3, 5, 7), (4, 3, 2, 3)),
        ((3, 1, 4, 4), (2, 1, 1, 2)),
        ((2, 2, 4, 5, 6), (3, 2, 2, 3, 1)),
        ((1, 3, 3, 4, 3), (2, 3, 2, 2, 2)),
    ],
)
def test_any_number_of_dimensions(submission, reference, rng, image, kernel):
    x, w, b = (inputs.normal(rng, *shape) for shape in (image, kernel, kernel[:1]))
    terms = w[0].size + 1
    for bias in (None, b):
        expected = reference.conv_nd(x, w, bias)
        assert_close(submission.conv_nd(x, w, bias), expected, terms=terms)
    whole = [inputs.integers(rng, *shape) for shape in (image, kernel)]
    assert_close(submission.conv_nd(*whole), reference.conv_nd(*whole), terms=terms, kinds="iuf")


@pytest.mark.parametrize(
    ("image", "kernel", "stride", "padding"),
    [
        ((2, 3, 8), (4, 3, 3), 2, 1),
        ((1, 2, 7), (3, 2, 2), (3,), (2,)),
        ((2, 3, 5, 7), (4, 3, 2, 3), (1, 2), (2, 0)),
        ((1, 2, 6, 5), (3, 2, 3, 2), 2, (1, 3)),
        ((1, 2, 6, 5), (3, 2, 2, 2), (3, 3), 2),
        ((2, 1, 5, 4, 6), (3, 1, 2, 2, 3), (2, 1, 3), (0, 2, 1)),
        ((1, 2, 4, 5, 3), (2, 2, 3, 2, 2), 2, (1, 1, 1)),
    ],
)
def test_stride_and_padding(submission, reference, rng, image, kernel, stride, padding):
    x, w, b = (inputs.normal(rng, *shape) for shape in (image, kernel, kernel[:1]))
    expected = reference.conv_nd(x, w, b, stride, padding)
    terms, channels = w[0].size + 1, inputs.normal(rng, *kernel[:1], kernel[1] + 1, *kernel[2:])
    asked = [
        lambda: assert_close(submission.conv_nd(x, w, b, stride, padding), expected, terms=terms),
        lambda: assert_refuses(submission.conv_nd, x, channels, b, stride, padding),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x, w, b = (inputs.normal(rng, *shape) for shape in [(2, 3, 5, 4, 3), (2, 3, 2, 3, 2), (2,)])
    expected = reference.conv_nd(x, w, b, 1, 1)
    assert_keeps_arguments(submission.conv_nd, expected, x, w, b, 1, 1, terms=w[0].size + 1)


def test_large_input(submission, reference, rng):
    """Two million windows: a loop over them would need many times what a call may take."""
    x = inputs.integers(rng, 1, 1, 2_000_000).astype(np.float32)
    w = inputs.integers(rng, 1, 1, 5).astype(np.float64)
    assert_close(submission.conv_nd(x, w), reference.conv_nd(x, w), terms=5)
