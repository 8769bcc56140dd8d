"""Hidden checks of group_norm."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small


@st.composite
def _small(draw):
    groups, each = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    channels = groups * each + draw(st.sampled_from([0, 0, 0, 1]))
    n, h, w = draw(st.integers(1, 2)), draw(st.integers(1, 2)), draw(st.integers(1, 2))
    return {
        "x": draw(small.arrays(n, channels, h, w)),
        "groups": groups,
        "gamma": draw(small.arrays(channels)),
        "beta": draw(small.arrays(channels)),
        "eps": draw(st.sampled_from([1.0, 0.5])),
    }


SMALL = {"group_norm": _small()}


def _compare(submission, reference, rng, x, groups, **eps):
    gamma, beta = (inputs.normal(rng, x.shape[1]) for _ in range(2))
    expected = reference.group_norm(x, groups, gamma, beta, **eps)
    actual = submission.group_norm(x, groups, gamma, beta, **eps)
    assert_close(actual, expected, terms=x.size // (len(x) * groups) + 8)


@pytest.mark.parametrize(
    ("shape", "groups"),
    [
        ((4, 6, 2, 5), 2),
        ((2, 6, 3, 4), 3),
        ((1, 8, 3, 2), 2),
        ((3, 8, 1, 1), 4),
        ((2, 4, 3, 4), 2),
        ((6, 12, 2, 3), 3),
    ],
)
def test_groups_of_channels(submission, reference, rng, shape, groups):
    _compare(submission, reference, rng, 3 * inputs.normal(rng, *shape) - 2, groups)


@pytest.mark.parametrize("shape", [(4, 3, 2, 5), (1, 5, 3, 2), (2, 1, 4, 3), (3, 6, 1, 1)])
def test_one_group(submission, reference, rng, shape):
    _compare(submission, reference, rng, 2 * inputs.normal(rng, *shape) + 1, 1)


@pytest.mark.parametrize("shape", [(4, 3, 2, 5), (1, 5, 3, 2), (2, 4, 1, 3), (3, 3, 3, 3)])
def test_a_group_for_each_channel(submission, reference, rng, shape):
    _compare(submission, reference, rng, -abs(inputs.normal(rng, *shape)), shape[1])


@pytest.mark.parametrize(
    ("eps", "spread"), [(0.5, 1.0), (1e-3, 1.0), (2.0, 0.1), (1e-5, 0.0), (1e-3, 0.01)]
)
def test_parameters(submission, reference, rng, eps, spread):
    x = 3 + spread * inputs.normal(rng, 2, 6, 4, 5)
    for groups in (3, 2):
        _compare(submission, reference, rng, x, groups, eps=eps)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for shape, groups in [((3, 4, 2, 5), 2), ((1, 6, 2, 4), 2), ((2, 3, 4, 5), 3)]:
        x = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        _compare(submission, reference, rng, x, groups)


@pytest.mark.parametrize(("channels", "groups"), [(5, 2), (6, 4), (7, 3), (3, 6)])
def test_refuses(submission, reference, rng, channels, groups):
    x, gamma = inputs.normal(rng, 2, channels, 4, 3), inputs.normal(rng, channels)
    asked = [
        lambda: _compare(submission, reference, rng, x, channels),
        lambda: assert_refuses(submission.group_norm, x, groups, gamma, -gamma),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x, (gamma, beta) = inputs.normal(rng, 2, 4, 5, 3), inputs.normal(rng, 2, 4)
    expected = reference.group_norm(x, 2, gamma, beta)
    assert_keeps_arguments(submission.group_norm, expected, x, 2, gamma, beta, terms=38)
