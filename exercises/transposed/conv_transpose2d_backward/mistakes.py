"""Wrong versions of conv_transpose2d_backward."""

import numpy as np

from autograder.checking import mistake_in
from solutions.sizes import pair
from solutions.transposed import conv_transpose2d_backward


@mistake_in("conv_transpose2d_backward")
def kernel_transposed_for_dx(dy, x, w, stride=1, padding=0):
    _, dw, db = conv_transpose2d_backward(dy, x, w, stride, padding)
    return conv_transpose2d_backward(dy, x, w.swapaxes(0, 1), stride, padding)[0], dw, db


@mistake_in("conv_transpose2d_backward")
def kernel_flipped_for_dx(dy, x, w, stride=1, padding=0):
    _, dw, db = conv_transpose2d_backward(dy, x, w, stride, padding)
    turned = w[:, :, ::-1, ::-1]
    return conv_transpose2d_backward(dy, x, turned, stride, padding)[0], dw, db


@mistake_in("conv_transpose2d_backward")
def x_and_dy_swapped_in_dw(dy, x, w, stride=1, padding=0):
    dx, dw, db = conv_transpose2d_backward(dy, x, w, stride, padding)
    return dx, dw[:, :, ::-1, ::-1].swapaxes(0, 1).copy(), db


@mistake_in("conv_transpose2d_backward")
def dw_out_in(dy, x, w, stride=1, padding=0):
    dx, dw, db = conv_transpose2d_backward(dy, x, w, stride, padding)
    return dx, dw.swapaxes(0, 1).copy(), db


@mistake_in("conv_transpose2d_backward")
def padding_forgotten(dy, x, w, stride=1, padding=0):
    ph, pw = pair(padding)
    dy = np.pad(dy, ((0, 0), (0, 0), (0, 2 * ph), (0, 2 * pw)))
    return conv_transpose2d_backward(dy, x, w, stride)


@mistake_in("conv_transpose2d_backward")
def padding_cropped_from_dy(dy, x, w, stride=1, padding=0):
    ph, pw = pair(padding)
    inner = dy[:, :, ph : max(ph, dy.shape[2] - ph), pw : max(pw, dy.shape[3] - pw)]
    below, right = (big - small for big, small in zip(dy.shape[2:], inner.shape[2:], strict=True))
    inner = np.pad(inner, ((0, 0), (0, 0), (0, below + 2 * ph), (0, right + 2 * pw)))
    return (
        *conv_transpose2d_backward(inner, x, w, stride)[:2],
        conv_transpose2d_backward(dy, x, w, stride, padding)[2],
    )


@mistake_in("conv_transpose2d_backward")
def db_from_the_input(dy, x, w, stride=1, padding=0):
    dx, dw, _ = conv_transpose2d_backward(dy, x, w, stride, padding)
    return dx, dw, x.sum(axis=(0, 2, 3))


@mistake_in("conv_transpose2d_backward")
def db_is_a_mean(dy, x, w, stride=1, padding=0):
    dx, dw, _ = conv_transpose2d_backward(dy, x, w, stride, padding)
    return dx, dw, dy.mean(axis=(0, 2, 3))


@mistake_in("conv_transpose2d_backward")
def dw_of_the_last_sample(dy, x, w, stride=1, padding=0):
    dx, _, db = conv_transpose2d_backward(dy, x, w, stride, padding)
    return dx, conv_transpose2d_backward(dy[-1:], x[-1:], w, stride, padding)[1], db


@mistake_in("conv_transpose2d_backward")
def stride_forgotten(dy, x, w, stride=1, padding=0):
    return conv_transpose2d_backward(dy, x, w, 1, padding)


@mistake_in("conv_transpose2d_backward")
def order_of_the_results(dy, x, w, stride=1, padding=0):
    dx, dw, db = conv_transpose2d_backward(dy, x, w, stride, padding)
    return dw, dx, db
