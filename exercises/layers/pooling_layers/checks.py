"""Hidden checks of the poolings that keep what their backward needs."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, layers, small
from solutions.sizes import pair


def _ask_max(subject, kernel, stride, padding, x, dy, calls="", first=None):
    layer, other = (subject.MaxPool2d(kernel, stride, padding) for _ in range(2))
    return layers.there_and_back(layer, other, x, dy, calls, first)


def _ask_avg(subject, kernel, stride, padding, x, dy, calls="", first=None):
    layer, other = (subject.AvgPool2d(kernel, stride, padding) for _ in range(2))
    return layers.there_and_back(layer, other, x, dy, calls, first)


@st.composite
def _small(draw):
    x, kernel = draw(small.images(2, 2, 4, 4, 2)), draw(small.pairs(1, 2))
    stride, padding = draw(st.one_of(st.none(), small.pairs(1, 3))), 0
    if min(pair(kernel)) > 1:
        padding = draw(small.pairs(0, 1))
    axes = zip(x.shape[2:], pair(kernel), pair(stride or kernel), pair(padding), strict=True)
    places = [(n + 2 * p - k) // s + 1 for n, k, s, p in axes]
    settings = {"kernel": kernel, "stride": stride, "padding": padding}
    return {**settings, "x": x, "dy": draw(small.arrays(*x.shape[:2], *places))}


SMALL = {
    "MaxPool2d": layers.in_any_order(_small(), _ask_max),
    "AvgPool2d": layers.in_any_order(_small(), _ask_avg),
}
APART = [
    ((2, 3, 5, 7), 2, None, 0),
    ((1, 1, 6, 7), (3, 2), None, 0),
    ((2, 4, 8, 7), (1, 2), (3, 4), 0),
    ((3, 2, 4, 6), (2, 3), None, (1, 2)),
]
OVERLAPPING = [
    ((3, 2, 6, 5), (3, 3), (2, 2), (1, 1)),
    ((2, 3, 4, 5), (2, 3), (1, 2), (1, 2)),
    ((1, 2, 7, 4), 3, 2, 1),
]
SETTINGS = ("image", "kernel", "stride", "padding")
POOLS = pytest.mark.parametrize(SETTINGS, APART + OVERLAPPING)
POOLS_APART = pytest.mark.parametrize(SETTINGS, APART)
POOLS_OVERLAPPING = pytest.mark.parametrize(SETTINGS, OVERLAPPING)


@POOLS
def test_max_forward(submission, reference, rng, image, kernel, stride, padding):
    x = inputs.shuffled(rng, *image) - 1000.0
    y = reference.MaxPool2d(kernel, stride, padding).forward(x)
    layer = submission.MaxPool2d(kernel, stride=stride, padding=padding)
    assert_close(layer.forward(x), y)


@POOLS_APART
def test_max_backward(submission, reference, rng, image, kernel, stride, padding):
    x = inputs.shuffled(rng, *image)
    expected = reference.MaxPool2d(kernel, stride, padding)
    layers.assert_step(rng, submission.MaxPool2d(kernel, stride, padding), expected, x)


@POOLS_OVERLAPPING
def test_max_overlaps(submission, reference, rng, image, kernel, stride, padding):
    x = inputs.shuffled(rng, *image)
    expected = reference.MaxPool2d(kernel, stride, padding)
    layers.assert_step(rng, submission.MaxPool2d(kernel, stride, padding), expected, x, terms=9)


@pytest.mark.parametrize("kind", ["floats", "integers"])
@POOLS
def test_max_ties(submission, reference, rng, image, kernel, stride, padding, kind):
    x = np.maximum(inputs.integers(rng, *image, low=-2, high=2), 0) - 2
    if kind == "floats":
        x = x / 4
    expected = reference.MaxPool2d(kernel, stride, padding)
    layer = submission.MaxPool2d(kernel, stride, padding)
    layers.assert_step(rng, layer, expected, x, terms=9, kinds="iuf")


@pytest.mark.parametrize("second", [(2, 3, 5, 6), (4, 3, 4, 7), (1, 2, 7, 4)])
@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_max_latest_forward(submission, reference, rng, second, layout):
    arrange = inputs.LAYOUTS[layout]
    images = [arrange(inputs.shuffled(rng, *image)) for image in [(2, 3, 5, 6), second]]
    layer, expected = submission.MaxPool2d((2, 1), 2), reference.MaxPool2d((2, 1), 2)
    layers.assert_latest(rng, layer, expected, images)


@pytest.mark.parametrize("second", [(2, 3), (3, 2)])
def test_max_own_memory(submission, reference, rng, second):
    images = [inputs.shuffled(rng, 2, 3, 6, 12) for _ in range(2)]
    sizes = [(2, 3), second]
    pairs = [(submission.MaxPool2d(k, k), reference.MaxPool2d(k, k)) for k in sizes]
    layers.assert_apart(rng, pairs, images)


def test_max_before_forward(submission, reference, rng):
    x = inputs.shuffled(rng, 2, 3, 4, 6)
    expected, dy = reference.MaxPool2d(2, 2), inputs.normal(rng, 2, 3, 2, 3)
    layers.assert_not_before(rng, lambda: submission.MaxPool2d(2, 2), expected, x, dy)


def test_max_keeps_arguments(submission, reference, rng):
    x = inputs.shuffled(rng, 2, 3, 4, 6)
    layer, expected = submission.MaxPool2d(2), reference.MaxPool2d(2)
    y = expected.forward(x)
    assert_keeps_arguments(layer.forward, y, x, terms=4)
    dy = inputs.normal(rng, *y.shape)
    assert_keeps_arguments(layer.backward, expected.backward(dy), dy, terms=4)


@pytest.mark.parametrize("kind", ["floats", "integers"])
@POOLS
def test_avg_forward(submission, reference, rng, image, kernel, stride, padding, kind):
    draw = {"floats": inputs.normal, "integers": inputs.integers}[kind]
    x = draw(rng, *image)
    y = reference.AvgPool2d(kernel, stride, padding).forward(x)
    layer = submission.AvgPool2d(kernel, stride=stride, padding=padding)
    assert_close(layer.forward(x), y, terms=12)


@POOLS_APART
def test_avg_backward(submission, reference, rng, image, kernel, stride, padding):
    x = inputs.normal(rng, *image)
    expected = reference.AvgPool2d(kernel, stride, padding)
    layers.assert_step(rng, submission.AvgPool2d(kernel, stride, padding), expected, x, terms=12)


@POOLS_OVERLAPPING
def test_avg_overlaps(submission, reference, rng, image, kernel, stride, padding):
    x = inputs.normal(rng, *image)
    expected = reference.AvgPool2d(kernel, stride, padding)
    layers.assert_step(rng, submission.AvgPool2d(kernel, stride, padding), expected, x, terms=12)


@pytest.mark.parametrize("second", [(2, 3, 5, 6), (4, 3, 4, 7), (1, 2, 7, 5)])
@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_avg_latest_forward(submission, reference, rng, second, layout):
    arrange = inputs.LAYOUTS[layout]
    images = [arrange(inputs.normal(rng, *image)) for image in [(2, 3, 5, 7), second]]
    layer, expected = submission.AvgPool2d((2, 1), 2), reference.AvgPool2d((2, 1), 2)
    layers.assert_latest(rng, layer, expected, images, terms=12)


@pytest.mark.parametrize("second", [(2, 3, 2, 5), (3, 2, 5, 9)])
def test_avg_own_memory(submission, reference, rng, second):
    images = [inputs.normal(rng, *image) for image in [(2, 3, 4, 6), second]]
    sizes = [(2, 3), (2, 2)]
    pairs = [(submission.AvgPool2d(k, k), reference.AvgPool2d(k, k)) for k in sizes]
    layers.assert_apart(rng, pairs, images, terms=12)


def test_avg_before_forward(submission, reference, rng):
    x = inputs.normal(rng, 2, 3, 4, 6)
    expected, dy = reference.AvgPool2d(2, 2), inputs.normal(rng, 2, 3, 2, 3)
    layers.assert_not_before(rng, lambda: submission.AvgPool2d(2, 2), expected, x, dy, terms=12)


def test_avg_keeps_arguments(submission, reference, rng):
    x = inputs.normal(rng, 2, 3, 4, 6)
    layer, expected = submission.AvgPool2d(2), reference.AvgPool2d(2)
    y = expected.forward(x)
    assert_keeps_arguments(layer.forward, y, x, terms=4)
    dy = inputs.normal(rng, *y.shape)
    assert_keeps_arguments(layer.backward, expected.backward(dy), dy, terms=4)
