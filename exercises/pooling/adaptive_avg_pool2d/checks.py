"""Hidden checks of adaptive_avg_pool2d."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small

CELLS = 64
"""As many as the largest window here has."""


@st.composite
def images(draw):
    """Few pixels, multiples of 12: most of their means are whole."""
    few, side = st.integers(1, 2), st.integers(1, 5)
    shape = draw(st.tuples(few, few, side, side))
    return np.arange(12.0, 12 * np.prod(shape) + 12, 12).reshape(shape)


SMALL = {
    "adaptive_avg_pool2d": st.fixed_dictionaries({"x": images(), "output_size": small.pairs(1, 4)})
}


@pytest.mark.parametrize(
    ("shape", "size"),
    [((2, 3, 4, 6), 2), ((1, 4, 6, 3), (2, 3)), ((3, 1, 5, 8), 1), ((2, 2, 9, 4), (3, 1))],
)
def test_sizes_that_divide(submission, reference, rng, shape, size):
    x = inputs.normal(rng, *shape)
    expected = reference.adaptive_avg_pool2d(x, size)
    assert_close(submission.adaptive_avg_pool2d(x, size), expected, terms=CELLS)


@pytest.mark.parametrize(
    ("shape", "size"),
    [
        ((2, 3, 5, 7), 3),
        ((1, 4, 7, 5), (4, 2)),
        ((3, 1, 5, 8), (2, 7)),
        ((2, 2, 10, 7), (4, 3)),
        ((1, 3, 8, 10), (3, 7)),
    ],
)
def test_sizes_that_do_not_divide(submission, reference, rng, shape, size):
    x = inputs.normal(rng, *shape)
    expected = reference.adaptive_avg_pool2d(x, size)
    assert_close(submission.adaptive_avg_pool2d(x, size), expected, terms=CELLS)


@pytest.mark.parametrize(
    ("shape", "size"), [((2, 3, 4, 5), (6, 6)), ((1, 2, 3, 2), (7, 2)), ((3, 2, 1, 4), (3, 9))]
)
def test_larger_than_the_input(submission, reference, rng, shape, size):
    x = inputs.normal(rng, *shape)
    expected = reference.adaptive_avg_pool2d(x, size)
    assert_close(submission.adaptive_avg_pool2d(x, size), expected, terms=CELLS)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for shape in [(2, 3, 5, 4), (1, 1, 7, 8)]:
        x = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        expected = reference.adaptive_avg_pool2d(x, (3, 2))
        assert_close(submission.adaptive_avg_pool2d(x, (3, 2)), expected, terms=CELLS)


def test_keeps_arguments(submission, reference, rng):
    x = inputs.normal(rng, 2, 3, 5, 7)
    expected = reference.adaptive_avg_pool2d(x, (3, 4))
    assert_keeps_arguments(submission.adaptive_avg_pool2d, expected, x, (3, 4), terms=CELLS)
