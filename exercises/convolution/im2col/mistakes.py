"""Wrong versions of im2col."""

import numpy as np

from autograder.checking import mistake_in
from solutions.convolution import im2col
from solutions.given.convolution import conv_output_size
from solutions.sizes import pair


def cells(x, kernel, stride, padding, dilation):
    """The right answer with an axis for each index: (N, C, kh, kw, oh, ow)."""
    positions = conv_output_size(x.shape[2:], kernel, stride, padding, dilation)
    cols = im2col(x, kernel, stride, padding, dilation)
    return cols.reshape(*x.shape[:2], *pair(kernel), *positions)


def swapped(size):
    return pair(size)[::-1]


@mistake_in("im2col")
def channels_last_in_a_column(x, kernel, stride=1, padding=0, dilation=1):
    right = im2col(x, kernel, stride, padding, dilation)
    columns = cells(x, kernel, stride, padding, dilation).transpose(0, 2, 3, 1, 4, 5)
    return columns.reshape(right.shape)


@mistake_in("im2col")
def one_matrix_for_the_batch(x, kernel, stride=1, padding=0, dilation=1):
    return np.concatenate(list(im2col(x, kernel, stride, padding, dilation)), axis=1)


@mistake_in("im2col")
def windows_as_rows(x, kernel, stride=1, padding=0, dilation=1):
    return im2col(x, kernel, stride, padding, dilation).transpose(0, 2, 1)


@mistake_in("im2col")
def positions_column_by_column(x, kernel, stride=1, padding=0, dilation=1):
    right = im2col(x, kernel, stride, padding, dilation)
    columns = cells(x, kernel, stride, padding, dilation).transpose(0, 1, 2, 3, 5, 4)
    return columns.reshape(right.shape)


@mistake_in("im2col")
def cells_column_by_column(x, kernel, stride=1, padding=0, dilation=1):
    right = im2col(x, kernel, stride, padding, dilation)
    columns = cells(x, kernel, stride, padding, dilation).transpose(0, 1, 3, 2, 4, 5)
    return columns.reshape(right.shape)


@mistake_in("im2col")
def position_counted_with_the_height(x, kernel, stride=1, padding=0, dilation=1):
    right = cells(x, kernel, stride, padding, dilation)
    n, c, kh, kw, oh, ow = right.shape
    cols = np.zeros((n, c * kh * kw, oh * ow))
    for u in range(oh):
        for v in range(ow):
            cols[:, :, u * oh + v] = right[..., u, v].reshape(n, -1)
    return cols


@mistake_in("im2col")
def stride_forgotten(x, kernel, stride=1, padding=0, dilation=1):
    return im2col(x, kernel, 1, padding, dilation)


@mistake_in("im2col")
def padding_forgotten(x, kernel, stride=1, padding=0, dilation=1):
    return im2col(x, kernel, stride, 0, dilation)


@mistake_in("im2col")
def dilation_forgotten(x, kernel, stride=1, padding=0, dilation=1):
    return im2col(x, kernel, stride, padding)


@mistake_in("im2col")
def sizes_read_width_first(x, kernel, stride=1, padding=0, dilation=1):
    return im2col(x, *map(swapped, (kernel, stride, padding, dilation)))


@mistake_in("im2col")
def large_kernel_accepted(x, kernel, stride=1, padding=0, dilation=1):
    try:
        return im2col(x, kernel, stride, padding, dilation)
    except ValueError:
        kh, kw = pair(kernel)
        return np.empty((len(x), x.shape[1] * kh * kw, 0))
