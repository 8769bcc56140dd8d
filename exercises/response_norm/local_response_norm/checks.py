"""Hidden checks of local_response_norm."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small

IMAGES = small.images(batch=2, channels=4, height=2, width=2)

SMALL = {
    "local_response_norm": st.fixed_dictionaries(
        {
            "x": st.one_of(IMAGES, IMAGES.map(lambda x: x.astype(int))),
            "size": st.integers(1, 5),
            "alpha": st.sampled_from([1.0, 2.0, 6.0]),
            "beta": st.sampled_from([1.0, 2.0]),
            "k": st.sampled_from([1.0, 2.0]),
        }
    )
}


def _compare(submission, reference, x, size, *parameters, **named):
    assert_close(
        submission.local_response_norm(x, size, *parameters, **named),
        reference.local_response_norm(x, size, *parameters, **named),
        terms=size + 4,
    )


@pytest.mark.parametrize("size", [1, 3, 5])
def test_odd_windows(submission, reference, rng, size):
    x = inputs.normal(rng, 2, 7, 4, 3)
    _compare(submission, reference, x, size, 0.5)


@pytest.mark.parametrize("size", [2, 4, 6])
def test_even_windows(submission, reference, rng, size):
    x = inputs.normal(rng, 3, 7, 2, 5)
    _compare(submission, reference, x, size, 0.5)


@pytest.mark.parametrize(
    ("channels", "size"), [(1, 1), (1, 4), (3, 5), (4, 6), (2, 9), (5, 5), (4, 4)]
)
def test_past_the_ends(submission, reference, rng, channels, size):
    x = -abs(inputs.normal(rng, 2, channels, 3, 6))
    _compare(submission, reference, x, size, 2.0)


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ((), {}),
        ((0.25,), {}),
        ((1.0, 0.5), {}),
        ((3.0, 2.0, 0.5), {}),
        ((), {"k": 4.0, "beta": 1.0, "alpha": 0.5}),
        ((0.0,), {"k": 2.0}),
    ],
)
def test_parameters(submission, reference, rng, parameters, named):
    x = 20 * inputs.normal(rng, 1, 5, 3, 2)
    _compare(submission, reference, x, 3, *parameters, **named)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_memory_layouts(submission, reference, rng, layout):
    for shape, size in [((2, 5, 3, 4), 3), ((1, 3, 4, 2), 2)]:
        x = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        _compare(submission, reference, x, size, 0.5)


@pytest.mark.parametrize("size", [0, -2])
def test_refuses(submission, reference, rng, size):
    x = inputs.normal(rng, 2, 3, 4, 5)
    asked = [
        lambda: _compare(submission, reference, x, 1, 1.0),
        lambda: assert_refuses(submission.local_response_norm, x, size),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x = inputs.normal(rng, 2, 5, 3, 4)
    expected = reference.local_response_norm(x, 3, 0.5)
    assert_keeps_arguments(submission.local_response_norm, expected, x, 3, 0.5, terms=7)
