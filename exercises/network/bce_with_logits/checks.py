"""Hidden checks of bce_with_logits."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small


@st.composite
def _small(draw):
    shape = draw(st.tuples(st.integers(1, 3), st.integers(1, 2)))
    z = draw(small.arrays(*shape)) * draw(st.sampled_from([1, 200]))
    return {"z": z, "y": np.mod(draw(small.arrays(*shape)), 5) / 4}


SMALL = {"bce_with_logits": _small()}


@pytest.mark.parametrize("n", [1, 2, 5])
def test_soft_targets(submission, reference, rng, n):
    z = 3 * inputs.normal(rng, n, 1)
    y = rng.uniform(size=(n, 1))
    assert_close(submission.bce_with_logits(z, y), reference.bce_with_logits(z, y), terms=n)


@pytest.mark.parametrize("shape", [(3, 4), (1, 5), (6,), (2, 3, 4, 5)])
def test_every_element(submission, reference, rng, shape):
    z, y = 2 * inputs.normal(rng, *shape), rng.uniform(size=shape)
    expected = reference.bce_with_logits(z, y)
    assert_close(submission.bce_with_logits(z, y), expected, terms=z.size)


@pytest.mark.parametrize("size", [18.0, 40.0, 800.0])
def test_large_logits(submission, reference, rng, size):
    signs = rng.permuted([[1.0, 1.0, -1.0], [1.0, -1.0, -1.0]], axis=1)
    z = size * signs + rng.uniform(size=signs.shape)
    y = np.array([[1.0, 0.0, 0.25], [0.0, 1.0, 0.5]])
    assert_close(submission.bce_with_logits(z, y), reference.bce_with_logits(z, y), terms=6)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for shape in [(3, 4), (5, 1)]:
        z = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        y = inputs.LAYOUTS[layout](inputs.integers(rng, *shape, low=0, high=1))
        assert_close(submission.bce_with_logits(z, y), reference.bce_with_logits(z, y), terms=12)


@pytest.mark.parametrize("shape", [(4,), (1, 4), (3, 1), (4, 2)])
def test_refuses(submission, reference, rng, shape):
    z, y, wrong = inputs.normal(rng, 4, 1), rng.uniform(size=(4, 1)), rng.uniform(size=shape)
    expected = reference.bce_with_logits(z, y)
    asked = [
        lambda: assert_close(submission.bce_with_logits(z, y), expected, terms=4),
        lambda: assert_refuses(submission.bce_with_logits, z, wrong),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    z, y = inputs.normal(rng, 4, 3), rng.uniform(size=(4, 3))
    expected = reference.bce_with_logits(z, y)
    assert_keeps_arguments(submission.bce_with_logits, expected, z, y, terms=12)
