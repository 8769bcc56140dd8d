"""Hidden checks of reflect_pad."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small

SMALL = {
    "reflect_pad": st.one_of(
        st.fixed_dictionaries(
            {
                "x": small.arrays(1, 2, *shape),
                "pad": st.one_of(st.integers(1, 3), st.tuples(*[st.integers(0, 2)] * len(shape))),
            }
        )
        for shape in [(4,), (3, 4), (3, 2, 3)]
    )
}


@pytest.mark.parametrize(
    ("shape", "pad"),
    [
        ((2, 3, 6), 4),
        ((1, 2, 5), (3,)),
        ((2, 3, 4, 6), 2),
        ((3, 1, 5, 4), (4, 1)),
        ((1, 2, 6, 5), (0, 3)),
        ((2, 2, 5, 4), (3, 3)),
        ((1, 2, 3, 5, 4), 2),
        ((2, 1, 4, 3, 5), (3, 0, 2)),
        ((1, 2, 4, 5), 0),
    ],
)
def test_any_number_of_dimensions(submission, reference, rng, shape, pad):
    x = inputs.shuffled(rng, *shape, gap=0.75)
    assert_close(submission.reflect_pad(x, pad), reference.reflect_pad(x, pad))


@pytest.mark.parametrize(
    ("shape", "fits", "too_large"),
    [
        ((2, 3, 4), 3, 4),
        ((1, 2, 3, 5), (2, 4), (3, 1)),
        ((1, 2, 3, 5), (2, 4), (1, 5)),
        ((2, 1, 4, 3, 2), 1, 2),
    ],
)
def test_pad_that_does_not_fit(submission, reference, rng, shape, fits, too_large):
    x = inputs.shuffled(rng, *shape, gap=0.75)
    expected = reference.reflect_pad(x, fits)
    asked = [
        lambda: assert_close(submission.reflect_pad(x, fits), expected),
        lambda: assert_refuses(submission.reflect_pad, x, too_large),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x = inputs.shuffled(rng, 2, 3, 4, 5, gap=0.75)
    assert_keeps_arguments(submission.reflect_pad, reference.reflect_pad(x, (1, 2)), x, (1, 2))


def test_large_input(submission, reference, rng):
    """More than ten million cells: a loop over them needs many times what a call may take."""
    x = inputs.shuffled(rng, 1, 1, 3300, 3300).astype("uint8")
    assert_close(submission.reflect_pad(x, 9), reference.reflect_pad(x, 9), kinds="iuf")
