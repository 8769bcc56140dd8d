"""Hidden checks of batch_norm."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small

SHAPES = [(4, 3, 2, 5), (1, 4, 3, 2), (5, 1, 2, 3), (6, 2, 1, 1), (2, 5, 4, 3)]
EQUAL = [(2, 3, 4, 3), (3, 3, 3, 2), (4, 4, 4, 4)]


@st.composite
def _small(draw):
    n, c, w = draw(st.integers(1, 2)), draw(st.integers(1, 2)), draw(st.integers(1, 2))
    return {
        "x": draw(small.arrays(n, c, draw(st.integers(1, 2)), w)),
        "gamma": draw(small.arrays(c)),
        "beta": draw(small.arrays(c)),
        "running_mean": draw(small.arrays(c)),
        "running_var": np.abs(draw(small.arrays(c))),
        "momentum": draw(st.sampled_from([0.5, 0.25])),
        "eps": draw(st.sampled_from([1.0, 0.5])),
        "training": draw(st.booleans()),
    }


SMALL = {"batch_norm": _small()}


def _channels(rng, c):
    """gamma, beta, running_mean and running_var for so many channels."""
    gamma, beta, mean = (inputs.normal(rng, c) for _ in range(3))
    return gamma, beta, mean, 0.5 + inputs.normal(rng, c) ** 2


def _terms(x):
    return x.size // x.shape[1] + 8


def _only(places, answer):
    """These places of what must be three arrays; another answer stays what it is."""
    return answer[places] if isinstance(answer, tuple | list) else answer


@pytest.mark.parametrize("shape", SHAPES + EQUAL)
def test_training_output(submission, reference, rng, shape):
    x, channels = 3 * inputs.normal(rng, *shape) - 2, _channels(rng, shape[1])
    expected = _only(slice(1), reference.batch_norm(x, *channels))
    actual = _only(slice(1), submission.batch_norm(x, *channels))
    assert_close(actual, expected, terms=_terms(x))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("momentum", [0.1, 0.75])
def test_running_statistics(submission, reference, rng, shape, momentum):
    x, channels = 2 * inputs.normal(rng, *shape) + 1, _channels(rng, shape[1])
    expected = _only(slice(1, 3), reference.batch_norm(x, *channels, momentum))
    actual = _only(slice(1, 3), submission.batch_norm(x, *channels, momentum))
    assert_close(actual, expected, terms=_terms(x))


@pytest.mark.parametrize("shape", [*SHAPES, (2, 3, 4, 3), (1, 3, 1, 1)])
def test_evaluation(submission, reference, rng, shape):
    x, channels = -abs(inputs.normal(rng, *shape)), _channels(rng, shape[1])
    expected = reference.batch_norm(x, *channels, training=False)
    actual = submission.batch_norm(x, *channels, training=False)
    assert_close(actual, expected, terms=8)


@pytest.mark.parametrize(
    ("options", "spread"),
    [
        ({"eps": 0.5}, 1.0),
        ({"eps": 0.25, "training": False}, 1.0),
        ({"momentum": 0.0}, 1.0),
        ({"momentum": 1.0}, 1.0),
        ({"eps": 1e-3, "momentum": 0.5, "training": True}, 0.01),
        ({}, 0.0),
    ],
)
def test_parameters(submission, reference, rng, options, spread):
    x, channels = 3 + spread * inputs.normal(rng, 3, 2, 4, 5), _channels(rng, 2)
    expected = reference.batch_norm(x, *channels, **options)
    actual = submission.batch_norm(x, *channels, **options)
    assert_close(actual, expected, terms=10 * _terms(x))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    rearrange = inputs.LAYOUTS[layout]
    for shape, training in [((3, 2, 4, 5), True), ((1, 3, 2, 4), True), ((2, 4, 3, 1), False)]:
        x = rearrange(inputs.integers(rng, *shape))
        channels = [rearrange(each) for each in _channels(rng, shape[1])]
        expected = reference.batch_norm(x, *channels, training=training)
        actual = submission.batch_norm(x, *channels, training=training)
        assert_close(actual, expected, terms=_terms(x))


@pytest.mark.parametrize("channels", [1, 3])
def test_refuses(submission, reference, rng, channels):
    given = _channels(rng, channels)
    alone, two = inputs.normal(rng, 1, channels, 1, 1), inputs.normal(rng, 1, channels, 1, 2)
    expected = reference.batch_norm(two, *given)
    asked = [
        lambda: assert_close(submission.batch_norm(two, *given), expected, terms=_terms(two)),
        lambda: assert_refuses(submission.batch_norm, alone, *given),
    ]
    for ask in rng.permutation(asked):
        ask()


@pytest.mark.parametrize("training", [True, False])
def test_keeps_arguments(submission, reference, rng, training):
    x, channels = inputs.normal(rng, 2, 3, 5, 4), _channels(rng, 3)
    expected = reference.batch_norm(x, *channels, training=training)
    assert_keeps_arguments(
        submission.batch_norm, expected, x, *channels, training=training, terms=_terms(x)
    )
