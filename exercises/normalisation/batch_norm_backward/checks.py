"""Hidden checks of batch_norm_backward."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small

SHAPES = [(4, 3, 2, 5), (1, 4, 3, 2), (5, 1, 2, 3), (6, 2, 1, 1), (2, 5, 4, 3)]
EQUAL = [(2, 3, 4, 3), (3, 3, 3, 2), (4, 4, 4, 4)]


@st.composite
def _small(draw):
    n, c = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    shape = n, c, draw(st.integers(1, 2)), draw(st.integers(1, 2))
    return {
        "dy": draw(small.arrays(*shape)),
        "x": draw(small.arrays(*shape)),
        "gamma": draw(small.arrays(c)),
        "eps": draw(st.sampled_from([1.0, 0.5])),
    }


SMALL = {"batch_norm_backward": _small()}


def _arguments(rng, shape):
    return (*(inputs.normal(rng, *shape) for _ in range(2)), 1.5 + inputs.normal(rng, shape[1]))


def _terms(x):
    return 4 * (x.size // x.shape[1] + 8)


def _only(places, answer):
    """These places of what must be three arrays; another answer stays what it is."""
    return answer[places] if isinstance(answer, tuple | list) else answer


@pytest.mark.parametrize("shape", SHAPES + EQUAL)
def test_all_three(submission, reference, rng, shape):
    dy, x, gamma = _arguments(rng, shape)
    expected = reference.batch_norm_backward(dy, x, gamma)
    assert_close(submission.batch_norm_backward(dy, x, gamma), expected, terms=_terms(x))


@pytest.mark.parametrize("shape", SHAPES)
def test_gradient_of_x(submission, reference, rng, shape):
    dy, x, gamma = _arguments(rng, shape)
    expected = _only(slice(1), reference.batch_norm_backward(dy, 3 * x - 2, gamma))
    actual = _only(slice(1), submission.batch_norm_backward(dy, 3 * x - 2, gamma))
    assert_close(actual, expected, terms=_terms(x))


@pytest.mark.parametrize("shape", SHAPES)
def test_gradients_of_the_weights(submission, reference, rng, shape):
    dy, x, gamma = _arguments(rng, shape)
    expected = _only(slice(1, 3), reference.batch_norm_backward(dy, 2 * x + 1, gamma))
    actual = _only(slice(1, 3), submission.batch_norm_backward(dy, 2 * x + 1, gamma))
    assert_close(actual, expected, terms=_terms(x))


@pytest.mark.parametrize("eps", [0.5, 1e-3, 2.0])
@pytest.mark.parametrize("spread", [1.0, 0.1])
def test_parameters(submission, reference, rng, eps, spread):
    dy, x, gamma = _arguments(rng, (3, 2, 4, 5))
    x = -3 - spread * abs(x)
    expected = reference.batch_norm_backward(dy, x, gamma, eps)
    actual = submission.batch_norm_backward(dy, x, gamma, eps=eps)
    assert_close(actual, expected, terms=10 * _terms(x))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    rearrange = inputs.LAYOUTS[layout]
    for shape in [(3, 2, 4, 5), (1, 3, 2, 4)]:
        dy, x = (rearrange(inputs.integers(rng, *shape)) for _ in range(2))
        gamma = rearrange(inputs.integers(rng, shape[1], low=1))
        expected = reference.batch_norm_backward(dy, x, gamma)
        actual = submission.batch_norm_backward(dy, x, gamma)
        assert_close(actual, expected, terms=_terms(x), kinds="iuf")


def test_keeps_arguments(submission, reference, rng):
    dy, x, gamma = _arguments(rng, (2, 3, 5, 4))
    expected = reference.batch_norm_backward(dy, x, gamma)
    assert_keeps_arguments(submission.batch_norm_backward, expected, dy, x, gamma, terms=_terms(x))
