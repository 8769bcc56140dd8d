"""Hidden checks of softmax_cross_entropy."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small

LARGE = 1000
"""A logit of this size is rounded as many times more coarsely as it is larger than 1."""


@st.composite
def _small(draw):
    n, classes = draw(st.integers(1, 3)), draw(st.integers(2, 3))
    labels = draw(st.lists(st.integers(0, classes - 1), min_size=n, max_size=n))
    z = draw(small.arrays(n, classes)) * draw(st.sampled_from([1, 200]))
    return {"z": z, "labels": np.array(labels)}


SMALL = {"softmax_cross_entropy": _small()}


def _labels(rng, n, classes):
    return rng.integers(classes, size=n)


@pytest.mark.parametrize(("n", "classes"), [(4, 3), (1, 5), (6, 2), (3, 7), (5, 5)])
def test_loss_and_gradient(submission, reference, rng, n, classes):
    z, labels = 2 * inputs.normal(rng, n, classes), _labels(rng, n, classes)
    expected = reference.softmax_cross_entropy(z, labels)
    assert_close(submission.softmax_cross_entropy(z, labels), expected, terms=z.size)


@pytest.mark.parametrize("offsets", [(0, 0), (LARGE, LARGE), (-LARGE, -LARGE), (LARGE, -LARGE)])
def test_large_logits(submission, reference, rng, offsets):
    first, second = offsets
    z = np.array([[3.0, 1.0, 2.0], [0.5, 4.0, 1.5]]) + np.array([[first], [second]])
    z[0, rng.integers(3)] -= LARGE
    for labels in ([0, 1], [1, 2], [2, 0]):
        expected = reference.softmax_cross_entropy(z, np.array(labels))
        actual = submission.softmax_cross_entropy(z, np.array(labels))
        assert_close(actual, expected, terms=6 * LARGE)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for n, classes in [(4, 3), (2, 6)]:
        z = inputs.LAYOUTS[layout](inputs.integers(rng, n, classes))
        labels = inputs.LAYOUTS[layout](_labels(rng, n, classes))
        expected = reference.softmax_cross_entropy(z, labels)
        assert_close(submission.softmax_cross_entropy(z, labels), expected, terms=z.size)


@pytest.mark.parametrize(
    "labels", [[0, 1, 2, 3], [0, -1, 2, 1], [0, 1, 2], [2], [[0], [1], [2], [1]]]
)
def test_refuses(submission, reference, rng, labels):
    z, right = inputs.normal(rng, 4, 3), np.array([0, 1, 2, 1])
    expected = reference.softmax_cross_entropy(z, right)
    asked = [
        lambda: assert_close(submission.softmax_cross_entropy(z, right), expected, terms=z.size),
        lambda: assert_refuses(submission.softmax_cross_entropy, z, np.array(labels)),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    z, labels = inputs.normal(rng, 4, 3), _labels(rng, 4, 3)
    expected = reference.softmax_cross_entropy(z, labels)
    assert_keeps_arguments(submission.softmax_cross_entropy, expected, z, labels, terms=z.size)
