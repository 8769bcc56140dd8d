"""Hidden checks of group_norm_backward."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small

GROUPS = [
    ((4, 6, 2, 5), 2),
    ((2, 6, 3, 4), 3),
    ((1, 8, 3, 2), 2),
    ((3, 8, 1, 2), 4),
    ((2, 4, 3, 4), 2),
    ((6, 12, 2, 3), 3),
]


@st.composite
def _small(draw):
    groups, each = draw(st.integers(1, 3)), draw(st.integers(1, 2))
    channels = groups * each + draw(st.sampled_from([0, 0, 0, 1]))
    shape = draw(st.integers(1, 2)), channels, draw(st.integers(1, 2)), draw(st.integers(1, 2))
    return {
        "dy": draw(small.arrays(*shape)),
        "x": draw(small.arrays(*shape)),
        "groups": groups,
        "gamma": draw(small.arrays(channels)),
        "eps": draw(st.sampled_from([1.0, 0.5])),
    }


SMALL = {"group_norm_backward": _small()}


def _only(places, answer):
    """These places of what must be three arrays; another answer stays what it is."""
    return answer[places] if isinstance(answer, tuple | list) else answer


def _compare(submission, reference, rng, x, groups, places=slice(3), **eps):
    dy, gamma = inputs.normal(rng, *x.shape), 1.5 + inputs.normal(rng, x.shape[1])
    expected = reference.group_norm_backward(dy, x, groups, gamma, **eps)
    actual = submission.group_norm_backward(dy, x, groups, gamma, **eps)
    assert_close(_only(places, actual), _only(places, expected), terms=4 * x.size)


@pytest.mark.parametrize(("shape", "groups"), GROUPS)
def test_groups_of_channels(submission, reference, rng, shape, groups):
    _compare(submission, reference, rng, inputs.normal(rng, *shape), groups)


@pytest.mark.parametrize(("shape", "groups"), GROUPS)
def test_gradient_of_x(submission, reference, rng, shape, groups):
    _compare(submission, reference, rng, 3 * inputs.normal(rng, *shape) - 2, groups, slice(1))


@pytest.mark.parametrize(("shape", "groups"), GROUPS)
def test_gradients_of_the_weights(submission, reference, rng, shape, groups):
    _compare(submission, reference, rng, 2 * inputs.normal(rng, *shape) + 1, groups, slice(1, 3))


@pytest.mark.parametrize("shape", [(4, 3, 2, 5), (1, 5, 3, 2), (2, 4, 1, 3), (3, 3, 3, 3)])
@pytest.mark.parametrize("one", [True, False])
def test_one_group_or_many(submission, reference, rng, shape, one):
    x = -abs(inputs.normal(rng, *shape))
    _compare(submission, reference, rng, x, 1 if one else shape[1])


@pytest.mark.parametrize(("eps", "spread"), [(0.5, 1.0), (1e-3, 1.0), (2.0, 0.1), (0.25, 0.01)])
def test_parameters(submission, reference, rng, eps, spread):
    x = 3 + spread * inputs.normal(rng, 2, 6, 4, 5)
    for groups in (3, 2):
        _compare(submission, reference, rng, x, groups, eps=eps)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    rearrange = inputs.LAYOUTS[layout]
    for shape, groups in [((3, 4, 2, 5), 2), ((1, 6, 2, 4), 2), ((2, 3, 4, 5), 3)]:
        dy, x = (rearrange(inputs.integers(rng, *shape)) for _ in range(2))
        gamma = rearrange(inputs.integers(rng, shape[1], low=1))
        expected = reference.group_norm_backward(dy, x, groups, gamma)
        actual = submission.group_norm_backward(dy, x, groups, gamma)
        assert_close(actual, expected, terms=4 * x.size, kinds="iuf")


@pytest.mark.parametrize(("channels", "groups"), [(5, 2), (6, 4), (7, 3), (3, 6)])
def test_refuses(submission, reference, rng, channels, groups):
    dy, x = (inputs.normal(rng, 2, channels, 4, 3) for _ in range(2))
    gamma = inputs.normal(rng, channels)
    asked = [
        lambda: _compare(submission, reference, rng, x, channels),
        lambda: assert_refuses(submission.group_norm_backward, dy, x, groups, gamma),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    dy, x = (inputs.normal(rng, 2, 4, 5, 3) for _ in range(2))
    gamma = inputs.normal(rng, 4)
    expected = reference.group_norm_backward(dy, x, 2, gamma)
    assert_keeps_arguments(
        submission.group_norm_backward, expected, dy, x, 2, gamma, terms=4 * x.size
    )
