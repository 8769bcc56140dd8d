"""Hidden checks of local_response_norm_backward."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small


@st.composite
def _arguments(draw):
    shape = draw(
        st.tuples(st.integers(1, 2), st.integers(1, 4), st.integers(1, 2), st.integers(1, 2))
    )
    return {
        "dy": draw(small.arrays(*shape)),
        "x": draw(small.arrays(*shape)),
        "size": draw(st.integers(1, 5)),
        "alpha": draw(st.sampled_from([1.0, 2.0, 6.0])),
        "beta": draw(st.sampled_from([1.0, 2.0])),
        "k": draw(st.sampled_from([1.0, 2.0])),
    }


SMALL = {"local_response_norm_backward": _arguments()}


def _compare(submission, reference, dy, x, size, *parameters, **named):
    assert_close(
        submission.local_response_norm_backward(dy, x, size, *parameters, **named),
        reference.local_response_norm_backward(dy, x, size, *parameters, **named),
        terms=4 * (size + 4),
    )


@pytest.mark.parametrize("size", [1, 3, 5])
def test_odd_windows(submission, reference, rng, size):
    dy, x = (inputs.normal(rng, 2, 7, 4, 3) for _ in range(2))
    _compare(submission, reference, dy, x, size, 0.5)


@pytest.mark.parametrize("size", [2, 4, 6])
def test_even_windows(submission, reference, rng, size):
    dy, x = (inputs.normal(rng, 3, 7, 2, 5) for _ in range(2))
    _compare(submission, reference, dy, x, size, 0.5)


@pytest.mark.parametrize(
    ("channels", "size"), [(1, 1), (1, 4), (3, 5), (4, 6), (2, 9), (5, 5), (4, 4)]
)
def test_past_the_ends(submission, reference, rng, channels, size):
    dy, x = (inputs.normal(rng, 2, channels, 3, 6) for _ in range(2))
    _compare(submission, reference, dy, -abs(x), size, 2.0)


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
    dy, x = (inputs.normal(rng, 1, 5, 3, 2) for _ in range(2))
    _compare(submission, reference, dy, 20 * x, 3, *parameters, **named)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_memory_layouts(submission, reference, rng, layout):
    rearrange = inputs.LAYOUTS[layout]
    for shape, size in [((2, 5, 3, 4), 3), ((1, 3, 4, 2), 2)]:
        dy, x = (rearrange(inputs.integers(rng, *shape)) for _ in range(2))
        _compare(submission, reference, dy, x, size, 0.5)


@pytest.mark.parametrize(
    ("shape", "size"),
    [
        ((2, 3, 4, 5), 0),
        ((2, 3, 4, 5), -2),
        ((2, 4, 4, 5), 3),
        ((2, 1, 4, 5), 3),
        ((1, 3, 4, 5), 3),
        ((2, 3, 5, 4), 3),
    ],
)
def test_refuses(submission, reference, rng, shape, size):
    dy, x = (inputs.normal(rng, 2, 3, 4, 5) for _ in range(2))
    wrong = inputs.normal(rng, *shape)
    asked = [
        lambda: _compare(submission, reference, dy, x, 3, 1.0),
        lambda: assert_refuses(submission.local_response_norm_backward, wrong, x, size),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    dy, x = inputs.normal(rng, 2, 5, 3, 4), inputs.normal(rng, 2, 5, 3, 4)
    expected = reference.local_response_norm_backward(dy, x, 3, 0.5)
    assert_keeps_arguments(
        submission.local_response_norm_backward, expected, dy, x, 3, 0.5, terms=28
    )
