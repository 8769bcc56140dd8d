"""Hidden checks of conv2d_im2col."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small
from solutions.sizes import pair


@st.composite
def _cases(draw):
    kh, kw, n, c_in, c_out = (draw(st.integers(1, 2)) for _ in range(5))
    dilation = draw(small.pairs(1, 2))
    reach = [d * (k - 1) + 1 for d, k in zip(pair(dilation), (kh, kw), strict=True)]
    height, width = (draw(st.integers(size, size + 2)) for size in reach)
    return {
        "x": draw(small.arrays(n, c_in, height, width)),
        "w": draw(small.arrays(c_out, c_in, kh, kw)),
        "b": draw(st.none() | small.arrays(c_out)),
        "stride": draw(small.pairs(1, 2)),
        "padding": draw(small.pairs(0, 1)),
        "dilation": dilation,
    }


SMALL = {"conv2d_im2col": _cases()}


def _terms(w):
    return w[0].size + 1


@pytest.mark.parametrize(
    ("image", "kernel"),
    [
        ((1, 3, 5), (1, 1, 2, 3)),
        ((3, 4, 6), (2, 3, 2, 3)),
        ((2, 6, 4), (4, 2, 3, 1)),
        ((3, 5, 4), (4, 3, 1, 2)),
    ],
)
def test_one_image(submission, reference, rng, image, kernel):
    x, w = inputs.normal(rng, 1, *image), inputs.normal(rng, *kernel)
    assert_close(submission.conv2d_im2col(x, w), reference.conv2d_im2col(x, w), terms=_terms(w))


@pytest.mark.parametrize(
    ("images", "kernel"),
    [
        ((2, 3, 4, 6), (4, 3, 3, 2)),
        ((3, 2, 6, 4), (2, 2, 3, 2)),
        ((4, 1, 3, 5), (3, 1, 1, 2)),
        ((2, 4, 5, 3), (1, 4, 2, 1)),
    ],
)
def test_batch(submission, reference, rng, images, kernel):
    x, w = inputs.normal(rng, *images), inputs.normal(rng, *kernel)
    assert_close(submission.conv2d_im2col(x, w), reference.conv2d_im2col(x, w), terms=_terms(w))


@pytest.mark.parametrize(
    ("images", "kernel"),
    [
        ((2, 3, 4, 5), (4, 3, 3, 2)),
        ((2, 2, 3, 4), (6, 2, 2, 2)),
        ((1, 2, 5, 4), (3, 2, 2, 2)),
        ((3, 1, 4, 2), (3, 1, 2, 1)),
    ],
)
def test_bias(submission, reference, rng, images, kernel):
    x, w = inputs.normal(rng, *images), inputs.normal(rng, *kernel)
    b = inputs.shuffled(rng, len(w))
    assert_close(
        submission.conv2d_im2col(x, w, b), reference.conv2d_im2col(x, w, b), terms=_terms(w)
    )


@pytest.mark.parametrize(
    "sizes",
    [
        {"stride": (2, 3)},
        {"stride": 2, "padding": 1, "dilation": 2},
        {"padding": (0, 2)},
        {"padding": (4, 3)},
        {"dilation": (2, 3)},
        {"stride": (2, 2), "padding": (1, 1), "dilation": (2, 2)},
        {"stride": (3, 2), "padding": (1, 3), "dilation": (2, 1)},
    ],
)
def test_sizes(submission, reference, rng, sizes):
    x, w = inputs.normal(rng, 2, 3, 6, 7), inputs.normal(rng, 4, 3, 3, 2)
    b = inputs.normal(rng, 4)
    assert_close(
        submission.conv2d_im2col(x, w, b, **sizes),
        reference.conv2d_im2col(x, w, b, **sizes),
        terms=_terms(w),
    )


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    lay = inputs.LAYOUTS[layout]
    for images, kernel in [((2, 3, 4, 6), (4, 3, 3, 2)), ((1, 2, 5, 3), (2, 2, 2, 3))]:
        x, w = lay(inputs.integers(rng, *images)), lay(inputs.integers(rng, *kernel))
        b = np.arange(len(w))
        assert_close(
            submission.conv2d_im2col(x, w, b, padding=1),
            reference.conv2d_im2col(x, w, b, padding=1),
            terms=_terms(w),
            kinds="iuf",
        )
        assert_close(
            submission.conv2d_im2col(x, w / 4, b),
            reference.conv2d_im2col(x, w / 4, b),
            terms=_terms(w),
        )


@pytest.mark.parametrize(
    ("kernel", "wrong", "sizes"),
    [
        ((2, 3, 2, 2), (2, 2, 2, 2), ()),
        ((2, 3, 1, 2), (2, 1, 1, 2), ()),
        ((4, 3, 3, 1), (4, 6, 3, 1), ()),
        ((2, 3, 4, 2), (2, 3, 5, 2), ()),
        ((2, 3, 2, 5), (2, 3, 2, 6), ()),
        ((2, 3, 6, 2), (2, 3, 7, 2), (1, (1, 0))),
        ((2, 3, 2, 3), (2, 3, 2, 4), (1, 0, (3, 2))),
    ],
)
def test_refuses(submission, reference, rng, kernel, wrong, sizes):
    x, w = inputs.normal(rng, 2, 3, 4, 5), inputs.normal(rng, *kernel)
    refused, sizes = inputs.normal(rng, *wrong), (None, *sizes)
    expected = reference.conv2d_im2col(x, w, *sizes)
    asked = [
        lambda: assert_close(submission.conv2d_im2col(x, w, *sizes), expected, terms=_terms(w)),
        lambda: assert_refuses(submission.conv2d_im2col, x, refused, *sizes),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x, w = inputs.normal(rng, 2, 3, 6, 5), inputs.normal(rng, 4, 3, 2, 3)
    b = inputs.normal(rng, 4)
    expected = reference.conv2d_im2col(x, w, b, 2, 1)
    assert_keeps_arguments(submission.conv2d_im2col, expected, x, w, b, 2, 1, terms=_terms(w))
