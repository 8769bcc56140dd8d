"""Hidden checks of conv_transpose2d."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small


@st.composite
def _small(draw):
    n, c_in, c_out, kh, kw, rows, columns = (draw(st.integers(1, 2)) for _ in range(7))
    sh, sw = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    extra = draw(st.integers(0, min(sh, sw) - 1))
    tall, wide = (rows - 1) * sh + kh + extra, (columns - 1) * sw + kw + extra
    return {
        "x": draw(small.arrays(n, c_in, rows, columns)),
        "w": draw(small.arrays(c_in, c_out, kh, kw)),
        "b": draw(st.one_of(st.none(), small.arrays(c_out))),
        "stride": sh if sh == sw else (sh, sw),
        "padding": draw(st.integers(0, 1)) if min(tall, wide) > 2 else 0,
        "output_padding": extra,
    }


SMALL = {"conv_transpose2d": _small()}


def _layer(rng, image, kernel, draw=inputs.normal):
    """x, w, b for an (N, C_in, H, W) image and a (C_out, kh, kw) kernel."""
    return draw(rng, *image), draw(rng, image[1], *kernel), draw(rng, kernel[0])


@pytest.mark.parametrize("stride", [1, 2, (2, 3), (3, 3), (4, 5)])
@pytest.mark.parametrize(
    ("image", "kernel"),
    [((3, 2, 4, 5), (4, 3, 2)), ((1, 1, 2, 3), (1, 1, 4)), ((2, 3, 1, 2), (3, 2, 3))],
)
def test_stamps(submission, reference, rng, image, kernel, stride):
    x, w, _ = _layer(rng, image, kernel)
    sizes = {} if stride == 1 else {"stride": stride}
    actual = submission.conv_transpose2d(x, w, **sizes)
    assert_close(actual, reference.conv_transpose2d(x, w, **sizes), terms=w[:, 0].size)


@pytest.mark.parametrize(
    ("stride", "padding"),
    [(2, 1), (1, (1, 0)), (2, (2, 2)), ((3, 2), (2, 1)), ((3, 4), (5, 3)), ((4, 3), (1, 6))],
)
def test_padding_crops(submission, reference, rng, stride, padding):
    for image, kernel in [((2, 3, 6, 5), (4, 3, 2)), ((1, 2, 5, 7), (2, 2, 4))]:
        x, w, _ = _layer(rng, image, kernel)
        actual = submission.conv_transpose2d(x, w, None, stride, padding)
        expected = reference.conv_transpose2d(x, w, None, stride, padding)
        assert_close(actual, expected, terms=w[:, 0].size)


@pytest.mark.parametrize(
    ("stride", "padding", "output_padding"),
    [
        (2, 0, 1),
        (2, 1, 1),
        ((2, 3), (1, 2), (0, 2)),
        ((3, 2), (2, 0), (2, 0)),
        ((4, 3), (1, 3), (2, 2)),
        ((4, 5), (0, 1), (2, 4)),
    ],
)
def test_output_padding(submission, reference, rng, stride, padding, output_padding):
    x, w, b = _layer(rng, (2, 3, 4, 5), (4, 3, 2))
    sizes = {"stride": stride, "padding": padding, "output_padding": output_padding}
    for bias in (None, b):
        actual = submission.conv_transpose2d(x, w, b=bias, **sizes)
        expected = reference.conv_transpose2d(x, w, b=bias, **sizes)
        assert_close(actual, expected, terms=w[:, 0].size)


@pytest.mark.parametrize("stride", [1, (2, 4)])
@pytest.mark.parametrize("c_out", [1, 5, 7])
def test_bias(submission, reference, rng, c_out, stride):
    x, w, b = _layer(rng, (2, 3, 3, 4), (c_out, 3, 2))
    actual = submission.conv_transpose2d(x, w, b, stride=stride)
    expected = reference.conv_transpose2d(x, w, b, stride=stride)
    assert_close(actual, expected, terms=w[:, 0].size)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_integers_and_layouts(submission, reference, rng, layout):
    for image, kernel in [((3, 2, 3, 4), (4, 2, 3)), ((1, 2, 5, 2), (3, 3, 1))]:
        x, w, b = map(inputs.LAYOUTS[layout], _layer(rng, image, kernel, inputs.integers))
        actual = submission.conv_transpose2d(x, w, b, (2, 1), (1, 0))
        expected = reference.conv_transpose2d(x, w, b, (2, 1), (1, 0))
        assert_close(actual, expected, terms=w[:, 0].size, kinds="iuf")


@pytest.mark.parametrize("reason", ["channels", "bias", "below", "right", "rows", "columns"])
def test_refuses(submission, reference, rng, reason):
    x, w, b = _layer(rng, (2, 3, 2, 4), (2, 3, 2))
    right = x, w, b, (3, 2), (1, 0), (2, 1)
    expected = reference.conv_transpose2d(*right)
    refused = {
        "channels": (x[:, :2], w, b, (3, 2), (1, 0), (2, 1)),
        "bias": (x, w, b[:1], (3, 2), (1, 0), (2, 1)),
        "below": (x, w, b, (3, 2), (1, 0), (4, 1)),
        "right": (x, w, b, (3, 2), (1, 0), (2, 2)),
        "rows": (x, w, b, (3, 2), (4, 0), (2, 1)),
        "columns": (x, w, b, (3, 2), (1, 5), (2, 1)),
    }
    asked = [
        lambda: assert_close(submission.conv_transpose2d(*right), expected, terms=w[:, 0].size),
        lambda: assert_refuses(submission.conv_transpose2d, *refused[reason]),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_keeps_arguments(submission, reference, rng):
    x, w, b = _layer(rng, (2, 3, 4, 5), (4, 3, 2))
    expected = reference.conv_transpose2d(x, w, b, 2, 1)
    assert_keeps_arguments(submission.conv_transpose2d, expected, x, w, b, 2, 1, terms=w[:, 0].size)
