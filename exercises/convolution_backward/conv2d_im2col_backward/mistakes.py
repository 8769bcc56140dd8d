"""Wrong versions of conv2d_im2col_backward."""

import numpy as np

from autograder.checking import mistake_in
from solutions.convolution_backward import col2im, conv2d_im2col_backward, rot180
from solutions.given.convolution_backward import im2col


@mistake_in("conv2d_im2col_backward")
def shapes_not_compared(dy, x, w, stride=1, padding=0, dilation=1):
    sizes = w.shape[2:], stride, padding, dilation
    rows = dy.reshape(*dy.shape[:2], -1)
    dcols = w.reshape(len(w), -1).T @ rows
    dw = (rows @ im2col(x, *sizes).swapaxes(1, 2)).sum(axis=0)
    return col2im(dcols, x.shape[2:], *sizes), dw.reshape(w.shape), dy.sum(axis=(0, 2, 3))


@mistake_in("conv2d_im2col_backward")
def batch_not_moved_in_the_columns(dy, x, w, stride=1, padding=0, dilation=1):
    sizes = w.shape[2:], stride, padding, dilation
    cols = im2col(x, *sizes)
    mixed = cols.reshape(cols.shape[1], -1)
    rows = dy.swapaxes(0, 1).reshape(len(w), -1)
    dcols = (w.reshape(len(w), -1).T @ rows).reshape(cols.shape)
    dx = col2im(dcols, x.shape[2:], *sizes)
    return dx, (rows @ mixed.T).reshape(w.shape), rows.sum(axis=1)


@mistake_in("conv2d_im2col_backward")
def batch_not_moved_in_dy(dy, x, w, stride=1, padding=0, dilation=1):
    mixed = dy.reshape(len(w), len(x), *dy.shape[2:]).swapaxes(0, 1)
    dx, dw, _ = conv2d_im2col_backward(mixed, x, w, stride, padding, dilation)
    return dx, dw, dy.sum(axis=(0, 2, 3))


@mistake_in("conv2d_im2col_backward")
def batch_not_moved_for_the_kernel(dy, x, w, stride=1, padding=0, dilation=1):
    dx, _, db = conv2d_im2col_backward(dy, x, w, stride, padding, dilation)
    cols = im2col(x, w.shape[2:], stride, padding, dilation)
    dw = dy.reshape(len(w), -1) @ cols.reshape(cols.shape[1], -1).T
    return dx, dw.reshape(w.shape), db


@mistake_in("conv2d_im2col_backward")
def bias_row_for_each_image(dy, x, w, stride=1, padding=0, dilation=1):
    dx, dw, _ = conv2d_im2col_backward(dy, x, w, stride, padding, dilation)
    return dx, dw, dy.sum(axis=(2, 3))


@mistake_in("conv2d_im2col_backward")
def kernel_gradient_of_one_image(dy, x, w, stride=1, padding=0, dilation=1):
    sizes = stride, padding, dilation
    dx, _, db = conv2d_im2col_backward(dy, x, w, *sizes)
    return dx, conv2d_im2col_backward(dy[-1:], x[-1:], w, *sizes)[1], db


@mistake_in("conv2d_im2col_backward")
def stride_not_passed_to_col2im(dy, x, w, stride=1, padding=0, dilation=1):
    _, dw, db = conv2d_im2col_backward(dy, x, w, stride, padding, dilation)
    dcols = w.reshape(len(w), -1).T @ dy.reshape(*dy.shape[:2], -1)
    dx = col2im(dcols, x.shape[2:], w.shape[2:], padding=padding, dilation=dilation)
    return dx, dw, db


@mistake_in("conv2d_im2col_backward")
def padding_not_passed_to_col2im(dy, x, w, stride=1, padding=0, dilation=1):
    _, dw, db = conv2d_im2col_backward(dy, x, w, stride, padding, dilation)
    dcols = w.reshape(len(w), -1).T @ dy.reshape(*dy.shape[:2], -1)
    dx = col2im(dcols, x.shape[2:], w.shape[2:], stride, dilation=dilation)
    return dx, dw, db


@mistake_in("conv2d_im2col_backward")
def dilation_not_passed_to_col2im(dy, x, w, stride=1, padding=0, dilation=1):
    _, dw, db = conv2d_im2col_backward(dy, x, w, stride, padding, dilation)
    dcols = w.reshape(len(w), -1).T @ dy.reshape(*dy.shape[:2], -1)
    dx = col2im(dcols, x.shape[2:], w.shape[2:], stride, padding)
    return dx, dw, db


@mistake_in("conv2d_im2col_backward")
def results_in_another_order(dy, x, w, stride=1, padding=0, dilation=1):
    dx, dw, db = conv2d_im2col_backward(dy, x, w, stride, padding, dilation)
    return dw, dx, db


@mistake_in("conv2d_im2col_backward")
def averaged_over_the_batch(dy, x, w, stride=1, padding=0, dilation=1):
    dx, dw, db = conv2d_im2col_backward(dy, x, w, stride, padding, dilation)
    return dx, dw / len(x), db / len(x)


@mistake_in("conv2d_im2col_backward")
def kernel_in_place_of_the_window(dy, x, w, stride=1, padding=0, dilation=1):
    dx, _, db = conv2d_im2col_backward(dy, x, w, stride, padding, dilation)
    return dx, w * db[:, None, None, None], db


@mistake_in("conv2d_im2col_backward")
def kernel_turned(dy, x, w, stride=1, padding=0, dilation=1):
    _, dw, db = conv2d_im2col_backward(dy, x, w, stride, padding, dilation)
    return conv2d_im2col_backward(dy, x, rot180(w), stride, padding, dilation)[0], dw, db


@mistake_in("conv2d_im2col_backward")
def padded_gradient_returned(dy, x, w, stride=1, padding=0, dilation=1):
    border = np.array([(p, p) for p in (0, 0, *np.broadcast_to(padding, 2))])
    return conv2d_im2col_backward(dy, np.pad(x, border), w, stride, 0, dilation)
