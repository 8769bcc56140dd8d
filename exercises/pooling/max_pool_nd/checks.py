"""Hidden checks of max_pool_nd."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small

SMALL = {
    "max_pool_nd": st.one_of(
        st.fixed_dictionaries(
            {
                "x": small.arrays(1, 2, *shape),
                "kernel": st.one_of(
                    st.integers(2, 3), st.tuples(*[st.integers(1, 3)] * len(shape))
                ),
                "stride": st.one_of(
                    st.none(), st.integers(1, 3), st.tuples(*[st.integers(1, 2)] * len(shape))
                ),
            }
        )
        for shape in [(6,), (3, 5), (3, 4, 3)]
    )
}


@pytest.mark.parametrize(
    ("shape", "kernel"),
    [
        ((2, 3, 10), 3),
        ((1, 2, 9), (4,)),
        ((3, 2, 7, 5), 2),
        ((2, 3, 5, 9), (2, 3)),
        ((2, 1, 6, 4, 5), 2),
        ((1, 3, 4, 5, 6), (2, 3, 1)),
        ((2, 2, 5, 6, 7), (3, 3, 3)),
    ],
)
def test_any_number_of_dimensions(submission, reference, rng, shape, kernel):
    x = inputs.shuffled(rng, *shape, gap=0.75) - 100
    assert_close(submission.max_pool_nd(x, kernel), reference.max_pool_nd(x, kernel))


@pytest.mark.parametrize(
    ("shape", "kernel", "stride"),
    [
        ((2, 3, 11), 3, 2),
        ((2, 1, 8), 2, (3,)),
        ((1, 2, 7, 6), (3, 2), 1),
        ((2, 3, 6, 9), 2, (1, 3)),
        ((1, 2, 5, 6, 7), (2, 1, 3), (1, 2, 3)),
        ((2, 1, 5, 4, 6), 3, (2, 2, 2)),
    ],
)
def test_any_stride(submission, reference, rng, shape, kernel, stride):
    x = inputs.shuffled(rng, *shape, gap=0.75)
    too_large = shape[-1] + 1
    expected = reference.max_pool_nd(x, kernel, stride)
    asked = [
        lambda: assert_close(submission.max_pool_nd(x, kernel, stride), expected),
        lambda: assert_refuses(submission.max_pool_nd, x, too_large, stride),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x = inputs.shuffled(rng, 2, 2, 5, 4, 3)
    expected = reference.max_pool_nd(x, (2, 3, 2), 1)
    assert_keeps_arguments(submission.max_pool_nd, expected, x, (2, 3, 2), 1)


def test_large_input(submission, reference, rng):
    """Two million windows: a loop over them would need many times what a call may take."""
    x = rng.random((1, 1, 1500, 1500), "float32")
    assert_close(submission.max_pool_nd(x, 3, 1), reference.max_pool_nd(x, 3, 1))
