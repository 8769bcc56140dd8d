"""Hidden checks of im2col."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small
from solutions.sizes import pair


@st.composite
def _cases(draw):
    kernel, dilation = draw(small.pairs(1, 2)), draw(small.pairs(1, 2))
    reach = [d * (k - 1) + 1 for d, k in zip(pair(dilation), pair(kernel), strict=True)]
    n, c = draw(st.integers(1, 2)), draw(st.integers(1, 2))
    height, width = (draw(st.integers(size, size + 2)) for size in reach)
    return {
        "x": draw(small.arrays(n, c, height, width)),
        "kernel": kernel,
        "stride": draw(small.pairs(1, 2)),
        "padding": draw(small.pairs(0, 1)),
        "dilation": dilation,
    }


SMALL = {"im2col": _cases()}


@pytest.mark.parametrize(
    ("shape", "kernel"),
    [
        ((1, 1, 4, 3), 2),
        ((1, 1, 3, 6), (2, 3)),
        ((1, 3, 5, 4), (2, 3)),
        ((2, 3, 4, 6), (3, 2)),
        ((3, 2, 6, 4), (1, 3)),
        ((2, 3, 5, 4), (5, 4)),
    ],
)
def test_order(submission, reference, rng, shape, kernel):
    x = inputs.shuffled(rng, *shape)
    assert_close(submission.im2col(x, kernel), reference.im2col(x, kernel))


@pytest.mark.parametrize(
    ("kernel", "stride"),
    [(2, 3), ((3, 2), (1, 2)), ((2, 3), (2, 1)), ((1, 2), (3, 4)), ((3, 3), (2, 2))],
)
def test_stride(submission, reference, rng, kernel, stride):
    x = inputs.shuffled(rng, 2, 3, 6, 8)
    assert_close(
        submission.im2col(x, kernel, stride=stride), reference.im2col(x, kernel, stride=stride)
    )


@pytest.mark.parametrize(
    ("kernel", "stride", "padding"),
    [(2, 1, 1), ((3, 2), 1, (0, 2)), (2, 1, (3, 3)), ((5, 3), (2, 1), (1, 0)), (3, (2, 3), (4, 1))],
)
def test_padding(submission, reference, rng, kernel, stride, padding):
    x = inputs.shuffled(rng, 3, 2, 4, 5)
    assert_close(
        submission.im2col(x, kernel, stride, padding), reference.im2col(x, kernel, stride, padding)
    )


@pytest.mark.parametrize(
    ("kernel", "stride", "padding", "dilation"),
    [
        (2, 2, 1, 2),
        ((2, 3), 1, 0, (4, 2)),
        ((3, 2), 1, 0, (2, 2)),
        ((3, 2), (2, 1), (0, 1), (2, 3)),
        (2, (3, 2), (3, 4), (5, 3)),
    ],
)
def test_dilation(submission, reference, rng, kernel, stride, padding, dilation):
    x = inputs.shuffled(rng, 2, 3, 6, 7)
    assert_close(
        submission.im2col(x, kernel, stride, padding, dilation),
        reference.im2col(x, kernel, stride, padding, dilation),
    )


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for shape, kernel in [((2, 3, 4, 6), (3, 2)), ((1, 2, 5, 3), (2, 3))]:
        x = inputs.LAYOUTS[layout](inputs.integers(rng, *shape))
        assert_close(
            submission.im2col(x, kernel, padding=(0, 1)),
            reference.im2col(x, kernel, padding=(0, 1)),
            kinds="iuf",
        )


@pytest.mark.parametrize(
    ("fits", "too_large"),
    [
        ({"kernel": (3, 2)}, {"kernel": (4, 2)}),
        ({"kernel": (2, 5)}, {"kernel": (2, 6)}),
        ({"kernel": (5, 2), "padding": (1, 0)}, {"kernel": (6, 2), "padding": (1, 0)}),
        ({"kernel": 2, "dilation": (1, 4)}, {"kernel": 2, "dilation": (1, 5)}),
    ],
)
def test_refuses(submission, reference, rng, fits, too_large):
    x = inputs.normal(rng, 1, 2, 3, 5)
    asked = [
        lambda: assert_close(submission.im2col(x, **fits), reference.im2col(x, **fits)),
        lambda: assert_refuses(submission.im2col, x, **too_large),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x = inputs.shuffled(rng, 2, 3, 4, 5)
    expected = reference.im2col(x, (2, 3), 1, 1)
    assert_keeps_arguments(submission.im2col, expected, x, (2, 3), 1, 1)
