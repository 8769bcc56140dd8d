"""Hidden checks of conv_nd_backward."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small


def _places(size, kernel, stride):
    stride = (stride,) * len(size) if isinstance(stride, int) else stride
    return [(n - k) // s + 1 for n, k, s in zip(size, kernel, stride, strict=True)]


@st.composite
def _small(draw):
    axes = draw(st.integers(1, 3))
    size = draw(st.tuples(*[st.integers(3, 5 - axes // 2)] * axes))
    kernel = draw(st.tuples(*[st.integers(1, 2)] * axes))
    stride = draw(st.one_of(st.integers(1, 2), st.tuples(*[st.integers(1, 2)] * axes)))
    n, c, filters = draw(st.tuples(*[st.integers(1, 2)] * 3))
    return {
        "dy": draw(small.arrays(n, filters, *_places(size, kernel, stride))),
        "x": draw(small.arrays(n, c, *size)),
        "w": draw(small.arrays(filters, c, *kernel)),
        "stride": stride,
    }


SMALL = {"conv_nd_backward": _small()}


def _draw(rng, image, kernel, stride=1, draw=inputs.normal):
    places = _places(image[2:], kernel[2:], stride)
    return [draw(rng, *s) for s in ((image[0], kernel[0], *places), image, kernel)]


def _compare(submission, reference, arrays, *stride):
    expected = reference.conv_nd_backward(*arrays, *stride)
    answer = submission.conv_nd_backward(*arrays, *stride)
    assert_close(answer, expected, terms=max(a.size for a in arrays))


@pytest.mark.parametrize(
    ("image", "kernel"),
    [
        ((2, 3, 8), (4, 3, 3)),
        ((1, 2, 5), (3, 2, 5)),
        ((2, 3, 5, 7), (4, 3, 2, 3)),
        ((3, 1, 4, 5), (2, 1, 1, 2)),
        ((2, 2, 4, 5, 6), (3, 2, 2, 3, 1)),
    ],
)
def test_any_number_of_dimensions(submission, reference, rng, image, kernel):
    _compare(submission, reference, _draw(rng, image, kernel))


@pytest.mark.parametrize(
    ("image", "kernel", "stride"),
    [
        ((2, 3, 8), (4, 3, 3), 2),
        ((1, 2, 9), (3, 2, 2), (3,)),
        ((2, 3, 6, 8), (4, 3, 2, 3), (1, 2)),
        ((1, 2, 7, 6), (3, 2, 3, 3), 2),
        ((1, 2, 8, 8), (3, 2, 2, 2), (3, 3)),
        ((2, 1, 5, 4, 7), (3, 1, 2, 2, 3), (2, 1, 3)),
        ((1, 2, 5, 6, 4), (2, 2, 2, 3, 2), 2),
    ],
)
def test_strides(submission, reference, rng, image, kernel, stride):
    _compare(submission, reference, _draw(rng, image, kernel, stride), stride)


def test_keeps_arguments(submission, reference, rng):
    arrays = _draw(rng, (2, 3, 5, 4, 6), (4, 3, 2, 3, 2), 2)
    expected = reference.conv_nd_backward(*arrays, 2)
    assert_keeps_arguments(submission.conv_nd_backward, expected, *arrays, 2, terms=720)


def test_large_input(submission, reference, rng):
    """A loop over so many positions would need many times what a call may take."""
    arrays = _draw(rng, (1, 1, 900_000), (1, 1, 5), draw=inputs.integers)
    single = [array.astype(np.float32) for array in arrays]
    expected = reference.conv_nd_backward(*single)
    assert_close(submission.conv_nd_backward(*single), expected, terms=2000)
