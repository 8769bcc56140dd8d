"""Hidden checks of the layers that keep what their backward needs."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, inputs, small
from autograder.checking.compare import assert_raises
from solutions.sizes import pair

STEPS = small.pairs(1, 3)


TWICE = "forward(first), backward(dy), forward(x), backward(dy)"
AFTER_ANOTHER = "forward(first), forward(x), backward(dy)"
TWO_LAYERS = "forward(x), other.forward(first), backward(dy), other.backward(dy)"
TOO_EARLY = "backward(dy)"


def _there_and_back(layer, other, x, dy, calls, first):
    """What the last calls of one layer give; `other` is a second one of the same settings."""
    if calls == TOO_EARLY:
        return {"backward(dy)": layer.backward(dy)}
    if calls in (TWICE, AFTER_ANOTHER):
        layer.forward(first)
    if calls == TWICE:
        layer.backward(dy)
    y = layer.forward(x)
    if calls == TWO_LAYERS:
        other.forward(first)
    dx = layer.backward(dy)
    if calls == TWO_LAYERS:
        other.backward(dy)
    return {"forward(x)": y, "backward(dy)": dx}


def _ask_convolution(subject, w, b, stride, padding, x, dy, calls="", first=None):
    layer, other = (subject.Conv2d(w, b, stride, padding) for _ in range(2))
    answers = _there_and_back(layer, other, x, dy, calls, first)
    return {**answers, "grads": layer.get("grads")}


def _ask_max(subject, kernel, stride, padding, x, dy, calls="", first=None):
    layer, other = (subject.MaxPool2d(kernel, stride, padding) for _ in range(2))
    return _there_and_back(layer, other, x, dy, calls, first)


def _ask_avg(subject, kernel, stride, padding, x, dy, calls="", first=None):
    layer, other = (subject.AvgPool2d(kernel, stride, padding) for _ in range(2))
    return _there_and_back(layer, other, x, dy, calls, first)


def _gradient(x, channels, kernel, stride, padding):
    """A strategy for dy: as many cells as the window has places."""
    axes = zip(x.shape[2:], pair(kernel), pair(stride), pair(padding), strict=True)
    return small.arrays(len(x), channels, *((n + 2 * p - k) // s + 1 for n, k, s, p in axes))


@st.composite
def _small_convolution(draw):
    x, stride, padding = draw(small.images(2, 2, 4, 4, 2)), draw(STEPS), draw(small.pairs(0, 1))
    filters, *kernel = draw(st.tuples(*[st.integers(1, 2)] * 3))
    settings = {"stride": stride, "padding": padding, "x": x}
    w, b = draw(small.arrays(filters, x.shape[1], *kernel)), draw(small.arrays(filters))
    return {"w": w, "b": b, **settings, "dy": draw(_gradient(x, filters, kernel, stride, padding))}


@st.composite
def _small_pool(draw):
    x, kernel = draw(small.images(2, 2, 4, 4, 2)), draw(small.pairs(1, 2))
    stride, padding = draw(st.one_of(st.none(), STEPS)), 0
    if min(pair(kernel)) > 1:
        padding = draw(small.pairs(0, 1))
    dy = draw(_gradient(x, x.shape[1], kernel, stride or kernel, padding))
    return {"kernel": kernel, "stride": stride, "padding": padding, "x": x, "dy": dy}


@st.composite
def _in_another_order(draw, plain):
    """The same with an image that comes before or between, or with a backward that is too early."""
    arguments = draw(plain)
    arguments["calls"] = draw(st.sampled_from([TWICE, AFTER_ANOTHER, TWO_LAYERS, TOO_EARLY]))
    x = arguments["x"]
    if arguments["calls"] == AFTER_ANOTHER:
        arguments["first"] = np.concatenate([x, x], axis=3)
    elif arguments["calls"] != TOO_EARLY:
        arguments["first"] = -2 * x[..., ::-1]
    return arguments


def _in_any_order(plain, ask):
    return small.Scenario(st.one_of(plain, _in_another_order(plain)), ask)


SMALL = {
    "Conv2d": _in_any_order(_small_convolution(), _ask_convolution),
    "MaxPool2d": _in_any_order(_small_pool(), _ask_max),
    "AvgPool2d": _in_any_order(_small_pool(), _ask_avg),
}
ANY_CONVOLUTION = [
    ((2, 3, 5, 7), (4, 3, 3, 2), 1, 0),
    ((1, 1, 6, 4), (1, 1, 3, 3), 2, 1),
    ((3, 2, 7, 6), (5, 2, 2, 3), (2, 1), (1, 2)),
    ((2, 2, 8, 7), (3, 2, 2, 1), (3, 3), (1, 1)),
    ((1, 3, 2, 4), (2, 3, 2, 2), (1, 2), (2, 3)),
    ((4, 1, 3, 5), (2, 1, 3, 5), 1, 0),
]
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
CONVOLUTIONS = pytest.mark.parametrize(SETTINGS, ANY_CONVOLUTION)
POOLS = pytest.mark.parametrize(SETTINGS, APART + OVERLAPPING)
POOLS_APART = pytest.mark.parametrize(SETTINGS, APART)
POOLS_OVERLAPPING = pytest.mark.parametrize(SETTINGS, OVERLAPPING)


def _compare_forward(layer, expected, x, terms=1, kinds=None):
    y = expected.forward(x)
    assert_close(layer.forward(x), y, terms=terms, kinds=kinds)
    return y


def _compare_backward(rng, layer, expected, y, terms=1, kinds=None, grads=False):
    """The way back, for a gradient that is uniform nowhere."""
    dy = inputs.normal(rng, *y.shape)
    dx = expected.backward(dy)
    assert_close(layer.backward(dy), dx, terms=terms, kinds=kinds)
    if grads:
        assert_close(layer.get("grads"), expected.get("grads"), terms=terms)


def _compare_step(rng, layer, expected, x, terms=1, kinds=None, grads=False):
    y = _compare_forward(layer, expected, x, terms, kinds)
    _compare_backward(rng, layer, expected, y, terms, kinds, grads)


def _compare_latest(rng, layer, expected, images, terms=1, grads=False):
    """Forward on every image, backward of the last, then both on the first again."""
    for x in images:
        y = _compare_forward(layer, expected, x, terms)
    _compare_backward(rng, layer, expected, y, terms, grads=grads)
    _compare_step(rng, layer, expected, images[0], terms, grads=grads)


def _compare_apart(rng, layers, images, terms=1):
    """Forward in one layer, forward in the other, then backward in the order of the forwards.

    `layers` are pairs of a layer and the reference for it.
    """
    outputs = [_compare_forward(*both, x, terms) for both, x in zip(layers, images, strict=True)]
    for (layer, expected), y in zip(layers, outputs, strict=True):
        _compare_backward(rng, layer, expected, y, terms)


def _compare_too_early(rng, new, expected, x, dy, terms=1):
    """A backward before any forward is refused, and does no harm; others are not."""
    early = new()
    asked = [
        lambda: _compare_step(rng, new(), expected, x, terms),
        lambda: assert_raises(RuntimeError, early.backward, dy),
    ]
    for ask in rng.permutation(asked):
        ask()
    _compare_step(rng, early, expected, x, terms)


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
    _compare_step(rng, layer, expected, x, terms=x.size + w.size, grads=True)


@pytest.mark.parametrize("second", [(2, 3, 4, 6), (4, 3, 2, 8), (1, 3, 6, 4)])
def test_conv_latest_forward(submission, reference, rng, second):
    w, b = _filters(rng, (4, 3, 2, 1))
    images = [inputs.normal(rng, 2, 3, 4, 6), inputs.normal(rng, *second)]
    expected, layer = reference.Conv2d(w, b, (2, 1)), submission.Conv2d(w, b, (2, 1))
    _compare_latest(rng, layer, expected, images, terms=100, grads=True)


@pytest.mark.parametrize("second", [(4, 3, 2, 2), (2, 1, 4, 2)])
def test_conv_own_memory(submission, reference, rng, second):
    shapes = [(4, 3, 2, 2), second]
    images = [inputs.normal(rng, 2, shape[1], 4, 6) for shape in shapes]
    filters = [_filters(rng, shape) for shape in shapes]
    layers = [(submission.Conv2d(w, b, 2), reference.Conv2d(w, b, 2)) for w, b in filters]
    _compare_apart(rng, layers, images, terms=100)
    for layer, expected in layers:
        assert_close(layer.get("grads"), expected.get("grads"), terms=100)


def test_conv_before_forward(submission, reference, rng):
    x, (w, b) = inputs.normal(rng, 2, 3, 4, 5), _filters(rng, (4, 3, 1, 1))
    expected, dy = reference.Conv2d(w, b), inputs.normal(rng, 2, 4, 4, 5)
    _compare_too_early(rng, lambda: submission.Conv2d(w, b), expected, x, dy, terms=10)


@pytest.mark.parametrize("layout", ["integers", *inputs.LAYOUTS])
def test_conv_arrays(submission, reference, rng, layout):
    arrange = inputs.LAYOUTS.get(layout, np.ascontiguousarray)
    shapes = [(2, 3, 6, 5), (4, 3, 3, 2), (4,), (1, 3, 4, 6)]
    x, w, b, other = (arrange(inputs.integers(rng, *shape)) for shape in shapes)
    expected, layer = reference.Conv2d(w, b, 1, (0, 1)), submission.Conv2d(w, b, 1, (0, 1))
    for image in (x, other):
        _compare_step(rng, layer, expected, image, terms=100, kinds="iuf", grads=True)


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
    _compare_step(rng, submission.MaxPool2d(kernel, stride, padding), expected, x)


@POOLS_OVERLAPPING
def test_max_overlaps(submission, reference, rng, image, kernel, stride, padding):
    x = inputs.shuffled(rng, *image)
    expected = reference.MaxPool2d(kernel, stride, padding)
    _compare_step(rng, submission.MaxPool2d(kernel, stride, padding), expected, x, terms=9)


@pytest.mark.parametrize("kind", ["floats", "integers"])
@POOLS
def test_max_ties(submission, reference, rng, image, kernel, stride, padding, kind):
    x = np.maximum(inputs.integers(rng, *image, low=-2, high=2), 0) - 2
    if kind == "floats":
        x = x / 4
    expected = reference.MaxPool2d(kernel, stride, padding)
    layer = submission.MaxPool2d(kernel, stride, padding)
    _compare_step(rng, layer, expected, x, terms=9, kinds="iuf")


@pytest.mark.parametrize("second", [(2, 3, 5, 6), (4, 3, 4, 7), (1, 2, 7, 4)])
@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_max_latest_forward(submission, reference, rng, second, layout):
    arrange = inputs.LAYOUTS[layout]
    images = [arrange(inputs.shuffled(rng, *image)) for image in [(2, 3, 5, 6), second]]
    layer, expected = submission.MaxPool2d((2, 1), 2), reference.MaxPool2d((2, 1), 2)
    _compare_latest(rng, layer, expected, images)


@pytest.mark.parametrize("second", [(2, 3), (3, 2)])
def test_max_own_memory(submission, reference, rng, second):
    images = [inputs.shuffled(rng, 2, 3, 6, 12) for _ in range(2)]
    sizes = [(2, 3), second]
    layers = [(submission.MaxPool2d(k, k), reference.MaxPool2d(k, k)) for k in sizes]
    _compare_apart(rng, layers, images)


def test_max_before_forward(submission, reference, rng):
    x = inputs.shuffled(rng, 2, 3, 4, 6)
    expected, dy = reference.MaxPool2d(2, 2), inputs.normal(rng, 2, 3, 2, 3)
    _compare_too_early(rng, lambda: submission.MaxPool2d(2, 2), expected, x, dy)


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
    _compare_step(rng, submission.AvgPool2d(kernel, stride, padding), expected, x, terms=12)


@POOLS_OVERLAPPING
def test_avg_overlaps(submission, reference, rng, image, kernel, stride, padding):
    x = inputs.normal(rng, *image)
    expected = reference.AvgPool2d(kernel, stride, padding)
    _compare_step(rng, submission.AvgPool2d(kernel, stride, padding), expected, x, terms=12)


@pytest.mark.parametrize("second", [(2, 3, 5, 6), (4, 3, 4, 7), (1, 2, 7, 5)])
@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_avg_latest_forward(submission, reference, rng, second, layout):
    arrange = inputs.LAYOUTS[layout]
    images = [arrange(inputs.normal(rng, *image)) for image in [(2, 3, 5, 7), second]]
    layer, expected = submission.AvgPool2d((2, 1), 2), reference.AvgPool2d((2, 1), 2)
    _compare_latest(rng, layer, expected, images, terms=12)


@pytest.mark.parametrize("second", [(2, 3, 2, 5), (3, 2, 5, 9)])
def test_avg_own_memory(submission, reference, rng, second):
    images = [inputs.normal(rng, *image) for image in [(2, 3, 4, 6), second]]
    sizes = [(2, 3), (2, 2)]
    layers = [(submission.AvgPool2d(k, k), reference.AvgPool2d(k, k)) for k in sizes]
    _compare_apart(rng, layers, images, terms=12)


def test_avg_before_forward(submission, reference, rng):
    x = inputs.normal(rng, 2, 3, 4, 6)
    expected, dy = reference.AvgPool2d(2, 2), inputs.normal(rng, 2, 3, 2, 3)
    _compare_too_early(rng, lambda: submission.AvgPool2d(2, 2), expected, x, dy, terms=12)
