"""Hidden checks of linear and linear_backward."""

import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, assert_refuses, inputs, small

SIZES = pytest.mark.parametrize(
    ("n", "n_in", "n_out"), [(3, 5, 4), (1, 6, 4), (4, 1, 5), (5, 3, 1), (4, 5, 4), (2, 2, 5)]
)


@st.composite
def _layer(draw):
    n, n_in, n_out = (draw(st.integers(1, 3)) for _ in range(3))
    return {
        "x": draw(small.arrays(n, n_in)),
        "w": draw(small.arrays(n_out, n_in)),
        "b": draw(small.arrays(n_out)),
    }


@st.composite
def _layer_backward(draw):
    layer = draw(_layer())
    dy = draw(small.arrays(len(layer["x"]), len(layer["w"])))
    return {"dy": dy, "x": layer["x"], "w": layer["w"]}


SMALL = {"linear": _layer(), "linear_backward": _layer_backward()}


def _forward(rng, n, n_in, n_out, draw=inputs.normal):
    return draw(rng, n, n_in), draw(rng, n_out, n_in), draw(rng, n_out)


def _backward(rng, n, n_in, n_out, draw=inputs.normal):
    return draw(rng, n, n_out), draw(rng, n, n_in), draw(rng, n_out, n_in)


def _compare_parts(submission, reference, arguments, parts):
    """Compare some of (dx, dw, db)."""
    actual = submission.linear_backward(*arguments)
    expected = reference.linear_backward(*arguments)
    assert_close(actual[parts], expected[parts], terms=sum(arguments[0].shape))


@SIZES
def test_linear_values(submission, reference, rng, n, n_in, n_out):
    arguments = _forward(rng, n, n_in, n_out)
    assert_close(submission.linear(*arguments), reference.linear(*arguments), terms=n_in + 1)


@pytest.mark.parametrize("size", [2, 4])
def test_linear_square(submission, reference, rng, size):
    for n in (size, 3):
        arguments = _forward(rng, n, size, size)
        assert_close(submission.linear(*arguments), reference.linear(*arguments), terms=size + 1)


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_linear_integers_and_layouts(submission, reference, rng, layout):
    for sizes in [(3, 5, 4), (2, 3, 6)]:
        arguments = tuple(map(inputs.LAYOUTS[layout], _forward(rng, *sizes, inputs.integers)))
        expected = reference.linear(*arguments)
        assert_close(submission.linear(*arguments), expected, terms=6, kinds="iuf")


@pytest.mark.parametrize("n_in", [4, 2])
def test_linear_refuses(submission, reference, rng, n_in):
    x, w, b = _forward(rng, 4, 3, 2)
    wrong = inputs.normal(rng, 4, n_in)
    asked = [
        lambda: assert_close(submission.linear(x, w, b), reference.linear(x, w, b), terms=4),
        lambda: assert_refuses(submission.linear, wrong, w, b),
    ]
    for ask in rng.permutation(asked):
        ask()


def test_linear_keeps_arguments(submission, reference, rng):
    x, w, b = _forward(rng, 3, 5, 4)
    expected = reference.linear(x, w, b)
    assert_keeps_arguments(submission.linear, expected, x, w, b, terms=6)


@SIZES
def test_linear_dx(submission, reference, rng, n, n_in, n_out):
    _compare_parts(submission, reference, _backward(rng, n, n_in, n_out), slice(0, 1))


@SIZES
def test_linear_dw(submission, reference, rng, n, n_in, n_out):
    _compare_parts(submission, reference, _backward(rng, n, n_in, n_out), slice(1, 2))


@SIZES
def test_linear_db(submission, reference, rng, n, n_in, n_out):
    _compare_parts(submission, reference, _backward(rng, n, n_in, n_out), slice(2, None))


@pytest.mark.parametrize("size", [2, 4])
def test_linear_backward_square(submission, reference, rng, size):
    for n in (size, 3):
        _compare_parts(submission, reference, _backward(rng, n, size, size), slice(None))


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
def test_linear_backward_integers_and_layouts(submission, reference, rng, layout):
    for sizes in [(3, 5, 4), (2, 3, 6)]:
        arguments = tuple(map(inputs.LAYOUTS[layout], _backward(rng, *sizes, inputs.integers)))
        actual = submission.linear_backward(*arguments)
        expected = reference.linear_backward(*arguments)
        assert_close(actual, expected, terms=6, kinds="iuf")


def test_linear_backward_keeps_arguments(submission, reference, rng):
    dy, x, w = _backward(rng, 3, 5, 4)
    expected = reference.linear_backward(dy, x, w)
    assert_keeps_arguments(submission.linear_backward, expected, dy, x, w, terms=6)
