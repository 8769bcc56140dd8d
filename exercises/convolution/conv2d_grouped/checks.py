"""Hidden checks of conv2d_grouped and depthwise_separable."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small


@st.composite
def _grouped_cases(draw):
    groups, kh, kw, n, c_group, f_group = (draw(st.integers(1, 2)) for _ in range(6))
    dilation = draw(st.integers(1, 2))
    height, width = (dilation * (k - 1) + 1 + draw(st.integers(0, 1)) for k in (kh, kw))
    return {
        "x": draw(small.arrays(n, groups * c_group, height, width)),
        "w": draw(small.arrays(groups * f_group, c_group, kh, kw)),
        "b": draw(st.none() | small.arrays(groups * f_group)),
        "stride": draw(st.integers(1, 2)),
        "padding": draw(st.integers(0, 1)),
        "dilation": dilation,
        "groups": groups,
    }


@st.composite
def _separable_cases(draw):
    multiplier, kh, kw, n, c_in, c_out = (draw(st.integers(1, 2)) for _ in range(6))
    height, width = (draw(st.integers(size, size + 2)) for size in (kh, kw))
    return {
        "x": draw(small.arrays(n, c_in, height, width)),
        "wd": draw(small.arrays(multiplier * c_in, 1, kh, kw)),
        "wp": draw(small.arrays(c_out, multiplier * c_in, 1, 1)),
        "stride": draw(small.pairs(1, 2)),
        "padding": draw(small.pairs(0, 1)),
    }


SMALL = {"conv2d_grouped": _grouped_cases(), "depthwise_separable": _separable_cases()}


def _terms(w):
    return w[0].size + 1


@pytest.mark.parametrize(
    ("images", "kernel", "groups"),
    [
        ((1, 4, 3, 5), (6, 2, 2, 3), 2),
        ((2, 6, 4, 3), (4, 3, 3, 2), 2),
        ((3, 6, 3, 4), (9, 2, 1, 2), 3),
        ((2, 6, 4, 5), (3, 2, 2, 1), 3),
    ],
)
def test_groups(submission, reference, rng, images, kernel, groups):
    x, w = inputs.normal(rng, *images), inputs.normal(rng, *kernel)
    assert_close(
        submission.conv2d_grouped(x, w, groups=groups),
        reference.conv2d_grouped(x, w, groups=groups),
        terms=_terms(w),
    )


@pytest.mark.parametrize(
    ("kernel", "groups"), [((5, 4, 2, 3), 1), ((4, 1, 3, 2), 4), ((8, 1, 2, 1), 4)]
)
def test_one_group_or_one_channel_each(submission, reference, rng, kernel, groups):
    x, w = inputs.normal(rng, 2, 4, 3, 5), inputs.normal(rng, *kernel)
    assert_close(
        submission.conv2d_grouped(x, w, groups=groups),
        reference.conv2d_grouped(x, w, groups=groups),
        terms=_terms(w),
    )
    w = inputs.normal(rng, 5, 4, 2, 3)
    expected = reference.conv2d_grouped(x, w)
    assert_close(submission.conv2d_grouped(x, w), expected, terms=_terms(w))


@pytest.mark.parametrize(
    ("images", "kernel", "groups"),
    [((2, 6, 3, 4), (4, 3, 2, 2), 2), ((1, 3, 4, 6), (6, 1, 3, 1), 3)],
)
def test_bias(submission, reference, rng, images, kernel, groups):
    x, w = inputs.normal(rng, *images), inputs.normal(rng, *kernel)
    b = inputs.shuffled(rng, len(w), gap=0.75)
    assert_close(
        submission.conv2d_grouped(x, w, b, groups=groups),
        reference.conv2d_grouped(x, w, b, groups=groups),
        terms=_terms(w),
    )


@pytest.mark.parametrize(
    "sizes",
    [
        {"stride": (2, 3)},
        {"padding": (3, 2)},
        {"stride": 2, "padding": 3, "dilation": 2},
        {"stride": (2, 2), "padding": (1, 1), "dilation": (2, 2)},
        {"stride": (3, 1), "padding": (0, 4), "dilation": (2, 3)},
    ],
)
def test_sizes(submission, reference, rng, sizes):
    x, w = inputs.normal(rng, 3, 4, 5, 6), inputs.normal(rng, 6, 2, 3, 2)
    assert_close(
        submission.conv2d_grouped(x, w, **sizes, groups=2),
        reference.conv2d_grouped(x, w, **sizes, groups=2),
        terms=_terms(w),
    )


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    lay = inputs.LAYOUTS[layout]
    for images, kernel, groups in [
        ((2, 4, 3, 5), (6, 2, 2, 3), 2),
        ((1, 3, 4, 2), (3, 1, 1, 2), 3),
    ]:
        x, w = lay(inputs.integers(rng, *images)), lay(inputs.integers(rng, *kernel))
        b = np.arange(len(w))
        assert_close(
            submission.conv2d_grouped(x, w, b, groups=groups),
            reference.conv2d_grouped(x, w, b, groups=groups),
            terms=_terms(w),
            kinds="iuf",
        )
        assert_close(
            submission.conv2d_grouped(x, w / 4, b, 1, 2, 1, groups),
            reference.conv2d_grouped(x, w / 4, b, 1, 2, 1, groups),
            terms=_terms(w),
        )


@pytest.mark.parametrize(
    ("kernel", "channels", "wrong", "sizes"),
    [
        ((4, 2, 2, 3), 5, (4, 2, 2, 3), {}),
        ((4, 2, 2, 3), 4, (5, 2, 2, 3), {}),
        ((4, 2, 2, 3), 4, (4, 4, 2, 3), {}),
        ((4, 2, 2, 3), 4, (4, 1, 2, 3), {}),
        ((4, 2, 3, 1), 4, (4, 2, 4, 1), {}),
        ((4, 2, 5, 3), 4, (4, 2, 6, 3), {"padding": (1, 0)}),
        ((4, 2, 2, 2), 4, (4, 2, 2, 3), {"dilation": (2, 3)}),
    ],
)
def test_refuses(submission, reference, rng, kernel, channels, wrong, sizes):
    x, w = inputs.normal(rng, 2, 4, 3, 5), inputs.normal(rng, *kernel)
    refused = inputs.normal(rng, 2, channels, 3, 5), inputs.normal(rng, *wrong)
    asked = [
        lambda: assert_close(
            submission.conv2d_grouped(x, w, **sizes, groups=2),
            reference.conv2d_grouped(x, w, **sizes, groups=2),
            terms=_terms(w),
        ),
        lambda: assert_refuses(submission.conv2d_grouped, *refused, **sizes, groups=2),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x, w = inputs.normal(rng, 2, 6, 4, 3), inputs.normal(rng, 4, 3, 2, 3)
    b = inputs.normal(rng, 4)
    expected = reference.conv2d_grouped(x, w, b, 1, 1, 1, 2)
    assert_keeps_arguments(
        submission.conv2d_grouped, expected, x, w, b, 1, 1, 1, 2, terms=_terms(w)
    )


@pytest.mark.parametrize(
    ("images", "depthwise", "filters"),
    [((1, 2, 3, 5), (2, 3), 4), ((2, 3, 4, 5), (3, 2), 3), ((3, 4, 5, 3), (2, 1), 1)],
)
def test_separable(submission, reference, rng, images, depthwise, filters):
    channels = images[1]
    x, wd = inputs.normal(rng, *images), inputs.normal(rng, channels, 1, *depthwise)
    wp = inputs.normal(rng, filters, channels, 1, 1)
    assert_close(
        submission.depthwise_separable(x, wd, wp),
        reference.depthwise_separable(x, wd, wp),
        terms=_terms(wd) * _terms(wp),
    )


@pytest.mark.parametrize(("multiplier", "filters"), [(2, 5), (3, 9), (2, 1)])
def test_separable_multiplier(submission, reference, rng, multiplier, filters):
    x, wd = inputs.normal(rng, 2, 3, 5, 4), inputs.normal(rng, 3 * multiplier, 1, 2, 3)
    wp = inputs.normal(rng, filters, 3 * multiplier, 1, 1)
    assert_close(
        submission.depthwise_separable(x, wd, wp),
        reference.depthwise_separable(x, wd, wp),
        terms=_terms(wd) * _terms(wp),
    )


@pytest.mark.parametrize(
    ("stride", "padding"), [((2, 3), (0, 1)), (2, 2), (1, (4, 2)), ((2, 2), (3, 3))]
)
def test_separable_stride_and_padding(submission, reference, rng, stride, padding):
    x, wd = inputs.normal(rng, 2, 3, 6, 7), inputs.normal(rng, 3, 1, 3, 2)
    wp = inputs.normal(rng, 4, 3, 1, 1)
    assert_close(
        submission.depthwise_separable(x, wd, wp, stride, padding),
        reference.depthwise_separable(x, wd, wp, stride, padding),
        terms=_terms(wd) * _terms(wp),
    )


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_separable_integers_and_layouts(submission, reference, rng, layout):
    lay = inputs.LAYOUTS[layout]
    for images, kernel, filters in [
        ((2, 3, 4, 6), (6, 1, 3, 2), 4),
        ((1, 2, 5, 3), (2, 1, 2, 2), 3),
    ]:
        x, wd = lay(inputs.integers(rng, *images)), lay(inputs.integers(rng, *kernel))
        wp = lay(inputs.integers(rng, filters, len(wd), 1, 1))
        assert_close(
            submission.depthwise_separable(x, wd, wp, padding=1),
            reference.depthwise_separable(x, wd, wp, padding=1),
            terms=_terms(wd) * _terms(wp),
            kinds="iuf",
        )
        assert_close(
            submission.depthwise_separable(x, wd / 4, wp),
            reference.depthwise_separable(x, wd / 4, wp),
            terms=_terms(wd) * _terms(wp),
        )


@pytest.mark.parametrize(
    ("depthwise", "pointwise"),
    [
        ((4, 1, 2, 3), (5, 4, 1, 1)),
        ((6, 1, 2, 3), (5, 3, 1, 1)),
        ((3, 1, 5, 3), (5, 3, 1, 1)),
        ((3, 3, 2, 3), (5, 3, 1, 1)),
        ((4, 1, 2, 3), (5, 3, 1, 1)),
        ((2, 1, 2, 3), (5, 2, 1, 1)),
        ((3, 1, 2, 3), (5, 1, 1, 1)),
    ],
)
def test_separable_refuses(submission, reference, rng, depthwise, pointwise):
    x = inputs.normal(rng, 2, 3, 4, 6)
    wd, wp = inputs.normal(rng, 3, 1, 2, 3), inputs.normal(rng, 5, 3, 1, 1)
    refused = inputs.normal(rng, *depthwise), inputs.normal(rng, *pointwise)
    asked = [
        lambda: assert_close(
            submission.depthwise_separable(x, wd, wp),
            reference.depthwise_separable(x, wd, wp),
            terms=_terms(wd) * _terms(wp),
        ),
        lambda: assert_refuses(submission.depthwise_separable, x, *refused),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_separable_keeps_arguments(submission, reference, rng):
    x, wd = inputs.normal(rng, 3, 2, 5, 4), inputs.normal(rng, 4, 1, 2, 3)
    wp = inputs.normal(rng, 5, 4, 1, 1)
    expected = reference.depthwise_separable(x, wd, wp)
    assert_keeps_arguments(
        submission.depthwise_separable, expected, x, wd, wp, terms=_terms(wd) * _terms(wp)
    )
