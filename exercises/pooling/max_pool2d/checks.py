"""Hidden checks of max_pool2d."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small

FAR_BELOW = -(2.0**100)

PART = 0.75
"""Between two pixels: most of them are no whole numbers."""


@st.composite
def images(draw):
    """Few pixels of few values, distinct or with ties. Those below 0 are a little larger."""
    below = draw(st.sampled_from([0.0, 12.5, 2.0**20]))
    side = st.integers(4 if below else 3, 4)
    shape = draw(st.tuples(st.integers(1, 2), st.integers(1, 2), side, side))
    values = 7 * np.arange(np.prod(shape)) % draw(st.sampled_from([11, 3]))
    return values.reshape(shape) - below


WITHIN_THE_BORDER = st.fixed_dictionaries(
    {
        "x": small.arrays(1, 1, 1, 2),
        "kernel": st.just(2),
        "stride": st.just(1),
        "padding": st.just(1),
    }
)
"""The window is higher than the map, and fits once that has its border."""

SMALL = {
    "max_pool2d": st.one_of(
        st.fixed_dictionaries(
            {
                "x": images(),
                "kernel": small.pairs(2, 3),
                "stride": st.one_of(st.none(), small.pairs(1, 3)),
                "padding": small.pairs(0, 1),
            }
        ),
        WITHIN_THE_BORDER,
    )
}


@pytest.mark.parametrize(
    ("shape", "kernel"),
    [
        ((2, 3, 4, 6), 2),
        ((1, 4, 5, 8), 3),
        ((3, 1, 7, 5), (3, 2)),
        ((2, 2, 3, 7), (1, 4)),
        ((1, 2, 19, 17), 3),
    ],
)
def test_side_by_side(submission, reference, rng, shape, kernel):
    x = inputs.shuffled(rng, *shape, gap=PART)
    assert_close(submission.max_pool2d(x, kernel), reference.max_pool2d(x, kernel))


@pytest.mark.parametrize(
    ("kernel", "stride"), [(2, 1), (3, (2, 2)), (2, 3), ((2, 3), (3, 1)), ((4, 1), (1, 2))]
)
def test_any_stride(submission, reference, rng, kernel, stride):
    x = inputs.shuffled(rng, 3, 2, 7, 5, gap=PART)
    expected = reference.max_pool2d(x, kernel, stride)
    assert_close(submission.max_pool2d(x, kernel, stride), expected)


@pytest.mark.parametrize(
    ("kernel", "stride", "padding"),
    [
        (2, None, 1),
        (3, 2, 1),
        ((2, 3), (1, 2), (0, 1)),
        ((3, 2), 1, (1, 0)),
        ((4, 3), (2, 1), (2, 2)),
        (2, 1, (2, 3)),
    ],
)
def test_with_padding(submission, reference, rng, kernel, stride, padding):
    for draw, kinds in [(inputs.shuffled, None), (inputs.integers, "iuf")]:
        x = draw(rng, 2, 3, 4, 6)
        y, index = reference.max_pool2d(x, kernel, stride, padding)
        answer = submission.max_pool2d(x, kernel, stride=stride, padding=padding)
        if np.isfinite(y).all():
            assert_close(answer, (y, index), kinds=kinds)
        else:
            assert_close(answer[0], y, kinds=kinds)


@pytest.mark.parametrize("padding", [0, 1, (1, 0)])
@pytest.mark.parametrize("lowest", [-1.0, FAR_BELOW])
def test_negative_values(submission, reference, rng, padding, lowest):
    x = (1 + rng.permutation(2 * 3 * 4).reshape(1, 2, 3, 4)) * lowest
    expected = reference.max_pool2d(x, (3, 2), 1, padding)
    assert_close(submission.max_pool2d(x, (3, 2), 1, padding), expected)


@pytest.mark.parametrize("padding", [0, 1])
@pytest.mark.parametrize(("low", "high"), [(0, 0), (-3, -3), (0, 1), (-2, -1)])
def test_ties(submission, reference, rng, low, high, padding):
    x = inputs.integers(rng, 2, 3, 5, 6, low=low, high=high)
    expected_y, expected_index = reference.max_pool2d(x, (2, 3), (1, 2), padding)
    y, index = submission.max_pool2d(x, (2, 3), (1, 2), padding)
    assert_close(y, expected_y, kinds="iuf")
    assert_close(index, expected_index)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_memory_layouts(submission, reference, rng, layout):
    for shape in [(2, 3, 5, 4), (1, 1, 3, 6)]:
        x = inputs.LAYOUTS[layout](inputs.shuffled(rng, *shape))
        expected = reference.max_pool2d(x, (2, 3), 1)
        assert_close(submission.max_pool2d(x, (2, 3), 1), expected)


@pytest.mark.parametrize("stride", [1, 2, 5])
@pytest.mark.parametrize(
    ("fits", "too_large", "padding"), [((3, 4), (4, 4), 0), ((5, 4), (5, 5), (1, 0))]
)
def test_window_that_does_not_fit(submission, reference, rng, fits, too_large, padding, stride):
    x = inputs.shuffled(rng, 2, 3, 3, 4)
    expected = reference.max_pool2d(x, fits, stride, padding)
    asked = [
        lambda: assert_close(submission.max_pool2d(x, fits, stride, padding), expected),
        lambda: assert_refuses(submission.max_pool2d, x, too_large, stride, padding),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x = inputs.shuffled(rng, 2, 3, 5, 4)
    expected = reference.max_pool2d(x, 3, 2, 1)
    assert_keeps_arguments(submission.max_pool2d, expected, x, 3, 2, 1)
