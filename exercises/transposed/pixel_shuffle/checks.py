"""Hidden checks of pixel_shuffle."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs


@st.composite
def _small(draw):
    factor = draw(st.integers(2, 3))
    few = st.integers(1, 2)
    shape = (draw(few), draw(few) * factor**2, draw(few), draw(st.integers(1, 3)))
    return {"x": np.arange(1.0, np.prod(shape) + 1).reshape(shape), "factor": factor}


SMALL = {"pixel_shuffle": _small()}


@pytest.mark.parametrize(
    ("shape", "factor"),
    [
        ((2, 8, 3, 5), 2),
        ((1, 27, 4, 3), 3),
        ((3, 16, 2, 3), 4),
        ((2, 9, 4, 5), 3),
        ((1, 12, 5, 2), 2),
    ],
)
def test_every_factor(submission, reference, rng, shape, factor):
    for draw, kinds in [(inputs.normal, None), (inputs.integers, "iuf")]:
        x = draw(rng, *shape)
        expected = reference.pixel_shuffle(x, factor)
        assert_close(submission.pixel_shuffle(x, factor), expected, kinds=kinds)


@pytest.mark.parametrize(("channels", "factor"), [(8, 2), (18, 3), (4, 2)])
def test_channels_that_do_not_divide(submission, reference, rng, channels, factor):
    x, odd = (inputs.normal(rng, 2, c, 2, 3) for c in (channels, channels + factor))
    expected = reference.pixel_shuffle(x, factor)
    asked = [
        lambda: assert_close(submission.pixel_shuffle(x, factor), expected),
        lambda: assert_refuses(submission.pixel_shuffle, odd, factor),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x = inputs.normal(rng, 2, 12, 3, 4)
    assert_keeps_arguments(submission.pixel_shuffle, reference.pixel_shuffle(x, 2), x, 2)


def test_large_input(submission, reference, rng):
    """Twelve million pixels: a loop over them would need many times what a call may take."""
    x = inputs.integers(rng, 1, 12, 1000, 1000, low=0).astype("uint8")
    expected = reference.pixel_shuffle(x, 2)
    assert_close(submission.pixel_shuffle(x, 2), expected, kinds="iuf")
