"""Hidden checks of tiny_cnn_step."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small

CASES = pytest.mark.parametrize(
    ("image", "kernel", "outputs"),
    [
        ((2, 3, 7, 8), (4, 2, 3), 1),
        ((1, 1, 6, 6), (2, 3, 3), 1),
        ((3, 2, 5, 9), (5, 2, 2), 4),
        ((5, 1, 4, 7), (3, 3, 2), 2),
    ],
)


@st.composite
def _small(draw):
    n, c_in, c_out, outputs = (draw(st.integers(1, 2)) for _ in range(4))
    kernel = draw(st.integers(1, 2))
    rows, columns = draw(st.integers(kernel + 1, 4)), draw(st.integers(kernel + 1, 5))
    features = c_out * ((rows - kernel + 1) // 2) * ((columns - kernel + 1) // 2)
    return {
        "x": draw(small.arrays(n, c_in, rows, columns)),
        "y": np.mod(draw(small.arrays(n, outputs)), 2),
        "params": {
            "w": draw(small.arrays(c_out, c_in, kernel, kernel)),
            "b": draw(small.arrays(c_out)),
            "fw": draw(small.arrays(outputs, features)) / 4,
            "fb": draw(small.arrays(outputs)),
        },
    }


SMALL = {"tiny_cnn_step": _small()}


def _arguments(rng, image, kernel, outputs, draw=inputs.normal):
    """x, y, params for an (N, C_in, H, W) image and a (C_out, kh, kw) kernel."""
    n, c_in, *size = image
    c_out, *reach = kernel
    pooled = [(a - k + 1) // 2 for a, k in zip(size, reach, strict=True)]
    params = {
        "w": draw(rng, c_out, c_in, *reach),
        "b": draw(rng, c_out),
        "fw": draw(rng, outputs, c_out * pooled[0] * pooled[1]) / 4,
        "fb": draw(rng, outputs),
    }
    return draw(rng, *image), rng.uniform(size=(n, outputs)), params


def _compare_gradients(submission, reference, arguments, names):
    actual = submission.tiny_cnn_step(*arguments)
    expected = reference.tiny_cnn_step(*arguments)
    chosen = {name: grad for name, grad in actual[1].items() if name in names}
    terms = arguments[0].size
    assert_close(chosen, {name: expected[1][name] for name in names}, terms=terms)


@CASES
def test_loss(submission, reference, rng, image, kernel, outputs):
    arguments = _arguments(rng, image, kernel, outputs)
    actual = submission.tiny_cnn_step(*arguments)
    expected = reference.tiny_cnn_step(*arguments)
    assert_close(actual[0], expected[0], terms=arguments[0].size)


@CASES
def test_classifier_gradients(submission, reference, rng, image, kernel, outputs):
    arguments = _arguments(rng, image, kernel, outputs)
    _compare_gradients(submission, reference, arguments, ("fw", "fb"))


@CASES
def test_convolution_gradients(submission, reference, rng, image, kernel, outputs):
    arguments = _arguments(rng, image, kernel, outputs)
    _compare_gradients(submission, reference, arguments, ("w", "b"))


@CASES
def test_image_gradient(submission, reference, rng, image, kernel, outputs):
    arguments = _arguments(rng, image, kernel, outputs)
    actual = submission.tiny_cnn_step(*arguments)
    expected = reference.tiny_cnn_step(*arguments)
    assert_close(actual[2:], expected[2:], terms=arguments[0].size)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_exact_ties(submission, reference, rng, layout):
    def few(rng, *shape):
        return inputs.integers(rng, *shape, low=-1, high=1)

    for image, kernel, outputs in [((2, 3, 7, 8), (4, 2, 3), 1), ((3, 1, 6, 5), (2, 1, 2), 2)]:
        x, y, params = _arguments(rng, image, kernel, outputs, few)
        x, y = inputs.LAYOUTS[layout](x), inputs.LAYOUTS[layout](np.round(y))
        params = {name: inputs.LAYOUTS[layout](p) for name, p in params.items()}
        actual = submission.tiny_cnn_step(x, y, params)
        assert_close(actual, reference.tiny_cnn_step(x, y, params), terms=x.size)


def test_keeps_arguments(submission, reference, rng):
    x, y, params = _arguments(rng, (2, 3, 7, 8), (4, 2, 3), 1)
    expected = reference.tiny_cnn_step(x, y, params)
    assert_keeps_arguments(submission.tiny_cnn_step, expected, x, y, params, terms=x.size)
