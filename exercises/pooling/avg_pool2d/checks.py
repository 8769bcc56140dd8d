"""Hidden checks of avg_pool2d."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small

CELLS = 16
"""As many as the largest window here has."""


@st.composite
def images(draw):
    """Few pixels: 1, 2, 3, … or multiples of 12, whose means are whole; some start from 0."""
    few, side = st.integers(1, 2), st.integers(3, 4)
    shape = draw(st.tuples(few, few, side, side))
    values = np.arange(np.prod(shape)).reshape(shape) + draw(st.sampled_from([1.0, 0.0]))
    return values * draw(st.sampled_from([12, 1]))


WITHIN_THE_BORDER = st.fixed_dictionaries(
    {
        "x": small.arrays(1, 1, 1, 2),
        "kernel": st.just(2),
        "stride": st.just(1),
        "padding": st.just(1),
        "count_include_pad": st.sampled_from([True, False]),
    }
)
"""The window is higher than the map, and fits once that has its border."""

SMALL = {
    "avg_pool2d": st.one_of(
        st.fixed_dictionaries(
            {
                "x": images(),
                "kernel": small.pairs(2, 3),
                "stride": st.one_of(st.none(), small.pairs(1, 3)),
                "padding": small.pairs(0, 1),
                "count_include_pad": st.sampled_from([True, False]),
            }
        ),
        WITHIN_THE_BORDER,
    )
}


@pytest.mark.parametrize(
    ("shape", "kernel"),
    [((2, 3, 4, 6), 2), ((1, 4, 5, 8), 3), ((3, 1, 7, 5), (3, 2)), ((2, 2, 3, 7), (1, 4))],
)
def test_side_by_side(submission, reference, rng, shape, kernel):
    x = inputs.normal(rng, *shape)
    expected = reference.avg_pool2d(x, kernel)
    assert_close(submission.avg_pool2d(x, kernel), expected, terms=CELLS)


@pytest.mark.parametrize(
    ("kernel", "stride"), [(2, 1), (3, (2, 2)), (2, 3), ((2, 3), (3, 1)), ((4, 1), (1, 2))]
)
def test_any_stride(submission, reference, rng, kernel, stride):
    x = inputs.normal(rng, 3, 2, 6, 7)
    expected = reference.avg_pool2d(x, kernel, stride)
    assert_close(submission.avg_pool2d(x, kernel, stride), expected, terms=CELLS)


@pytest.mark.parametrize(
    ("kernel", "stride", "padding", "count_include_pad"),
    [
        (3, 2, 1, True),
        (2, 1, 2, True),
        (2, None, 1, False),
        ((2, 3), (1, 2), (0, 1), True),
        ((2, 3), (1, 2), (0, 1), False),
        ((4, 3), (2, 2), (3, 3), True),
        ((4, 3), 2, (3, 2), False),
        ((3, 2), 1, (3, 4), True),
    ],
)
def test_with_padding(submission, reference, rng, kernel, stride, padding, count_include_pad):
    after_relu = np.maximum(inputs.normal(rng, 2, 3, 4, 5), 0)
    for x in (inputs.normal(rng, 2, 3, 4, 5), after_relu):
        expected = reference.avg_pool2d(x, kernel, stride, padding, count_include_pad)
        answer = submission.avg_pool2d(
            x, kernel, stride=stride, padding=padding, count_include_pad=count_include_pad
        )
        assert_close(answer, expected, terms=CELLS)
        expected = reference.avg_pool2d(x, kernel, stride, padding)
        assert_close(submission.avg_pool2d(x, kernel, stride, padding), expected, terms=CELLS)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for shape in [(2, 3, 5, 4), (1, 1, 3, 6)]:
        x = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        expected = reference.avg_pool2d(x, (2, 3), 1)
        assert_close(submission.avg_pool2d(x, (2, 3), 1), expected, terms=CELLS)


@pytest.mark.parametrize("stride", [1, 2, 5])
@pytest.mark.parametrize(
    ("fits", "too_large", "padding"), [((3, 4), (4, 4), 0), ((5, 4), (5, 5), (1, 0))]
)
def test_window_that_does_not_fit(submission, reference, rng, fits, too_large, padding, stride):
    x = inputs.normal(rng, 2, 3, 3, 4)
    expected = reference.avg_pool2d(x, fits, stride, padding)
    asked = [
        lambda: assert_close(
            submission.avg_pool2d(x, fits, stride, padding), expected, terms=CELLS
        ),
        lambda: assert_refuses(submission.avg_pool2d, x, too_large, stride, padding),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x = inputs.normal(rng, 2, 3, 5, 4)
    expected = reference.avg_pool2d(x, 3, 2, 1)
    assert_keeps_arguments(submission.avg_pool2d, expected, x, 3, 2, 1, terms=CELLS)
