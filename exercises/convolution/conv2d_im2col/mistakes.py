"""Wrong versions of conv2d_im2col."""

import numpy as np

from autograder.checking import mistake_in
from solutions.convolution import conv2d_im2col, im2col


@mistake_in("conv2d_im2col")
def batch_and_channels_mixed(x, w, b=None, stride=1, padding=0, dilation=1):
    y = conv2d_im2col(x, w, b, stride, padding, dilation)
    return y.transpose(1, 0, 2, 3).reshape(y.shape)


@mistake_in("conv2d_im2col")
def columns_of_all_images_mixed(x, w, b=None, stride=1, padding=0, dilation=1):
    y = conv2d_im2col(x, w, b, stride, padding, dilation)
    cols = im2col(x, w.shape[2:], stride, padding, dilation)
    joined = w.reshape(len(w), -1) @ cols.reshape(cols.shape[1], -1)
    if b is not None:
        joined = joined + b[:, np.newaxis]
    n, c_out, oh, ow = y.shape
    return joined.reshape(c_out, n, oh, ow).transpose(1, 0, 2, 3)


@mistake_in("conv2d_im2col")
def kernel_reshaped_by_columns(x, w, b=None, stride=1, padding=0, dilation=1):
    rows = w.reshape(len(w), -1, order="F")
    return conv2d_im2col(x, rows.reshape(w.shape), b, stride, padding, dilation)


@mistake_in("conv2d_im2col")
def kernel_reshaped_then_transposed(x, w, b=None, stride=1, padding=0, dilation=1):
    rows = w.reshape(-1, len(w)).T
    return conv2d_im2col(x, rows.reshape(w.shape), b, stride, padding, dilation)


@mistake_in("conv2d_im2col")
def kernel_flipped(x, w, b=None, stride=1, padding=0, dilation=1):
    return conv2d_im2col(x, w[:, :, ::-1, ::-1], b, stride, padding, dilation)


@mistake_in("conv2d_im2col")
def height_and_width_swapped(x, w, b=None, stride=1, padding=0, dilation=1):
    y = conv2d_im2col(x, w, b, stride, padding, dilation)
    n, c_out, oh, ow = y.shape
    return y.reshape(n, c_out, ow, oh)


@mistake_in("conv2d_im2col")
def answer_left_in_columns(x, w, b=None, stride=1, padding=0, dilation=1):
    y = conv2d_im2col(x, w, b, stride, padding, dilation)
    return y.reshape(*y.shape[:2], -1)


@mistake_in("conv2d_im2col")
def bias_on_the_column_axis(x, w, b=None, stride=1, padding=0, dilation=1):
    y = conv2d_im2col(x, w, None, stride, padding, dilation)
    if b is None:
        return y
    return (y.reshape(*y.shape[:2], -1) + b).reshape(y.shape)


@mistake_in("conv2d_im2col")
def bias_forgotten(x, w, b=None, stride=1, padding=0, dilation=1):
    return conv2d_im2col(x, w, None, stride, padding, dilation)


@mistake_in("conv2d_im2col")
def dilation_not_passed_on(x, w, b=None, stride=1, padding=0, dilation=1):
    return conv2d_im2col(x, w, b, stride, padding)
