"""Hidden checks of wide_response_norm."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small

SMALL = {
    "wide_response_norm": st.fixed_dictionaries(
        {
            "x": small.images(batch=2, channels=4, height=2, width=2),
            "size": st.integers(1, 5),
            "alpha": st.sampled_from([1.0, 2.0, 6.0]),
            "beta": st.sampled_from([1.0, 2.0]),
            "k": st.sampled_from([1.0, 2.0]),
        }
    )
}


@pytest.mark.parametrize(
    ("channels", "size"), [(7, 1), (7, 2), (8, 3), (6, 4), (3, 5), (4, 9), (1, 2)]
)
def test_every_window(submission, reference, rng, channels, size):
    x = 1 + abs(inputs.normal(rng, 2, channels, 3, 4))
    expected = reference.wide_response_norm(x, size, 2.0)
    asked = [
        lambda: assert_close(submission.wide_response_norm(x, size, 2.0), expected, terms=40),
        lambda: assert_refuses(submission.wide_response_norm, x, -int(rng.integers(0, 3)), 2.0),
    ]
    for ask in rng.permutation(asked):
        ask()


@pytest.mark.parametrize(
    ("parameters", "named"),
    [((3.0, 2.0, 0.5), {}), ((0.5,), {}), ((), {"k": 4.0, "beta": 1.0, "alpha": 0.5})],
)
def test_parameters(submission, reference, rng, parameters, named):
    x = 20 * inputs.normal(rng, 1, 5, 3, 2)
    expected = reference.wide_response_norm(x, 3, *parameters, **named)
    answer = submission.wide_response_norm(x, 3, *parameters, **named)
    assert_close(answer, expected, terms=40)


def test_keeps_arguments(submission, reference, rng):
    x = inputs.integers(rng, 2, 5, 3, 4)
    expected = reference.wide_response_norm(x, 3, 0.5)
    assert_keeps_arguments(submission.wide_response_norm, expected, x, 3, 0.5, terms=40)


def test_large_input(submission, reference, rng):
    """Whoever adds up each window anew has forty thousand million numbers to add."""
    x = 1 + abs(inputs.normal(rng, 1, 200_000, 1, 2))
    expected = reference.wide_response_norm(x, 100_001, 2.0)
    assert_close(submission.wide_response_norm(x, 100_001, 2.0), expected, terms=200_000)
