"""Hidden checks of gradients_agree.

Each case asks for True and for False, four times each and in an order that is drawn: neither a
constant nor a count of the calls is right. Differences are at least five times smaller or larger
than what is allowed: whether the two gradients' sizes are added, or the larger one is taken,
is not what is examined.
"""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs

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


def assert_same_verdicts(submission, reference, rng, gradients, *tolerances, **named):
    """`gradients` are pairs of (analytic, numeric)."""
    for i in rng.permutation(len(gradients)):
        assert_close(
            submission.gradients_agree(*gradients[i], *tolerances, **named),
            reference.gradients_agree(*gradients[i], *tolerances, **named),
        )


@pytest.mark.parametrize("shape", [(7,), (3, 5), (2, 3, 4, 5)])
def test_one_wrong_cell(submission, reference, rng, shape):
    gradients = []
    for error in (-0.5, 0.25, -0.01, 0.02):
        numeric = inputs.shuffled(rng, *shape)
        wrong = numeric.copy()
        wrong.flat[rng.integers(wrong.size)] += error
        gradients += [(numeric.copy(), numeric), (wrong, numeric)]
    assert_same_verdicts(submission, reference, rng, gradients)


@pytest.mark.parametrize("sign", [1, -1])
def test_relative_part(submission, reference, rng, sign):
    numeric = np.array([[3e6, -2e3, 5.0]])
    gradients = []
    for cells in ([0], [1], [2], [0, 1, 2]):
        for change in (1e-6, 2e-4):
            analytic = numeric.copy()
            analytic[:, cells] *= 1 + sign * change
            gradients.append((analytic, numeric))
    assert_same_verdicts(submission, reference, rng, gradients)


@pytest.mark.parametrize("numeric", [[0.0, 0.0], [4.0, 0.0, -1.0]])
def test_absolute_floor(submission, reference, rng, numeric):
    numeric = np.array(numeric)
    near, far = (0.0, 1e-9, -1e-9, 5e-10), (1e-3, -1e-3, 1e-6, -1e-6)
    gradients = [(numeric + np.where(numeric == 0, d, 0), numeric) for d in (*near, *far)]
    assert_same_verdicts(submission, reference, rng, gradients)


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
def test_own_tolerances(submission, reference, rng, tolerances, named, near, far):
    gradients = []
    for cells in (near, far):
        both = np.array([cells, [100.0, -10.0]])
        gradients += [both, -both, both[:, ::-1], -both[:, ::-1]]
    assert_same_verdicts(submission, reference, rng, gradients, *tolerances, **named)


@pytest.mark.parametrize(
    "shapes",
    [
        [((3, 1), (3,)), ((4,), (2, 4)), ((1, 5), (5, 1)), ((1,), ())],
        [((2, 1), (2, 3)), ((6,), (2, 3)), ((2,), (2, 1)), ((1, 3), (4, 3))],
    ],
)
def test_shapes(submission, reference, rng, shapes):
    gradients = [(np.ones(shape), np.ones(shape)) for shape, _ in shapes]
    gradients += [(np.ones(shape), np.ones(other)) for shape, other in shapes]
    assert_same_verdicts(submission, reference, rng, gradients)


@pytest.mark.parametrize("value", [NAN, INFINITY])
def test_not_a_number(submission, reference, rng, value):
    gradients = [(scale * np.arange(3.0), scale * np.arange(3.0)) for scale in (1, 2, -1, 3)]
    for analytic, numeric in [
        ([value, 1.0, 2.0], [0.0, 1.0, 2.0]),
        ([0.0, 1.0, 2.0], [0.0, 1.0, value]),
        ([0.0, -value, 2.0], [0.0, 1.0, 2.0]),
        ([0.0, 1.0, NAN], [0.0, -value, NAN]),
    ]:
        gradients.append((np.array(analytic), np.array(numeric)))
    assert_same_verdicts(submission, reference, rng, gradients)


def test_keeps_arguments(submission, reference, rng):
    numeric = inputs.shuffled(rng, 2, 3)
    for far in rng.permutation([0.0, 1.0]):
        expected = reference.gradients_agree(numeric + far, numeric)
        assert_keeps_arguments(submission.gradients_agree, expected, numeric + far, numeric)
