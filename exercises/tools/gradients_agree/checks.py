"""Hidden checks of gradients_agree.

Each case asks for a True and for a False. Differences are at least five times smaller or larger
than what is allowed: whether the two gradients' sizes are added, or the larger one is taken,
is not what is examined.
"""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, inputs

NAN, INFINITY = float("nan"), float("inf")


@st.composite
def two_gradients(draw):
    """Few cells, equal or changed by much or little; one gradient may be a row of a matrix."""
    size = draw(st.integers(1, 2))
    cells = st.lists(st.sampled_from([0.0, 1.0, -2.0, 1e6]), min_size=size, max_size=size)
    changes = st.sampled_from([0.0, 1.0, -1.0, 1e-9, 1e-3, NAN, INFINITY])
    first = np.array(draw(cells))
    second = first + np.array(draw(st.lists(changes, min_size=size, max_size=size)))
    if draw(st.booleans()):
        first, second = second, first
    if draw(st.booleans()):
        second = second[None]
    rtol, atol = draw(st.sampled_from([(1e-5, 1e-8), (0.125, 1e-8), (1e-5, 8.0)]))
    return {"analytic": first, "numeric": second, "rtol": rtol, "atol": atol}


SMALL = {"gradients_agree": two_gradients()}


def assert_same_verdict(submission, reference, analytic, numeric, *tolerances, **named):
    assert_close(
        submission.gradients_agree(analytic, numeric, *tolerances, **named),
        reference.gradients_agree(analytic, numeric, *tolerances, **named),
    )


@pytest.mark.parametrize("shape", [(7,), (3, 5), (2, 3, 4, 5)])
@pytest.mark.parametrize("error", [-0.5, 0.25, -0.01])
def test_one_wrong_cell(submission, reference, rng, shape, error):
    numeric = inputs.shuffled(rng, *shape)
    wrong = numeric.copy()
    wrong.flat[rng.integers(wrong.size)] += error
    for analytic in (numeric.copy(), wrong):
        assert_same_verdict(submission, reference, analytic, numeric)


@pytest.mark.parametrize("cell", [0, 1, 2])
@pytest.mark.parametrize("sign", [1, -1])
def test_relative_part(submission, reference, cell, sign):
    numeric = np.array([[3e6, -2e3, 5.0]])
    right = numeric * (1 + sign * 1e-6)
    wrong = right.copy()
    wrong[0, cell] = numeric[0, cell] * (1 + sign * 2e-4)
    for analytic in (right, wrong):
        assert_same_verdict(submission, reference, analytic, numeric)


@pytest.mark.parametrize("numeric", [[0.0, 0.0], [4.0, 0.0, -1.0]])
@pytest.mark.parametrize("sign", [1, -1])
def test_absolute_floor(submission, reference, numeric, sign):
    numeric = np.array(numeric)
    for absolute in (0.0, 1e-9, 1e-3):
        analytic = numeric + np.where(numeric == 0, sign * absolute, 0)
        assert_same_verdict(submission, reference, analytic, numeric)


@pytest.mark.parametrize(
    ("tolerances", "named", "near", "far"),
    [
        ((), {"rtol": 0.125}, [102.0, -10.0], [102.0, 10.0]),
        ((), {"atol": 2.0}, [100.25, -10.25], [100.25, 10.25]),
        ((0.0, 1.0), {}, [99.875, -10.125], [90.0, -10.0]),
        ((0.125, 0.0), {}, [98.0, -10.25], [200.0, -10.0]),
        ((0.0, 0.0), {}, [100.0, -10.0], [100.0, -10.125]),
    ],
)
def test_own_tolerances(submission, reference, tolerances, named, near, far):
    numeric = np.array([100.0, -10.0])
    for cells in (near, far):
        analytic = np.array(cells)
        assert_same_verdict(submission, reference, analytic, numeric, *tolerances, **named)


@pytest.mark.parametrize(
    ("shape", "other"),
    [((3, 1), (3,)), ((4,), (2, 4)), ((1, 5), (5, 1)), ((2, 1), (2, 3)), ((6,), (2, 3))],
)
def test_shapes(submission, reference, shape, other):
    ones = np.ones(shape)
    assert_same_verdict(submission, reference, ones, np.ones(shape))
    assert_same_verdict(submission, reference, ones, np.ones(other))


@pytest.mark.parametrize(
    ("analytic", "numeric"),
    [
        ([NAN, 1.0, 2.0], [0.0, 1.0, 2.0]),
        ([0.0, 1.0, 2.0], [0.0, NAN, 2.0]),
        ([0.0, 1.0, NAN], [0.0, 1.0, NAN]),
        ([0.0, 1.0, 2.0], [0.0, 1.0, INFINITY]),
        ([0.0, -INFINITY, 2.0], [0.0, 1.0, 2.0]),
    ],
)
def test_not_a_number(submission, reference, analytic, numeric):
    assert_same_verdict(submission, reference, np.arange(3.0), np.arange(3.0))
    assert_same_verdict(submission, reference, np.array(analytic), np.array(numeric))
