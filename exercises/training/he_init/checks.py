"""Hidden checks of he_init."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_refuses, inputs

SMALL = {
    "he_init": st.fixed_dictionaries(
        {
            "shape": st.one_of(
                st.tuples(st.integers(1, 3)),
                st.tuples(st.integers(1, 3), st.integers(1, 3)),
                st.tuples(*[st.integers(1, 2)] * 3),
                st.tuples(st.integers(1, 4), *[st.integers(1, 2)] * 3),
            ),
            "rng": st.integers(0, 9).map(inputs.generator),
        }
    )
}


def _compare(submission, reference, rng, shape):
    seed = int(rng.integers(1_000_000))
    actual = submission.he_init(shape, inputs.generator(seed))
    assert_close(actual, reference.he_init(shape, inputs.generator(seed)), terms=2)


@pytest.mark.parametrize("shape", [(40, 7), (3, 50), (1, 12), (9, 1), (6, 6)])
def test_linear_layers(submission, reference, rng, shape):
    _compare(submission, reference, rng, shape)


@pytest.mark.parametrize(
    "shape", [(8, 3, 5, 2), (1, 4, 1, 3), (5, 1, 3, 3), (2, 7, 4), (3, 2, 2, 3, 4), (4, 4, 1, 1)]
)
def test_convolutions(submission, reference, rng, shape):
    _compare(submission, reference, rng, shape)


def test_other_seeds(submission, reference, rng):
    for seed in rng.permutation(50)[:4].tolist():
        for shape in ((4, 6), (2, 3, 3, 2)):
            expected = reference.he_init(shape, inputs.generator(seed))
            assert_close(submission.he_init(shape, inputs.generator(seed)), expected, terms=2)


@pytest.mark.parametrize("shape", [(6,), (), (1,)])
def test_refuses(submission, reference, rng, shape):
    asked = [
        lambda: _compare(submission, reference, rng, (4, *shape, 3)),
        lambda: assert_refuses(submission.he_init, shape, inputs.generator(3)),
    ]
    for i in rng.permutation(2):
        asked[i]()
