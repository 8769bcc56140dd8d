"""Hidden checks of sliding_windows.

Where strides are computed in the known wrong ways, the wrong addresses still lie inside the memory
of x: a wrong answer is the same one on every run.
"""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import (
    assert_close,
    assert_keeps_arguments,
    assert_read_only,
    assert_refuses,
    assert_view,
    inputs,
    small,
)

SMALL = {
    "sliding_windows": st.fixed_dictionaries(
        {
            "x": small.images(height=5, width=5, smallest=3),
            "kernel": small.pairs(1, 2),
            "stride": small.pairs(1, 2),
        }
    )
}


def some_images_turned(x):
    """The same values as every ninth image of a batch whose other axes run backwards."""
    batch = np.full((9 * len(x), *x.shape[1:]), 77, dtype=x.dtype)
    view = batch[::9, ::-1, ::-1, ::-1]
    view[...] = x
    return view


LAYOUTS = {
    "fortran-float64": inputs.fortran,
    "gapped-float64": inputs.gapped,
    "gapped-float32": lambda x: inputs.gapped(x.astype(np.float32)),
    "backwards-float64": some_images_turned,
    "backwards-int16": lambda x: some_images_turned(x.astype(np.int16)),
}


@pytest.mark.parametrize(
    ("shape", "kernel"),
    [
        ((2, 3, 5, 6), (2, 3)),
        ((1, 2, 6, 4), (3, 1)),
        ((3, 1, 4, 5), 2),
        ((2, 4, 3, 2), 1),
        ((2, 3, 4, 5), (4, 5)),
    ],
)
def test_stride_one(submission, reference, rng, shape, kernel):
    x = inputs.shuffled(rng, *shape)
    assert_close(submission.sliding_windows(x, kernel), reference.sliding_windows(x, kernel))


@pytest.mark.parametrize(
    ("size", "kernel", "stride"),
    [
        ((7, 8), (2, 3), 2),
        ((9, 7), (3, 2), (2, 3)),
        ((8, 9), (2, 1), (3, 2)),
        ((6, 10), (1, 2), (4, 3)),
        ((5, 8), (3, 3), (2, 2)),
    ],
)
def test_stride(submission, reference, rng, size, kernel, stride):
    x = inputs.shuffled(rng, 2, 3, *size)
    expected = reference.sliding_windows(x, kernel, stride)
    assert_close(submission.sliding_windows(x, kernel, stride), expected)


@pytest.mark.parametrize(
    ("shape", "stride"), [((2, 3, 4, 5), 1), ((1, 2, 5, 4), 1), ((2, 1, 6, 7), (3, 2))]
)
@pytest.mark.parametrize("layout", [np.ascontiguousarray, inputs.fortran])
def test_shares_memory(submission, reference, rng, layout, shape, stride):
    x = layout(inputs.shuffled(rng, *shape))
    answer = submission.sliding_windows.answer(x, (2, 3), stride)
    assert_close(answer.value, reference.sliding_windows(x, (2, 3), stride))
    assert_view(answer)


@pytest.mark.parametrize("stride", [1, (2, 3)])
def test_read_only(submission, reference, rng, stride):
    x = inputs.shuffled(rng, 2, 3, 7, 6)
    answer = submission.sliding_windows.answer(x, 2, stride=stride)
    assert_close(answer.value, reference.sliding_windows(x, 2, stride=stride))
    assert_read_only(answer)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_and_dtypes(submission, reference, rng, layout):
    for shape, kernel, stride in [((2, 3, 7, 6), (3, 2), (2, 1)), ((3, 2, 4, 5), (1, 2), 1)]:
        x = LAYOUTS[layout](inputs.shuffled(rng, *shape))
        expected = reference.sliding_windows(x, kernel, stride)
        assert_close(submission.sliding_windows(x, kernel, stride), expected)


@pytest.mark.parametrize(
    ("kernel", "stride"), [((5, 2), 1), ((2, 6), (1, 3)), ((9, 9), 2), ((2, 0), 1), (2, (0, 1))]
)
def test_refuses_what_does_not_fit(submission, reference, rng, kernel, stride):
    x = inputs.shuffled(rng, 2, 3, 4, 5)
    expected = reference.sliding_windows(x, 2, (1, 3))
    asked = [
        lambda: assert_close(submission.sliding_windows(x, 2, (1, 3)), expected),
        lambda: assert_refuses(submission.sliding_windows, x, kernel, stride),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x = inputs.shuffled(rng, 2, 3, 5, 4)
    expected = reference.sliding_windows(x, (2, 3))
    assert_keeps_arguments(submission.sliding_windows, expected, x, (2, 3))
