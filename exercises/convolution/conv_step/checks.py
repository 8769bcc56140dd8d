"""Hidden checks of conv_step."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small


def steps(shape, of_kernel=None):
    return st.fixed_dictionaries(
        {
            "window": small.arrays(*shape),
            "w": small.arrays(*(of_kernel or shape)),
            "b": st.integers(-3, 9).map(float),
        }
    )


SMALL = {
    "conv_step": st.one_of(
        st.tuples(st.integers(1, 2), st.integers(1, 3), st.integers(1, 3)).flatmap(steps),
        steps((1, 1, 2), (1, 2, 1)),
    )
}


@pytest.mark.parametrize("kernel", [(1, 1), (3, 3), (2, 3), (4, 2)])
def test_one_channel(submission, reference, rng, kernel):
    window = inputs.normal(rng, 1, *kernel)
    w = inputs.normal(rng, 1, *kernel)
    expected = reference.conv_step(window, w, 0.75)
    assert_close(submission.conv_step(window, w, 0.75), expected, terms=window.size)


@pytest.mark.parametrize("shape", [(2, 3, 3), (3, 2, 2), (4, 2, 3), (5, 3, 1), (3, 1, 1)])
def test_several_channels(submission, reference, rng, shape):
    window = inputs.normal(rng, *shape)
    w = inputs.normal(rng, *shape)
    expected = reference.conv_step(window, w, -1.5)
    assert_close(submission.conv_step(window, w, -1.5), expected, terms=window.size)


@pytest.mark.parametrize("b", [0.0, 7.0, -2.5])
def test_bias(submission, reference, rng, b):
    window = inputs.normal(rng, 3, 2, 2)
    w = inputs.normal(rng, 3, 2, 2)
    for weights in [w, 0.0 * w]:
        expected = reference.conv_step(window, weights, b)
        assert_close(submission.conv_step(window, weights, b=b), expected, terms=w.size)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for shape in [(3, 2, 4), (2, 3, 3)]:
        window = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        w = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        expected = reference.conv_step(window, w, 3)
        assert_close(submission.conv_step(window, w, 3), expected, kinds="iuf")
        w = np.ascontiguousarray(w / 4)
        expected = reference.conv_step(window, w, 0.5)
        assert_close(submission.conv_step(window, w, 0.5), expected, terms=w.size)


@pytest.mark.parametrize(
    ("shape", "other"),
    [
        ((3, 2, 4), (1, 2, 4)),
        ((1, 3, 2), (4, 3, 2)),
        ((2, 3, 4), (2, 3, 1)),
        ((2, 3, 3), (3, 3, 3)),
        ((2, 3, 4), (2, 4, 3)),
        ((2, 3, 4), (4, 3, 2)),
        ((1, 3, 2), (3, 1, 2)),
    ],
)
def test_refuses_other_shapes(submission, reference, rng, shape, other):
    window = inputs.normal(rng, *shape)
    w = inputs.normal(rng, *shape)
    expected, wrong = reference.conv_step(window, w, 1.0), inputs.normal(rng, *other)
    asked = [
        lambda: assert_close(submission.conv_step(window, w, 1.0), expected, terms=w.size),
        lambda: assert_refuses(submission.conv_step, window, wrong, 1.0),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    window, w = inputs.normal(rng, 3, 2, 4), inputs.normal(rng, 3, 2, 4)
    expected = reference.conv_step(window, w, 0.5)
    assert_keeps_arguments(submission.conv_step, expected, window, w, 0.5, terms=w.size)
