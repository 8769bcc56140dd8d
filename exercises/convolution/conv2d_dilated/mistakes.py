"""Wrong versions of conv2d_dilated."""

import numpy as np

from autograder.checking import mistake_in
from solutions.convolution import conv2d_dilated
from solutions.sizes import pair


def wider(dilation, more):
    dh, dw = pair(dilation)
    return dh + more, dw + more


@mistake_in("conv2d_dilated")
def as_many_zeros_as_the_dilation(x, w, b=None, stride=1, padding=0, dilation=1):
    return conv2d_dilated(x, w, b, stride, padding, wider(dilation, 1))


@mistake_in("conv2d_dilated")
def one_zero_more_than_the_dilation(x, w, b=None, stride=1, padding=0, dilation=1):
    return conv2d_dilated(x, w, b, stride, padding, wider(dilation, 2))


@mistake_in("conv2d_dilated")
def zeros_after_the_last_weight(x, w, b=None, stride=1, padding=0, dilation=1):
    dh, dw = pair(dilation)
    c_out, c_in, kh, kw = w.shape
    spread = np.zeros((c_out, c_in, dh * kh, dw * kw), dtype=w.dtype)
    spread[:, :, ::dh, ::dw] = w
    return conv2d_dilated(x, spread, b, stride, padding)


@mistake_in("conv2d_dilated")
def axes_swapped(x, w, b=None, stride=1, padding=0, dilation=1):
    dh, dw = pair(dilation)
    return conv2d_dilated(x, w, b, stride, padding, (dw, dh))


@mistake_in("conv2d_dilated")
def dilation_used_as_stride(x, w, b=None, stride=1, padding=0, dilation=1):
    return conv2d_dilated(x, w, b, dilation, padding)


@mistake_in("conv2d_dilated")
def dilation_ignored(x, w, b=None, stride=1, padding=0, dilation=1):
    return conv2d_dilated(x, w, b, stride, padding)


@mistake_in("conv2d_dilated")
def weights_repeated(x, w, b=None, stride=1, padding=0, dilation=1):
    dh, dw = pair(dilation)
    return conv2d_dilated(x, w.repeat(dh, axis=2).repeat(dw, axis=3), b, stride, padding)


@mistake_in("conv2d_dilated")
def image_spread_too(x, w, b=None, stride=1, padding=0, dilation=1):
    dh, dw = pair(dilation)
    n, c, height, width = x.shape
    spread = np.zeros((n, c, dh * (height - 1) + 1, dw * (width - 1) + 1), dtype=x.dtype)
    spread[:, :, ::dh, ::dw] = x
    return conv2d_dilated(spread, w, b, stride, padding, dilation)


@mistake_in("conv2d_dilated")
def weights_in_the_dtype_of_the_image(x, w, b=None, stride=1, padding=0, dilation=1):
    return conv2d_dilated(x, w.astype(x.dtype), b, stride, padding, dilation)
