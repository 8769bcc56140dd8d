"""Hidden checks of lenet_step."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small

CASES = pytest.mark.parametrize(
    ("image", "widths"),
    [
        ((3, 2, 9, 6), (4, 5, 7, 6)),
        ((1, 1, 8, 8), (3, 4, 9, 3)),
        ((4, 3, 5, 10), (2, 3, 8, 5)),
        ((2, 1, 4, 9), (2, 3, 9, 4)),
    ],
)


def _arguments(draw, rng, image, widths):
    """x, labels, params; `widths` are the channels of both convolutions and both linear layers.

    Biases are positive: some units are alive, and no gradient is 0 everywhere.
    """
    n, c_in, rows, columns = image
    c1, c2, hidden, classes = widths
    features = c2 * (rows // 4) * (columns // 4)
    shapes = {"c1": (c1, c_in, 3, 3), "c2": (c2, c1, 3, 3)}
    shapes |= {"f1": (hidden, features), "f2": (classes, hidden)}
    params = {}
    for name, shape in shapes.items():
        params[f"{name}w"] = draw(rng, *shape)
        params[f"{name}b"] = np.abs(draw(rng, shape[0]))
    return draw(rng, *image), rng.integers(classes, size=n), params


def _scaled(rng, *shape):
    """Normal numbers whose size keeps the logits moderate, as a good start would."""
    return inputs.normal(rng, *shape) * np.sqrt(2 / np.prod(shape[1:] or 1))


@st.composite
def _small(draw):
    n, c_in, c1, c2, hidden = (draw(st.integers(1, 2)) for _ in range(5))
    image = (n, c_in, draw(st.integers(4, 5)), draw(st.sampled_from([4, 5, 8])))
    rng = np.random.default_rng(draw(st.integers(0, 99)))
    x, labels, params = _arguments(inputs.integers, rng, image, (c1, c2, hidden, 2))
    params = {name: np.clip(p, -2, 2) / 2 for name, p in params.items()}
    return {"x": draw(small.arrays(*x.shape)), "labels": labels, "params": params}


SMALL = {"lenet_step": _small()}


def _compare_gradients(submission, reference, arguments, layers):
    actual = submission.lenet_step(*arguments)
    expected = reference.lenet_step(*arguments)
    chosen = {name: grad for name, grad in actual[1].items() if name[:2] in layers}
    answers = {name: grad for name, grad in expected[1].items() if name[:2] in layers}
    assert_close(chosen, answers, terms=arguments[0].size)


@CASES
def test_loss_and_logits(submission, reference, rng, image, widths):
    arguments = _arguments(_scaled, rng, image, widths)
    actual = submission.lenet_step(*arguments)
    expected = reference.lenet_step(*arguments)
    assert_close(actual[::2], expected[::2], terms=arguments[0].size)


@CASES
def test_classifier_gradients(submission, reference, rng, image, widths):
    arguments = _arguments(_scaled, rng, image, widths)
    _compare_gradients(submission, reference, arguments, ("f1", "f2"))


@CASES
def test_convolution_gradients(submission, reference, rng, image, widths):
    arguments = _arguments(_scaled, rng, image, widths)
    _compare_gradients(submission, reference, arguments, ("c1", "c2"))


@pytest.mark.parametrize("lr", [0.05, 0.2])
def test_five_steps(submission, reference, rng, lr):
    x, labels, params = _arguments(_scaled, rng, (6, 1, 8, 9), (3, 4, 8, 5))
    for _ in range(5):
        expected = reference.lenet_step(x, labels, params)
        assert_close(submission.lenet_step(x, labels, params), expected, terms=x.size)
        params = {name: p - lr * expected[1][name] for name, p in params.items()}


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_memory_layouts(submission, reference, rng, layout):
    for image, widths in [((2, 1, 9, 5), (3, 2, 4, 3)), ((3, 2, 4, 8), (2, 4, 5, 6))]:
        x, labels, params = _arguments(_scaled, rng, image, widths)
        x, labels = inputs.LAYOUTS[layout](x), inputs.LAYOUTS[layout](labels)
        params = {name: inputs.LAYOUTS[layout](p) for name, p in params.items()}
        actual = submission.lenet_step(x, labels, params)
        assert_close(actual, reference.lenet_step(x, labels, params), terms=x.size)


def test_keeps_arguments(submission, reference, rng):
    x, labels, params = _arguments(_scaled, rng, (2, 1, 9, 5), (3, 2, 4, 3))
    expected = reference.lenet_step(x, labels, params)
    assert_keeps_arguments(submission.lenet_step, expected, x, labels, params, terms=x.size)
