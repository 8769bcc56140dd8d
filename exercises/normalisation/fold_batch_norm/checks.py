"""Hidden checks of fold_batch_norm."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small

SHAPES = [(4, 3, 2, 5), (1, 4, 3, 3), (5, 1, 1, 2), (3, 3, 2, 4), (3, 3, 3, 3)]


@st.composite
def _small(draw):
    out, into = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    return {
        "w": draw(small.arrays(out, into, 1, draw(st.integers(1, 2)))),
        "b": draw(st.one_of(st.none(), small.arrays(out))),
        "gamma": draw(small.arrays(out)),
        "beta": draw(small.arrays(out)),
        "running_mean": draw(small.arrays(out)),
        "running_var": np.abs(draw(small.arrays(out))),
        "eps": draw(st.sampled_from([1.0, 0.5])),
    }


SMALL = {"fold_batch_norm": _small()}


def _channels(rng, c):
    """gamma, beta, running_mean and running_var for so many channels."""
    gamma, beta, mean = (inputs.normal(rng, c) for _ in range(3))
    return gamma, beta, mean, 0.5 + inputs.normal(rng, c) ** 2


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("eps", [{}, {"eps": 0.5}])
def test_kernels_and_biases(submission, reference, rng, shape, eps):
    given = inputs.normal(rng, *shape), inputs.normal(rng, shape[0]), *_channels(rng, shape[0])
    expected = reference.fold_batch_norm(*given, **eps)
    assert_close(submission.fold_batch_norm(*given, **eps), expected, terms=8)


@pytest.mark.parametrize("shape", SHAPES)
def test_without_bias(submission, reference, rng, shape):
    given = inputs.normal(rng, *shape), None, *_channels(rng, shape[0])
    expected = reference.fold_batch_norm(*given)
    assert_close(submission.fold_batch_norm(*given), expected, terms=8)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for shape in [(4, 3, 2, 5), (2, 3, 1, 4)]:
        w, b = inputs.integers(rng, *shape), inputs.integers(rng, shape[0])
        given = [inputs.LAYOUTS[layout](each) for each in (w, b, *_channels(rng, shape[0]))]
        expected = reference.fold_batch_norm(*given)
        assert_close(submission.fold_batch_norm(*given), expected, terms=8)


def test_keeps_arguments(submission, reference, rng):
    given = inputs.normal(rng, 4, 3, 2, 5), inputs.normal(rng, 4), *_channels(rng, 4)
    expected = reference.fold_batch_norm(*given)
    assert_keeps_arguments(submission.fold_batch_norm, expected, *given, terms=8)
