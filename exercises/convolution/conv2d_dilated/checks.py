"""Hidden checks of conv2d_dilated."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small
from solutions.sizes import pair


@st.composite
def _cases(draw):
    kh, kw, n, c_in, c_out = (draw(st.integers(1, 2)) for _ in range(5))
    dilation = draw(small.pairs(1, 3))
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


WHOLE_IMAGE = st.fixed_dictionaries(
    {
        "x": small.arrays(1, 1, 2, 2).map(lambda x: x.astype(np.int64)),
        "w": st.just(np.full((1, 1, 1, 1), 0.5)),
        "b": st.none(),
        "stride": st.just(1),
        "padding": st.just(0),
        "dilation": st.just(1),
    }
)

SMALL = {"conv2d_dilated": st.one_of(_cases(), WHOLE_IMAGE)}


def _terms(w):
    return w[0].size + 1


@pytest.mark.parametrize("dilation", [2, 3])
@pytest.mark.parametrize(
    ("images", "kernel"),
    [
        ((1, 1, 8, 12), (1, 1, 2, 3)),
        ((2, 3, 12, 9), (4, 3, 3, 2)),
        ((3, 2, 4, 11), (1, 2, 1, 3)),
    ],
)
def test_same_on_both_axes(submission, reference, rng, images, kernel, dilation):
    x, w = inputs.normal(rng, *images), inputs.normal(rng, *kernel)
    assert_close(
        submission.conv2d_dilated(x, w, dilation=dilation),
        reference.conv2d_dilated(x, w, dilation=dilation),
        terms=_terms(w),
    )


@pytest.mark.parametrize("dilation", [(1, 2), (4, 1), (2, 3), (3, 5)])
def test_by_axis(submission, reference, rng, dilation):
    x, w = inputs.normal(rng, 2, 3, 11, 10), inputs.normal(rng, 4, 3, 3, 2)
    b = inputs.normal(rng, 4)
    assert_close(
        submission.conv2d_dilated(x, w, b, dilation=dilation),
        reference.conv2d_dilated(x, w, b, dilation=dilation),
        terms=_terms(w),
    )


@pytest.mark.parametrize(
    ("stride", "padding", "dilation"),
    [
        (1, 2, (2, 1)),
        (2, 3, 2),
        ((2, 2), (1, 1), (3, 3)),
        ((3, 1), (0, 2), (1, 4)),
        ((1, 4), (3, 5), (4, 2)),
    ],
)
def test_stride_and_padding(submission, reference, rng, stride, padding, dilation):
    x, w = inputs.normal(rng, 3, 2, 7, 6), inputs.normal(rng, 4, 2, 2, 3)
    b = inputs.normal(rng, 4)
    assert_close(
        submission.conv2d_dilated(x, w, b, stride, padding, dilation),
        reference.conv2d_dilated(x, w, b, stride, padding, dilation),
        terms=_terms(w),
    )
    assert_close(
        submission.conv2d_dilated(x, w, b, stride, padding),
        reference.conv2d_dilated(x, w, b, stride, padding),
        terms=_terms(w),
    )


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    lay = inputs.LAYOUTS[layout]
    for images, kernel in [((2, 3, 8, 5), (4, 3, 3, 2)), ((1, 2, 4, 9), (3, 2, 2, 3))]:
        x, w = lay(inputs.integers(rng, *images)), lay(inputs.integers(rng, *kernel))
        b = np.arange(len(w))
        assert_close(
            submission.conv2d_dilated(x, w, b, dilation=2),
            reference.conv2d_dilated(x, w, b, dilation=2),
            terms=_terms(w),
            kinds="iuf",
        )
        assert_close(
            submission.conv2d_dilated(x, w / 4, b, dilation=(2, 1)),
            reference.conv2d_dilated(x, w / 4, b, dilation=(2, 1)),
            terms=_terms(w),
        )


@pytest.mark.parametrize(
    ("kernel", "padding", "dilation", "channels", "too_large"),
    [
        ((3, 2), 0, (2, 1), 2, (3, 1)),
        ((2, 3), 0, (4, 2), 2, (4, 3)),
        ((2, 2), 0, (4, 5), 2, (5, 5)),
        ((6, 2), (2, 1), (1, 6), 2, (1, 8)),
        ((2, 3), 0, 2, 1, 2),
        ((2, 3), 0, (1, 2), 3, (1, 2)),
    ],
)
def test_refuses(submission, reference, rng, kernel, padding, dilation, channels, too_large):
    x, w = inputs.normal(rng, 1, 2, 5, 6), inputs.normal(rng, 3, 2, *kernel)
    wrong = inputs.normal(rng, 3, channels, *kernel)
    asked = [
        lambda: assert_close(
            submission.conv2d_dilated(x, w, padding=padding, dilation=dilation),
            reference.conv2d_dilated(x, w, padding=padding, dilation=dilation),
            terms=_terms(w),
        ),
        lambda: assert_refuses(
            submission.conv2d_dilated, x, wrong, padding=padding, dilation=too_large
        ),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x, w = inputs.normal(rng, 2, 3, 6, 5), inputs.normal(rng, 4, 3, 2, 3)
    b = inputs.normal(rng, 4)
    expected = reference.conv2d_dilated(x, w, b, 1, 0, 2)
    assert_keeps_arguments(submission.conv2d_dilated, expected, x, w, b, 1, 0, 2, terms=_terms(w))
