"""Hidden checks of receptive_field."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments

LAYER = st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(1, 2))
SMALL = {
    "receptive_field": st.fixed_dictionaries({"layers": st.lists(LAYER, min_size=1, max_size=3)})
}


def layers(rng, count, strides=(1,), dilations=(1, 2, 3)):
    """Kernels from 2 to 5, so that each layer sees something new."""
    sizes = range(2, 6)
    return [
        tuple(int(rng.choice(each)) for each in (sizes, strides, dilations)) for _ in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_kernels_and_dilations(submission, reference, rng, count):
    for dilations in [(1,), (2, 3)]:
        asked = layers(rng, count, dilations=dilations)
        assert_close(submission.receptive_field(asked), reference.receptive_field(asked))


@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_strides(submission, reference, rng, count):
    for strides in [(2,), (1, 2, 3)]:
        asked = [(5, 2, 1), (1, 3, 1), *layers(rng, count, strides), (3, 2, 2)]
        assert_close(submission.receptive_field(asked), reference.receptive_field(asked))


def test_keeps_arguments(submission, reference, rng):
    asked = layers(rng, 3, (1, 2))
    assert_keeps_arguments(submission.receptive_field, reference.receptive_field(asked), asked)
