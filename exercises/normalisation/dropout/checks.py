"""Hidden checks of dropout and dropout_backward."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small

SHAPES = [(3, 2, 4, 5), (1, 4, 3, 2), (4, 1, 2, 3), (2, 3, 1, 6)]
SHARES = [0.25, 0.5, 0.9]
OUTSIDE = [-0.25, 1.0, 1.5]


@st.composite
def _small(draw, name):
    shape = tuple(draw(st.integers(1, 2)) for _ in range(4))
    seed = draw(st.integers(0, 99))
    return {
        name: draw(small.arrays(*shape)),
        "mask": np.random.default_rng(seed).random(shape) < 0.5,
        "p": draw(st.sampled_from([0.5, 0.75, 0.0, -0.5, 1.0])),
    }


SMALL = {"dropout": _small("x"), "dropout_backward": _small("dy")}


def _mask(rng, shape, p):
    """Some cells stay and some do not, whatever was drawn."""
    mask = rng.random(shape) >= p
    mask.flat[rng.permutation(mask.size)[:2]] = True, False
    return mask


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("p", SHARES)
def test_what_stays(submission, reference, rng, shape, p):
    x, mask = inputs.normal(rng, *shape), _mask(rng, shape, p)
    assert_close(submission.dropout(x, mask, p), reference.dropout(x, mask, p))


@pytest.mark.parametrize(("p", "stays"), [(0.0, True), (0.75, False), (0.3, True)])
def test_all_or_nothing(submission, reference, rng, p, stays):
    x = -abs(inputs.normal(rng, 2, 3, 4, 5))
    for mask in rng.permutation([np.full(x.shape, stays), _mask(rng, x.shape, 0.5)]):
        assert_close(submission.dropout(x, mask, p), reference.dropout(x, mask, p))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    rearrange = inputs.LAYOUTS[layout]
    for shape, p in [((2, 3, 4, 5), 0.2), ((3, 1, 2, 4), 0.6)]:
        x, mask = rearrange(inputs.integers(rng, *shape)), rearrange(_mask(rng, shape, p))
        assert_close(submission.dropout(x, mask, p), reference.dropout(x, mask, p))


@pytest.mark.parametrize("p", OUTSIDE)
def test_refuses(submission, reference, rng, p):
    x, mask = inputs.normal(rng, 2, 3, 4, 5), _mask(rng, (2, 3, 4, 5), 0.5)
    expected = reference.dropout(x, mask, 0.25)
    asked = [
        lambda: assert_close(submission.dropout(x, mask, 0.25), expected),
        lambda: assert_refuses(submission.dropout, x, mask, p),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x, mask = inputs.normal(rng, 3, 2, 5, 4), _mask(rng, (3, 2, 5, 4), 0.4)
    assert_keeps_arguments(submission.dropout, reference.dropout(x, mask, 0.4), x, mask, 0.4)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("p", SHARES)
def test_what_comes_back(submission, reference, rng, shape, p):
    dy, mask = inputs.normal(rng, *shape), _mask(rng, shape, p)
    expected = reference.dropout_backward(dy, mask, p)
    assert_close(submission.dropout_backward(dy, mask, p), expected)


@pytest.mark.parametrize(("p", "stays"), [(0.0, True), (0.75, False), (0.3, True)])
def test_all_or_nothing_backward(submission, reference, rng, p, stays):
    dy = -abs(inputs.normal(rng, 2, 3, 4, 5))
    for mask in rng.permutation([np.full(dy.shape, stays), _mask(rng, dy.shape, 0.5)]):
        expected = reference.dropout_backward(dy, mask, p)
        assert_close(submission.dropout_backward(dy, mask, p), expected)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts_backward(submission, reference, rng, layout):
    rearrange = inputs.LAYOUTS[layout]
    for shape, p in [((2, 3, 4, 5), 0.2), ((3, 1, 2, 4), 0.6)]:
        dy, mask = rearrange(inputs.integers(rng, *shape)), rearrange(_mask(rng, shape, p))
        expected = reference.dropout_backward(dy, mask, p)
        assert_close(submission.dropout_backward(dy, mask, p), expected)


@pytest.mark.parametrize("p", OUTSIDE)
def test_refuses_backward(submission, reference, rng, p):
    dy, mask = inputs.normal(rng, 2, 3, 4, 5), _mask(rng, (2, 3, 4, 5), 0.5)
    expected = reference.dropout_backward(dy, mask, 0.25)
    asked = [
        lambda: assert_close(submission.dropout_backward(dy, mask, 0.25), expected),
        lambda: assert_refuses(submission.dropout_backward, dy, mask, p),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments_backward(submission, reference, rng):
    dy, mask = inputs.normal(rng, 3, 2, 5, 4), _mask(rng, (3, 2, 5, 4), 0.4)
    expected = reference.dropout_backward(dy, mask, 0.4)
    assert_keeps_arguments(submission.dropout_backward, expected, dy, mask, 0.4)
