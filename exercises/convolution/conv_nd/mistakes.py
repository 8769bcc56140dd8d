"""Wrong versions of conv_nd."""

import numpy as np

from autograder.checking import mistake_in
from solutions.convolution import conv_nd


@mistake_in("conv_nd")
def kernel_turned_around(x, w, b=None, stride=1, padding=0):
    return conv_nd(x, np.flip(w, tuple(range(2, w.ndim))), b, stride, padding)


@mistake_in("conv_nd")
def sizes_back_to_front(x, w, b=None, stride=1, padding=0):
    stride, padding = (s if isinstance(s, int) else tuple(s)[::-1] for s in (stride, padding))
    return conv_nd(x, w, b, stride, padding)


@mistake_in("conv_nd")
def bias_left_out(x, w, b=None, stride=1, padding=0):
    return conv_nd(x, w, None, stride, padding)


@mistake_in("conv_nd")
def bias_for_every_cell_of_the_kernel(x, w, b=None, stride=1, padding=0):
    cells = int(np.prod(w.shape[2:]))
    return conv_nd(x, w, None if b is None else b * cells, stride, padding)


@mistake_in("conv_nd")
def padding_after_only(x, w, b=None, stride=1, padding=0):
    axes = x.ndim - 2
    padding = (padding,) * axes if isinstance(padding, int) else padding
    return conv_nd(np.pad(x, [(0, 0), (0, 0), *((0, 2 * p) for p in padding)]), w, b, stride)


@mistake_in("conv_nd")
def first_channel_only(x, w, b=None, stride=1, padding=0):
    if x.shape[1] != w.shape[1]:
        raise ValueError
    return conv_nd(x[:, :1], w[:, :1], b, stride, padding)


@mistake_in("conv_nd")
def stride_left_out(x, w, b=None, stride=1, padding=0):
    return conv_nd(x, w, b, 1, padding)
