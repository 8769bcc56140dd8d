"""Hidden checks of conv2d_autograd."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small
from autograder.sandbox import Source, Tensor
from solutions.sizes import pair


def _ask(subject, x, w, b, stride, padding, dy):
    leaves = [Tensor(array, True) for array in (x, w, b)]
    y, gradients = subject.conv2d_autograd.vjp(*leaves, stride, padding, dy=dy)
    return {"y": y, **dict(zip(("dx", "dw", "db"), gradients, strict=False))}


@st.composite
def _small(draw):
    x = draw(small.images(2, 2, 4, 4, 2))
    stride, padding = draw(small.pairs(1, 3)), draw(small.pairs(0, 1))
    filters, *kernel = draw(st.tuples(*[st.integers(1, 2)] * 3))
    w, b = draw(small.arrays(filters, x.shape[1], *kernel)), draw(small.arrays(filters))
    axes = zip(x.shape[2:], kernel, pair(stride), pair(padding), strict=True)
    places = ((n + 2 * p - k) // s + 1 for n, k, s, p in axes)
    dy = draw(small.arrays(len(x), filters, *places))
    return {"x": x, "w": w, "b": b, "stride": stride, "padding": padding, "dy": dy}


ONE = np.ones((1, 1, 1, 1))
BEYOND_FLOAT32 = st.fixed_dictionaries(
    {
        "x": st.just(ONE * (2.0**24 + 1)),
        "w": st.just(ONE),
        "b": st.just(np.zeros(1)),
        "stride": st.just(1),
        "padding": st.just(0),
        "dy": st.just(ONE),
    }
)
"""The first whole number that single precision cannot hold."""

SMALL = {"conv2d_autograd": small.Scenario(st.one_of(_small(), BEYOND_FLOAT32), _ask)}

CASES = pytest.mark.parametrize(
    ("image", "kernel", "stride", "padding"),
    [
        ((2, 3, 5, 7), (4, 3, 3, 2), 1, 0),
        ((1, 1, 6, 4), (1, 1, 3, 3), 2, 1),
        ((3, 2, 7, 6), (5, 2, 2, 3), (2, 1), (1, 2)),
        ((2, 2, 8, 7), (3, 2, 2, 1), (3, 3), (1, 1)),
        ((1, 3, 2, 4), (2, 3, 2, 2), (1, 2), (2, 3)),
        ((2, 3, 3, 4), (2, 3, 3, 4), 1, 1),
    ],
)
GUARDED = """
import torch


class Guarded(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        if "conv" in getattr(function, "__name__", ""):
            raise PermissionError("this convolution is PyTorch's")
        return super().__torch_function__(function, types, args, kwargs or {})


cells = torch.arange(120, dtype=torch.float64) * 7 % 11 - 5
guarded = cells.reshape(2, 3, 4, 5).as_subclass(Guarded)
"""
"""A tensor, of whole numbers, that refuses to go into any convolution of PyTorch's own."""


def _draw(rng, image, kernel, draw=inputs.integers):
    """x, w, b: whole numbers in double precision, which are exact in single precision too."""
    return [draw(rng, *shape).astype(np.float64) for shape in (image, kernel, kernel[:1])]


def _compare_gradients(submission, reference, rng, arguments, stride, padding, dy=None):
    expected = reference.conv2d_autograd(*arguments, stride, padding)
    if dy is None:
        dy = inputs.integers(rng, *expected.array.shape).astype(np.float64)
    terms = sum(tensor.array.size for tensor in arguments)
    assert_close(
        submission.conv2d_autograd.vjp(*arguments, stride, padding, dy=dy),
        reference.conv2d_autograd.vjp(*arguments, stride, padding, dy=dy),
        terms=terms,
    )


@CASES
def test_values(submission, reference, rng, image, kernel, stride, padding):
    for dtype in (np.float64, np.float32):
        arguments = [Tensor(array.astype(dtype)) for array in _draw(rng, image, kernel)]
        y = reference.conv2d_autograd(*arguments, stride, padding)
        actual = submission.conv2d_autograd(*arguments, stride=stride, padding=padding)
        assert_close(actual, y, terms=arguments[1].array[0].size)


@CASES
def test_gradients(submission, reference, rng, image, kernel, stride, padding):
    arguments = [Tensor(array, True) for array in _draw(rng, image, kernel)]
    _compare_gradients(submission, reference, rng, arguments, stride, padding)


@pytest.mark.parametrize(
    "wanted", [(False, True, True), (True, False, False), (False, False, True)]
)
def test_some_gradients(submission, reference, rng, wanted):
    arrays = _draw(rng, (3, 2, 4, 5), (4, 2, 2, 3))
    arguments = [Tensor(array, wants) for array, wants in zip(arrays, wanted, strict=True)]
    _compare_gradients(submission, reference, rng, arguments, (2, 1), (0, 1))


@pytest.mark.parametrize("stride", [1, (2, 3)])
def test_double_precision(submission, reference, rng, stride):
    """Single precision rounds the tiny part away, exactly."""
    arrays = _draw(rng, (2, 3, 5, 6), (4, 3, 3, 2))
    tiny = _draw(rng, (2, 3, 5, 6), (4, 3, 3, 2))
    arguments = [Tensor(a + np.ldexp(t, -30), True) for a, t in zip(arrays, tiny, strict=True)]
    y = reference.conv2d_autograd(*arguments, stride, 1)
    assert_close(submission.conv2d_autograd(*arguments, stride, 1), y, terms=18)
    _compare_gradients(submission, reference, rng, arguments, stride, 1)


@pytest.mark.parametrize("layout", ["fortran", "gapped"])
def test_strided_tensors(submission, reference, rng, layout):
    arrange = inputs.LAYOUTS[layout]
    for image, kernel in [((2, 3, 5, 6), (4, 3, 2, 3)), ((1, 2, 4, 4), (2, 2, 3, 2))]:
        arrays = _draw(rng, image, kernel)
        arguments = [Tensor(arrange(array), True) for array in arrays]
        y = reference.conv2d_autograd(*arguments)
        dy = arrange(inputs.integers(rng, *y.array.shape).astype(np.float64))
        _compare_gradients(submission, reference, rng, arguments, 1, 0, dy)


@pytest.mark.parametrize(("stride", "padding"), [(1, 0), ((2, 1), (1, 2))])
def test_own_convolution(submission, reference, rng, stride, padding):
    _, *weights = _draw(rng, (2, 3, 4, 5), (4, 3, 2, 3))
    arguments = [Source(GUARDED, "guarded"), *map(Tensor, weights)]
    expected = reference.conv2d_autograd(*arguments, stride, padding)
    assert_close(submission.conv2d_autograd(*arguments, stride, padding), expected, terms=20)


def test_keeps_arguments(submission, reference, rng):
    arguments = [Tensor(array) for array in _draw(rng, (2, 3, 5, 6), (4, 3, 2, 3))]
    expected = reference.conv2d_autograd(*arguments, 2, 1)
    assert_keeps_arguments(submission.conv2d_autograd, expected, *arguments, 2, 1, terms=18)
