"""Hidden checks of the layers that keep what their backward needs."""

import numpy as np
import pytest

from autograder.checking import assert_close, inputs
from autograder.checking.compare import assert_raises

ANY_CONVOLUTION = [
    ((2, 3, 5, 7), (4, 3, 3, 2), 1, 0),
    ((1, 1, 6, 4), (1, 1, 3, 3), 2, 0),
    ((3, 2, 7, 6), (5, 2, 2, 3), (2, 1), (1, 2)),
    ((2, 2, 8, 7), (3, 2, 2, 1), (3, 2), 0),
    ((1, 3, 2, 4), (2, 3, 2, 2), (1, 2), (2, 3)),
    ((4, 1, 3, 5), (2, 1, 3, 5), 1, 0),
]
ANY_POOL = [
    ((2, 3, 5, 7), 2, None, 0),
    ((1, 1, 6, 7), (3, 2), None, 0),
    ((3, 2, 6, 5), (2, 3), 1, 0),
    ((2, 4, 8, 7), (1, 2), (3, 4), 0),
    ((2, 3, 4, 5), (2, 3), (1, 2), (1, 2)),
    ((1, 2, 7, 4), 3, 2, (1, 0)),
]
CONVOLUTIONS = pytest.mark.parametrize(("image", "kernel", "stride", "padding"), ANY_CONVOLUTION)
POOLS = pytest.mark.parametrize(("image", "kernel", "stride", "padding"), ANY_POOL)


def _compare_step(rng, layer, expected, x, settings=None):
    """A forward and its backward, for a gradient that is uniform nowhere."""
    settings = settings or {}
    y = expected.forward(x)
    assert_close(layer.forward(x), y, **settings)
    dy = inputs.normal(rng, *y.shape)
    dx = expected.backward(dy)
    assert_close(layer.backward(dy), dx, **settings)


def _compare_grads(layer, expected, terms):
    assert_close(layer.get("grads"), expected.get("grads"), terms=terms)


def _compare_latest(rng, layer, expected, images, terms):
    """Forward on every image, backward of the last, then both on the first again."""
    for x in images:
        y = expected.forward(x)
        assert_close(layer.forward(x), y, terms=terms)
    dy = inputs.normal(rng, *y.shape)
    dx = expected.backward(dy)
    assert_close(layer.backward(dy), dx, terms=terms)
    _compare_step(rng, layer, expected, images[0], {"terms": terms})


def _compare_apart(rng, layers, references, images, terms):
    """Forward in one layer, forward in the other, then backward in the order of the forwards."""
    gradients = []
    for layer, reference, x in zip(layers, references, images, strict=True):
        y = reference.forward(x)
        assert_close(layer.forward(x), y, terms=terms)
        gradients.append(inputs.normal(rng, *y.shape))
    for layer, reference, dy in zip(layers, references, gradients, strict=True):
        dx = reference.backward(dy)
        assert_close(layer.backward(dy), dx, terms=terms)


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
    terms = x.size + w.size
    _compare_step(rng, layer, expected, x, {"terms": terms})
    _compare_grads(layer, expected, terms)


@pytest.mark.parametrize("second", [(2, 3, 5, 6), (4, 3, 3, 7), (1, 3, 6, 4)])
def test_conv_latest_forward(submission, reference, rng, second):
    w, b = _filters(rng, (2, 3, 3, 2))
    images = [inputs.normal(rng, 2, 3, 5, 6), inputs.normal(rng, *second)]
    expected = reference.Conv2d(w, b, (2, 1), (1, 0))
    layer = submission.Conv2d(w, b, (2, 1), (1, 0))
    _compare_latest(rng, layer, expected, images, terms=200)
    _compare_grads(layer, expected, 200)


@pytest.mark.parametrize("second", [(4, 3, 2, 2), (2, 1, 3, 2)])
def test_conv_own_memory(submission, reference, rng, second):
    shapes = [(4, 3, 2, 2), second]
    filters = [_filters(rng, shape) for shape in shapes]
    images = [inputs.normal(rng, 2, shape[1], 5, 6) for shape in shapes]
    references = [reference.Conv2d(w, b, 2) for w, b in filters]
    layers = [submission.Conv2d(w, b, 2) for w, b in filters]
    _compare_apart(rng, layers, references, images, terms=200)
    for layer, expected in zip(layers, references, strict=True):
        _compare_grads(layer, expected, 200)


def test_conv_before_forward(submission, reference, rng):
    x, (w, b) = inputs.normal(rng, 2, 3, 5, 4), _filters(rng, (4, 3, 2, 3))
    expected = reference.Conv2d(w, b)
    _compare_step(rng, submission.Conv2d(w, b), expected, x, {"terms": 100})
    dy = inputs.normal(rng, 2, 4, 4, 2)
    layer = submission.Conv2d(w, b)
    assert_raises(RuntimeError, layer.backward, dy)
    _compare_step(rng, layer, expected, x, {"terms": 100})


@pytest.mark.parametrize("layout", ["integers", *inputs.LAYOUTS])
def test_conv_arrays(submission, reference, rng, layout):
    arrange = inputs.LAYOUTS.get(layout, np.ascontiguousarray)
    shapes = [(2, 3, 6, 5), (4, 3, 3, 2), (4,), (1, 3, 4, 6)]
    x, w, b, other = (arrange(inputs.integers(rng, *shape)) for shape in shapes)
    expected = reference.Conv2d(w, b, 1, (0, 1))
    layer = submission.Conv2d(w, b, 1, (0, 1))
    for image in (x, other):
        _compare_step(rng, layer, expected, image, {"terms": 100, "kinds": "iuf"})
        _compare_grads(layer, expected, 100)


@POOLS
def test_max_forward(submission, reference, rng, image, kernel, stride, padding):
    x = inputs.shuffled(rng, *image) - 1000.0
    y = reference.MaxPool2d(kernel, stride, padding).forward(x)
    layer = submission.MaxPool2d(kernel, stride=stride, padding=padding)
    assert_close(layer.forward(x), y)


@pytest.mark.parametrize("values", ["distinct", "ties", "integers"])
@POOLS
def test_max_backward(submission, reference, rng, image, kernel, stride, padding, values):
    x = inputs.shuffled(rng, *image)
    if values != "distinct":
        x = np.maximum(inputs.integers(rng, *image, low=-2, high=2), 0) / 2 - 1.0
    if values == "integers":
        x = (4 * x).astype(np.int64)
    expected = reference.MaxPool2d(kernel, stride, padding)
    layer = submission.MaxPool2d(kernel, stride, padding)
    _compare_step(rng, layer, expected, x, {"terms": x.size, "kinds": "iuf"})


@pytest.mark.parametrize("second", [(2, 3, 5, 6), (4, 3, 4, 7), (1, 2, 7, 4)])
@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_max_latest_forward(submission, reference, rng, second, layout):
    arrange = inputs.LAYOUTS[layout]
    images = [arrange(inputs.shuffled(rng, *image)) for image in [(2, 3, 5, 6), second]]
    layer, expected = submission.MaxPool2d((3, 2), 2), reference.MaxPool2d((3, 2), 2)
    _compare_latest(rng, layer, expected, images, terms=10)


@pytest.mark.parametrize("second", [(2, 3), (3, 2)])
def test_max_own_memory(submission, reference, rng, second):
    images = [inputs.shuffled(rng, 2, 3, 5, 6) for _ in range(2)]
    layers = [submission.MaxPool2d((2, 3), 1), submission.MaxPool2d(second, 1)]
    references = [reference.MaxPool2d((2, 3), 1), reference.MaxPool2d(second, 1)]
    _compare_apart(rng, layers, references, images, terms=10)


def test_max_before_forward(submission, reference, rng):
    x = inputs.shuffled(rng, 2, 3, 5, 6)
    expected = reference.MaxPool2d(2, 1)
    _compare_step(rng, submission.MaxPool2d(2, 1), expected, x)
    layer = submission.MaxPool2d(2, 1)
    assert_raises(RuntimeError, layer.backward, inputs.normal(rng, 2, 3, 4, 5))
    _compare_step(rng, layer, expected, x)


@pytest.mark.parametrize("kind", ["floats", "integers"])
@POOLS
def test_avg_forward(submission, reference, rng, image, kernel, stride, padding, kind):
    draw = {"floats": inputs.normal, "integers": inputs.integers}[kind]
    x = draw(rng, *image)
    y = reference.AvgPool2d(kernel, stride, padding).forward(x)
    layer = submission.AvgPool2d(kernel, stride=stride, padding=padding)
    assert_close(layer.forward(x), y, terms=12)


@POOLS
def test_avg_backward(submission, reference, rng, image, kernel, stride, padding):
    x = inputs.normal(rng, *image)
    expected = reference.AvgPool2d(kernel, stride, padding)
    layer = submission.AvgPool2d(kernel, stride, padding)
    _compare_step(rng, layer, expected, x, {"terms": 12})


@pytest.mark.parametrize("second", [(2, 3, 5, 6), (4, 3, 4, 7), (1, 2, 7, 5)])
@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_avg_latest_forward(submission, reference, rng, second, layout):
    arrange = inputs.LAYOUTS[layout]
    images = [arrange(inputs.normal(rng, *image)) for image in [(2, 3, 5, 7), second]]
    layer, expected = submission.AvgPool2d((2, 3), 2), reference.AvgPool2d((2, 3), 2)
    _compare_latest(rng, layer, expected, images, terms=12)


@pytest.mark.parametrize("second", [(2, 3, 4, 5), (3, 2, 5, 6)])
def test_avg_own_memory(submission, reference, rng, second):
    images = [inputs.normal(rng, *image) for image in [(2, 3, 5, 6), second]]
    layers = [submission.AvgPool2d((2, 3), 1), submission.AvgPool2d(2)]
    references = [reference.AvgPool2d((2, 3), 1), reference.AvgPool2d(2)]
    _compare_apart(rng, layers, references, images, terms=12)


def test_avg_before_forward(submission, reference, rng):
    x = inputs.normal(rng, 2, 3, 5, 6)
    expected = reference.AvgPool2d(2, 1)
    _compare_step(rng, submission.AvgPool2d(2, 1), expected, x, {"terms": 12})
    layer = submission.AvgPool2d(2, 1)
    assert_raises(RuntimeError, layer.backward, inputs.normal(rng, 2, 3, 4, 5))
    _compare_step(rng, layer, expected, x, {"terms": 12})
