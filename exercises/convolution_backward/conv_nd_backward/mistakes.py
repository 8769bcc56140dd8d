"""Wrong versions of conv_nd_backward."""

import numpy as np

from autograder.checking import mistake_in
from solutions.convolution_backward import conv_nd_backward


@mistake_in("conv_nd_backward")
def windows_overwritten(dy, x, w, stride=1):
    dx = np.zeros(x.shape)
    steps = (stride,) * (x.ndim - 2) if isinstance(stride, int) else stride
    for cell in np.ndindex(*w.shape[2:]):
        reach = zip(cell, dy.shape[2:], steps, strict=True)
        seen = (..., *(slice(u, u + (n - 1) * s + 1, s) for u, n, s in reach))
        dx[seen] = np.moveaxis(np.tensordot(w[(..., *cell)], dy, axes=(0, 1)), 0, 1)
    return (dx, *conv_nd_backward(dy, x, w, stride)[1:])


@mistake_in("conv_nd_backward")
def kernel_turned_around(dy, x, w, stride=1):
    turned = np.flip(w, tuple(range(2, w.ndim)))
    return (conv_nd_backward(dy, x, turned, stride)[0], *conv_nd_backward(dy, x, w, stride)[1:])


@mistake_in("conv_nd_backward")
def mean_over_the_batch(dy, x, w, stride=1):
    dx, dw, db = conv_nd_backward(dy, x, w, stride)
    return dx, dw / len(x), db / len(x)


@mistake_in("conv_nd_backward")
def bias_summed_over_one_axis_too_few(dy, x, w, stride=1):
    dx, dw, _ = conv_nd_backward(dy, x, w, stride)
    return dx, dw, dy.sum(axis=tuple(range(2, dy.ndim)))


@mistake_in("conv_nd_backward")
def results_in_another_order(dy, x, w, stride=1):
    dx, dw, db = conv_nd_backward(dy, x, w, stride)
    return dw, dx, db


@mistake_in("conv_nd_backward")
def stride_left_out(dy, x, w, stride=1):
    """As if the windows stood side by side, one cell apart."""
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), conv_nd_backward(dy, x, w, stride)[2]
    reach = tuple(slice(0, n + k - 1) for n, k in zip(dy.shape[2:], w.shape[2:], strict=True))
    dx[(..., *reach)], dw = conv_nd_backward(dy, x[(..., *reach)], w)[:2]
    return dx, dw, db


@mistake_in("conv_nd_backward")
def first_image_only(dy, x, w, stride=1):
    dx, _, _ = conv_nd_backward(dy, x, w, stride)
    return (dx, *conv_nd_backward(dy[:1], x[:1], w, stride)[1:])
