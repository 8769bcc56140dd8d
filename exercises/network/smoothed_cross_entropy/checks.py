"""Hidden checks of smoothed_cross_entropy."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs


@st.composite
def _small(draw):
    n, classes = draw(st.integers(1, 2)), draw(st.integers(2, 4))
    z = np.arange(n * classes).reshape(n, classes) * draw(st.sampled_from([0.0, 1.0, 1000.0]))
    labels = np.array(draw(st.lists(st.integers(0, classes - 1), min_size=n, max_size=n)))
    return {"z": z, "labels": labels, "smoothing": draw(st.sampled_from([0.5, 0.25, 0.0]))}


SMALL = {"smoothed_cross_entropy": _small()}
CASES = pytest.mark.parametrize(
    ("shape", "smoothing"),
    [((4, 3), 0.1), ((1, 5), 0.3), ((7, 2), 0.5), ((3, 6), 0.0), ((5, 4), 1.0)],
)


def draw(rng, shape):
    return 3 * inputs.normal(rng, *shape), rng.integers(0, shape[1], shape[0])


@CASES
def test_loss(submission, reference, rng, shape, smoothing):
    z, labels = draw(rng, shape)
    loss, _ = reference.smoothed_cross_entropy(z, labels, smoothing)
    actual, _ = submission.smoothed_cross_entropy(z, labels, smoothing)
    assert_close(actual, loss, terms=z.size)


@CASES
def test_gradient(submission, reference, rng, shape, smoothing):
    z, labels = draw(rng, shape)
    expected = reference.smoothed_cross_entropy(z, labels, smoothing)
    asked = [
        lambda: assert_close(
            submission.smoothed_cross_entropy(z, labels, smoothing)[1], expected[1], terms=z.size
        ),
        lambda: assert_refuses(
            submission.smoothed_cross_entropy, z, labels, float(rng.choice([-0.25, 1.25]))
        ),
    ]
    for ask in rng.permutation(asked):
        ask()


@pytest.mark.parametrize("scale", [300.0, 1000.0])
def test_large_scores(submission, reference, rng, scale):
    z, labels = draw(rng, (4, 5))
    expected = reference.smoothed_cross_entropy(scale * z, labels, 0.2)
    actual = submission.smoothed_cross_entropy(scale * z, labels, 0.2)
    assert_close(actual, expected, terms=z.size)


def test_keeps_arguments(submission, reference, rng):
    z, labels = draw(rng, (4, 5))
    expected = reference.smoothed_cross_entropy(z, labels, 0.2)
    assert_keeps_arguments(
        submission.smoothed_cross_entropy, expected, z, labels, 0.2, terms=z.size
    )
