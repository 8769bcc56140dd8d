"""Hidden checks of bias_add and bias_backward."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small

SMALL = {
    "bias_add": small.images(channels=3).flatmap(
        lambda x: st.fixed_dictionaries({"x": st.just(x), "b": small.arrays(x.shape[1])})
    ),
    "bias_backward": st.fixed_dictionaries({"dy": small.images(channels=3)}),
}

DIFFERENT = [(2, 3, 4, 5), (1, 4, 2, 3), (3, 1, 5, 2), (2, 5, 1, 1)]
EQUAL = [(2, 3, 4, 3), (2, 3, 3, 4), (3, 3, 2, 4), (4, 4, 4, 4)]
LENGTHS = [(3, 1), (3, 4), (1, 3), (3, 5), (2, 2 * 4 * 5)]


@pytest.mark.parametrize("shape", DIFFERENT)
def test_one_bias_per_channel(submission, reference, rng, shape):
    x, b = inputs.normal(rng, *shape), inputs.normal(rng, shape[1])
    assert_close(submission.bias_add(x, b), reference.bias_add(x, b))


@pytest.mark.parametrize("shape", EQUAL)
def test_equal_axes(submission, reference, rng, shape):
    x, b = inputs.normal(rng, *shape), inputs.normal(rng, shape[1])
    assert_close(submission.bias_add(x, b), reference.bias_add(x, b))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for shape in [(2, 3, 4, 5), (3, 1, 2, 4)]:
        x = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        b = inputs.integers(rng, shape[1])
        assert_close(submission.bias_add(x, b), reference.bias_add(x, b), kinds="iuf")
        assert_close(submission.bias_add(x, b + 0.5), reference.bias_add(x, b + 0.5))


@pytest.mark.parametrize(("channels", "length"), LENGTHS)
def test_refuses_other_lengths(submission, reference, rng, channels, length):
    x = inputs.normal(rng, 2, channels, 4, 5)
    b, wrong = inputs.normal(rng, channels), inputs.normal(rng, length)
    asked = [
        lambda: assert_close(submission.bias_add(x, b), reference.bias_add(x, b)),
        lambda: assert_refuses(submission.bias_add, x, wrong),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x, b = inputs.normal(rng, 3, 2, 5, 4), inputs.normal(rng, 2)
    expected = reference.bias_add(x, b)
    assert_keeps_arguments(submission.bias_add, expected, x, b)


@pytest.mark.parametrize("shape", [(2, 3, 4, 5), (4, 1, 3, 2), (3, 5, 1, 2), (2, 4, 1, 1)])
def test_sum_per_channel(submission, reference, rng, shape):
    dy = inputs.normal(rng, *shape)
    terms = dy.size // shape[1]
    assert_close(submission.bias_backward(dy), reference.bias_backward(dy), terms=terms)


@pytest.mark.parametrize(
    "shapes", [[(1, 3, 4, 2)], [(1, 1, 3, 5), (1, 1, 1, 1)], [(1, 4, 1, 1), (1, 2, 3, 4)]]
)
def test_batch_of_one(submission, reference, rng, shapes):
    for shape in shapes:
        dy = -np.abs(inputs.normal(rng, *shape))
        terms = dy.size // shape[1]
        assert_close(submission.bias_backward(dy), reference.bias_backward(dy), terms=terms)


@pytest.mark.parametrize("shape", EQUAL)
def test_equal_axes_backward(submission, reference, rng, shape):
    dy = inputs.normal(rng, *shape)
    terms = dy.size // shape[1]
    assert_close(submission.bias_backward(dy), reference.bias_backward(dy), terms=terms)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts_backward(submission, reference, rng, layout):
    for shape in [(2, 3, 4, 5), (3, 1, 2, 4)]:
        dy = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        assert_close(submission.bias_backward(dy), reference.bias_backward(dy), kinds="iuf")


def test_keeps_arguments_backward(submission, reference, rng):
    dy = inputs.normal(rng, 3, 2, 5, 4)
    expected = reference.bias_backward(dy)
    assert_keeps_arguments(submission.bias_backward, expected, dy, terms=60)
