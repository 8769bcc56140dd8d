"""Hidden checks of the convolution that keeps what its backward needs."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, layers, small
from solutions.sizes import pair


def _ask(subject, w, b, stride, padding, x, dy, calls="", first=None):
    layer, other = (subject.Conv2d(w, b, stride, padding) for _ in range(2))
    answers = layers.there_and_back(layer, other, x, dy, calls, first)
    return {**answers, "grads": layer.get("grads")}


@st.composite
def _small(draw):
    x = draw(small.images(2, 2, 4, 4, 2))
    stride, padding = draw(small.pairs(1, 3)), draw(small.pairs(0, 1))
    filters, *kernel = draw(st.tuples(*[st.integers(1, 2)] * 3))
    axes = zip(x.shape[2:], kernel, pair(stride), pair(padding), strict=True)
    places = [(n + 2 * p - k) // s + 1 for n, k, s, p in axes]
    settings = {"stride": stride, "padding": padding, "x": x}
    w, b = draw(small.arrays(filters, x.shape[1], *kernel)), draw(small.arrays(filters))
    return {"w": w, "b": b, **settings, "dy": draw(small.arrays(len(x), filters, *places))}


SMALL = {"Conv2d": layers.in_any_order(_small(), _ask)}
ANY_CONVOLUTION = [
    ((2, 3, 5, 7), (4, 3, 3, 2), 1, 0),
    ((1, 1, 6, 4), (1, 1, 3, 3), 2, 1),
    ((3, 2, 7, 6), (5, 2, 2, 3), (2, 1), (1, 2)),
    ((2, 2, 8, 7), (3, 2, 2, 1), (3, 3), (1, 1)),
    ((1, 3, 2, 4), (2, 3, 2, 2), (1, 2), (2, 3)),
    ((4, 1, 3, 5), (2, 1, 3, 5), 1, 0),
]
CONVOLUTIONS = pytest.mark.parametrize(("image", "kernel", "stride", "padding"), ANY_CONVOLUTION)


def _filters(rng, kernel):
    return inputs.normal(rng, *kernel), inputs.normal(rng, kernel[0])


@CONVOLUTIONS
def test_conv_forward(submission, reference, rng, image, kernel, stride, padding):
    x, (w, b) = inputs.normal(rng, *image), _filters(rng, kernel)
    y = reference.Conv2d(w, b, stride, padding).forward(x)
    layer = submission.Conv2d(w, b, stride=stride, padding=padding)
    assert_close(layer.forward(x), y, terms=w[0].size)


@CONVOLUTIONS
def test_conv_gradients(submission, reference, rng, image, kernel, stride, padding):
    x, (w, b) = inputs.normal(rng, *image), _filters(rng, kernel)
    expected = reference.Conv2d(w, b, stride, padding)
    layer = submission.Conv2d(w, b, stride, padding)
    layers.assert_step(rng, layer, expected, x, terms=x.size + w.size, attributes=["grads"])


@pytest.mark.parametrize("second", [(2, 3, 4, 6), (4, 3, 2, 8), (1, 3, 6, 4)])
def test_conv_latest_forward(submission, reference, rng, second):
    w, b = _filters(rng, (4, 3, 2, 1))
    images = [inputs.normal(rng, 2, 3, 4, 6), inputs.normal(rng, *second)]
    expected, layer = reference.Conv2d(w, b, (2, 1)), submission.Conv2d(w, b, (2, 1))
    layers.assert_latest(rng, layer, expected, images, terms=100, attributes=["grads"])


@pytest.mark.parametrize("second", [(4, 3, 2, 2), (2, 1, 4, 2)])
def test_conv_own_memory(submission, reference, rng, second):
    shapes = [(4, 3, 2, 2), second]
    images = [inputs.normal(rng, 2, shape[1], 4, 6) for shape in shapes]
    filters = [_filters(rng, shape) for shape in shapes]
    pairs = [(submission.Conv2d(w, b, 2), reference.Conv2d(w, b, 2)) for w, b in filters]
    layers.assert_apart(rng, pairs, images, terms=100)
    for layer, expected in pairs:
        assert_close(layer.get("grads"), expected.get("grads"), terms=100)


def test_conv_before_forward(submission, reference, rng):
    x, (w, b) = inputs.normal(rng, 2, 3, 4, 5), _filters(rng, (4, 3, 1, 1))
    expected, dy = reference.Conv2d(w, b), inputs.normal(rng, 2, 4, 4, 5)
    layers.assert_not_before(rng, lambda: submission.Conv2d(w, b), expected, x, dy, terms=10)


@pytest.mark.parametrize("layout", ["integers", *inputs.LAYOUTS])
def test_conv_arrays(submission, reference, rng, layout):
    arrange = inputs.LAYOUTS.get(layout, np.ascontiguousarray)
    shapes = [(2, 3, 6, 5), (4, 3, 3, 2), (4,), (1, 3, 4, 6)]
    x, w, b, other = (arrange(inputs.integers(rng, *shape)) for shape in shapes)
    expected, layer = reference.Conv2d(w, b, 1, (0, 1)), submission.Conv2d(w, b, 1, (0, 1))
    for image in (x, other):
        layers.assert_step(
            rng, layer, expected, image, terms=100, kinds="iuf", attributes=["grads"]
        )


def test_conv_keeps_arguments(submission, reference, rng):
    x = inputs.normal(rng, 2, 3, 4, 6)
    w, b = _filters(rng, (4, 3, 2, 3))
    layer, expected = submission.Conv2d(w, b), reference.Conv2d(w, b)
    y = expected.forward(x)
    assert_keeps_arguments(layer.forward, y, x, terms=100)
    dy = inputs.normal(rng, *y.shape)
    assert_keeps_arguments(layer.backward, expected.backward(dy), dy, terms=100)
