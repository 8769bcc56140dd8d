"""Hidden checks of max_pool2d_backward."""

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.checking import assert_close, assert_keeps_arguments, inputs

WINDOWS = 16
"""More than the windows that share one cell in any case here."""


@st.composite
def answers(draw):
    """Gradients of a few windows, and a cell of the map for each."""
    n, c, oh, ow = (draw(st.integers(1, 2)) for _ in range(4))
    h, w = oh + draw(st.integers(1, 2)), ow + draw(st.integers(1, 2))
    cells = hnp.arrays(np.int64, (n, c, oh, ow), elements=st.integers(0, h * w - 1))
    dy = np.arange(1.0, n * c * oh * ow + 1).reshape(n, c, oh, ow)
    return {"dy": dy, "index": draw(cells), "x_shape": (n, c, h, w)}


SMALL = {"max_pool2d_backward": answers()}


@pytest.mark.parametrize(
    ("shape", "kernel"), [((2, 3, 4, 6), 2), ((1, 4, 5, 8), (2, 3)), ((3, 1, 7, 5), (3, 2))]
)
def test_side_by_side(submission, reference, rng, shape, kernel):
    y, index = reference.max_pool2d(inputs.shuffled(rng, *shape), kernel)
    dy = inputs.normal(rng, *y.shape)
    expected = reference.max_pool2d_backward(dy, index, shape)
    assert_close(submission.max_pool2d_backward(dy, index, shape), expected)


@pytest.mark.parametrize(
    ("kernel", "stride"), [(2, 1), (3, 2), ((2, 3), (2, 1)), ((3, 2), (1, 2)), ((3, 4), 1)]
)
def test_overlapping(submission, reference, rng, kernel, stride):
    shape = (2, 3, 5, 6)
    y, index = reference.max_pool2d(inputs.shuffled(rng, *shape), kernel, stride)
    dy = inputs.normal(rng, *y.shape)
    expected = reference.max_pool2d_backward(dy, index, shape)
    assert_close(submission.max_pool2d_backward(dy, index, shape), expected, terms=WINDOWS)


@pytest.mark.parametrize(
    ("kernel", "stride", "padding"), [(2, 3, 0), ((1, 2), (3, 4), 0), (3, 2, 1), ((2, 3), 1, 1)]
)
def test_gaps_and_padding(submission, reference, rng, kernel, stride, padding):
    shape = (3, 2, 6, 7)
    y, index = reference.max_pool2d(inputs.shuffled(rng, *shape), kernel, stride, padding)
    dy = inputs.normal(rng, *y.shape)
    expected = reference.max_pool2d_backward(dy, index, shape)
    assert_close(submission.max_pool2d_backward(dy, index, shape), expected, terms=WINDOWS)


@pytest.mark.parametrize("stride", [None, 1])
@pytest.mark.parametrize("high", [0, 2])
def test_ties(submission, reference, rng, high, stride):
    after_relu = np.maximum(inputs.integers(rng, 2, 3, 6, 5, low=-4, high=high), 0)
    y, index = reference.max_pool2d(after_relu, 2, stride)
    dy = inputs.integers(rng, *y.shape)
    expected = reference.max_pool2d_backward(dy, index, after_relu.shape)
    answer = submission.max_pool2d_backward(dy, index, after_relu.shape)
    assert_close(answer, expected, kinds="iuf")


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_memory_layouts(submission, reference, rng, layout):
    for shape in [(2, 3, 4, 5), (1, 1, 3, 6)]:
        y, index = reference.max_pool2d(inputs.shuffled(rng, *shape), 2, 1)
        dy = inputs.LAYOUTS[layout](inputs.normal(rng, *y.shape))
        index = inputs.LAYOUTS[layout](index)
        expected = reference.max_pool2d_backward(dy, index, shape)
        assert_close(submission.max_pool2d_backward(dy, index, shape), expected, terms=WINDOWS)


def test_keeps_arguments(submission, reference, rng):
    y, index = reference.max_pool2d(inputs.shuffled(rng, 2, 3, 4, 5), 2, 1)
    dy = inputs.normal(rng, *y.shape)
    expected = reference.max_pool2d_backward(dy, index, (2, 3, 4, 5))
    assert_keeps_arguments(
        submission.max_pool2d_backward, expected, dy, index, (2, 3, 4, 5), terms=WINDOWS
    )
