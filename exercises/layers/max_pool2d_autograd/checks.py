"""Hidden checks of max_pool2d_autograd."""

import numpy as np
import pytest
from hypothesis import strategies as st

from autograder.checking import assert_close, assert_keeps_arguments, inputs, small
from autograder.sandbox import Source, Tensor
from solutions.sizes import pair


def _ask(subject, x, kernel, stride, padding, dy):
    y, gradients = subject.max_pool2d_autograd.vjp(Tensor(x, True), kernel, stride, padding, dy=dy)
    return {"y": y, **dict(zip(("dx",), gradients, strict=False))}


@st.composite
def _small(draw):
    n, c, h, w = draw(st.tuples(*[st.integers(1, 2)] * 2, *[st.integers(3, 4)] * 2))
    x = 7.0 * np.arange(n * c * h * w).reshape(n, c, h, w) % 11 - draw(st.sampled_from([0, 20]))
    kernel, stride = draw(small.pairs(2, 3)), draw(st.one_of(st.none(), small.pairs(1, 3)))
    padding = draw(small.pairs(0, 1))
    axes = zip(
        (h, w), pair(kernel), pair(kernel if stride is None else stride), pair(padding), strict=True
    )
    places = ((size + 2 * p - k) // s + 1 for size, k, s, p in axes)
    dy = draw(small.arrays(n, c, *places))
    return {"x": x, "kernel": kernel, "stride": stride, "padding": padding, "dy": dy}


SMALL = {"max_pool2d_autograd": small.Scenario(_small(), _ask)}

CASES = pytest.mark.parametrize(
    ("shape", "kernel", "stride", "padding"),
    [
        ((2, 3, 6, 5), 2, None, 0),
        ((1, 2, 7, 8), 3, 2, 1),
        ((3, 1, 5, 7), (2, 3), 1, (1, 0)),
        ((2, 2, 8, 6), (3, 3), (1, 2), (0, 1)),
        ((1, 3, 9, 7), (2, 4), (3, 3), (1, 1)),
    ],
)


GUARDED = """
import torch


class Guarded(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        if "pool" in getattr(function, "__name__", ""):
            raise PermissionError("this pooling is PyTorch's")
        return super().__torch_function__(function, types, args, kwargs or {})


cells = torch.arange(120, dtype=torch.float64) * 7 % 11 - 5
guarded = cells.reshape(2, 3, 4, 5).as_subclass(Guarded)
"""
"""A tensor, of whole numbers, that refuses to go into any pooling of PyTorch's own."""


def draw(rng, shape):
    return Tensor(inputs.shuffled(rng, *shape, gap=0.75) - 30, True)


@CASES
def test_values(submission, reference, rng, shape, kernel, stride, padding):
    x = Tensor(draw(rng, shape).array)
    expected = reference.max_pool2d_autograd(x, kernel, stride, padding)
    actual = submission.max_pool2d_autograd(x, kernel, stride=stride, padding=padding)
    assert_close(actual, expected)


@CASES
def test_gradients(submission, reference, rng, shape, kernel, stride, padding):
    x = draw(rng, shape)
    y = reference.max_pool2d_autograd(x, kernel, stride, padding)
    dy = inputs.normal(rng, *y.array.shape)
    arguments = (x, kernel, stride, padding)
    expected = reference.max_pool2d_autograd.vjp(*arguments, dy=dy)
    assert_close(submission.max_pool2d_autograd.vjp(*arguments, dy=dy), expected, terms=12)


@pytest.mark.parametrize(("kernel", "stride"), [(2, 1), ((2, 3), (1, 2))])
def test_own_pooling(submission, reference, kernel, stride):
    x = Source(GUARDED, "guarded")
    expected = reference.max_pool2d_autograd(x, kernel, stride)
    assert_close(submission.max_pool2d_autograd(x, kernel, stride), expected)


def test_keeps_arguments(submission, reference, rng):
    x = Tensor(draw(rng, (2, 3, 5, 6)).array)
    expected = reference.max_pool2d_autograd(x, 2, 1, 1)
    assert_keeps_arguments(submission.max_pool2d_autograd, expected, x, 2, 1, 1)
