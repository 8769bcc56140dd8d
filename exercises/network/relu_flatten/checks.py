"""Hidden checks of relu, relu_backward, flatten and flatten_backward."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small

SHAPES = pytest.mark.parametrize("shape", [(2, 3, 4, 5), (1, 1, 6, 2), (3, 7), (4, 2, 3)])
RANKS = pytest.mark.parametrize("shapes", [[(2, 3, 4, 5)], [(1, 1, 6, 2)], [(3, 7), (4, 2, 3)]])


@st.composite
def _twins(draw):
    x = draw(small.images(height=2, width=2))
    return {"dy": draw(small.arrays(*x.shape)), "x": x}


@st.composite
def _flat(draw):
    shape = tuple(draw(st.integers(1, 3)) for _ in range(4))
    return {"dy": draw(small.arrays(shape[0], int(np.prod(shape[1:])))), "x_shape": shape}


SMALL = {
    "relu": st.fixed_dictionaries({"x": small.images(height=2, width=2)}),
    "relu_backward": _twins(),
    "flatten": st.fixed_dictionaries({"x": small.images(height=3, width=3)}),
    "flatten_backward": _flat(),
}


@SHAPES
def test_relu_values(submission, reference, rng, shape):
    for x in (inputs.shuffled(rng, *shape), -1 - np.abs(inputs.normal(rng, *shape))):
        assert_close(submission.relu(x), reference.relu(x))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_relu_integers_and_layouts(submission, reference, rng, layout):
    for shape in [(2, 3, 4, 5), (3, 1, 2, 6)]:
        x = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        assert_close(submission.relu(x), reference.relu(x), kinds="iuf")


def test_relu_keeps_arguments(submission, reference, rng):
    x = inputs.shuffled(rng, 2, 3, 4, 5)
    expected = reference.relu(x)
    assert_keeps_arguments(submission.relu, expected, x)


@SHAPES
def test_relu_backward_values(submission, reference, rng, shape):
    dy = inputs.normal(rng, *shape)
    for x in (inputs.normal(rng, *shape), -1 - np.abs(inputs.normal(rng, *shape))):
        assert_close(submission.relu_backward(dy, x), reference.relu_backward(dy, x))


@pytest.mark.parametrize("shape", [(2, 3, 4, 5), (6, 2)])
def test_relu_backward_at_zero(submission, reference, rng, shape):
    dy = inputs.normal(rng, *shape)
    x = inputs.integers(rng, *shape, low=-1, high=1).astype(float)
    assert_close(submission.relu_backward(dy, x), reference.relu_backward(dy, x))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_relu_backward_layouts(submission, reference, rng, layout):
    for shape in [(2, 3, 4, 5), (3, 1, 2, 6)]:
        dy, x = (inputs.LAYOUTS[layout](inputs.integers(rng, *shape)) for _ in range(2))
        expected = reference.relu_backward(dy, x)
        assert_close(submission.relu_backward(dy, x), expected, kinds="iuf")


def test_relu_backward_keeps_arguments(submission, reference, rng):
    dy, x = inputs.normal(rng, 2, 3, 4, 5), inputs.normal(rng, 2, 3, 4, 5)
    expected = reference.relu_backward(dy, x)
    assert_keeps_arguments(submission.relu_backward, expected, dy, x)


@RANKS
def test_flatten_shapes(submission, reference, rng, shapes):
    for shape in shapes:
        x = inputs.shuffled(rng, *shape)
        assert_close(submission.flatten(x), reference.flatten(x))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_flatten_layouts(submission, reference, rng, layout):
    for shape in [(2, 3, 4, 5), (3, 1, 2, 6)]:
        x = inputs.LAYOUTS[layout](inputs.shuffled(rng, *shape))
        assert_close(submission.flatten(x), reference.flatten(x))


def test_flatten_keeps_arguments(submission, reference, rng):
    x = inputs.shuffled(rng, 3, 2, 5, 4)
    expected = reference.flatten(x)
    assert_keeps_arguments(submission.flatten, expected, x)


@RANKS
def test_flatten_backward_shapes(submission, reference, rng, shapes):
    for shape in shapes:
        dy = inputs.shuffled(rng, shape[0], int(np.prod(shape[1:])))
        assert_close(submission.flatten_backward(dy, shape), reference.flatten_backward(dy, shape))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_flatten_backward_layouts(submission, reference, rng, layout):
    for shape in [(2, 3, 4, 5), (3, 1, 2, 6)]:
        dy = inputs.LAYOUTS[layout](inputs.shuffled(rng, shape[0], int(np.prod(shape[1:]))))
        expected = reference.flatten_backward(dy, shape)
        assert_close(submission.flatten_backward(dy, shape), expected)


def test_flatten_backward_keeps_arguments(submission, reference, rng):
    dy = inputs.shuffled(rng, 3, 40)
    expected = reference.flatten_backward(dy, (3, 2, 5, 4))
    assert_keeps_arguments(submission.flatten_backward, expected, dy, (3, 2, 5, 4))
