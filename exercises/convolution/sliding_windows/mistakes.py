"""Wrong versions of sliding_windows."""

import numpy as np

from autograder.checking import mistake_in
from solutions.convolution import sliding_windows
from solutions.sizes import pair


def strided(x, kernel, stride, steps):
    """A read-only view whose strides are computed from `steps`, the strides taken for x's."""
    (kh, kw), (sh, sw) = pair(kernel), pair(stride)
    oh, ow = sliding_windows(x, (kh, kw), (sh, sw)).shape[2:4]
    by_image, by_channel, by_row, by_column = steps
    return np.lib.stride_tricks.as_strided(
        x,
        (*x.shape[:2], oh, ow, kh, kw),
        (by_image, by_channel, sh * by_row, sw * by_column, by_row, by_column),
        writeable=False,
    )


def packed(shape, itemsize):
    """The strides of a C-contiguous array."""
    _, c, h, w = shape
    return c * h * w * itemsize, h * w * itemsize, w * itemsize, itemsize


@mistake_in("sliding_windows")
def strides_from_the_shape(x, kernel, stride=1):
    return strided(x, kernel, stride, packed(x.shape, x.itemsize))


@mistake_in("sliding_windows")
def eight_bytes_per_number(x, kernel, stride=1):
    return strided(x, kernel, stride, packed(x.shape, 8))


@mistake_in("sliding_windows")
def stride_not_multiplied(x, kernel, stride=1):
    oh, ow = sliding_windows(x, kernel, stride).shape[2:4]
    return sliding_windows(x, kernel)[:, :, :oh, :ow]


@mistake_in("sliding_windows")
def stride_inside_the_window(x, kernel, stride=1):
    (kh, kw), (sh, sw) = pair(kernel), pair(stride)
    oh, ow = sliding_windows(x, kernel, stride).shape[2:4]
    return sliding_windows(x, (oh, ow), (sh, sw))[:, :, :kh, :kw].transpose(0, 1, 4, 5, 2, 3)


@mistake_in("sliding_windows")
def window_axes_before_positions(x, kernel, stride=1):
    return sliding_windows(x, kernel, stride).transpose(0, 1, 4, 5, 2, 3)


@mistake_in("sliding_windows")
def channels_after_positions(x, kernel, stride=1):
    return sliding_windows(x, kernel, stride).transpose(0, 2, 3, 1, 4, 5)


@mistake_in("sliding_windows")
def kernel_axes_swapped(x, kernel, stride=1):
    return sliding_windows(x, pair(kernel)[::-1], stride)


@mistake_in("sliding_windows")
def strides_swapped(x, kernel, stride=1):
    return sliding_windows(x, kernel, pair(stride)[::-1])


@mistake_in("sliding_windows")
def last_window_left_out(x, kernel, stride=1):
    (kh, kw), (sh, sw) = pair(kernel), pair(stride)
    oh, ow = (x.shape[2] - kh) // sh, (x.shape[3] - kw) // sw
    return sliding_windows(x, kernel, stride)[:, :, :oh, :ow]


@mistake_in("sliding_windows")
def empty_when_the_kernel_does_not_fit(x, kernel, stride=1):
    (kh, kw), (sh, sw) = pair(kernel), pair(stride)
    oh, ow = (x.shape[2] - kh) // sh + 1, (x.shape[3] - kw) // sw + 1
    if oh and ow:
        return sliding_windows(x, kernel, stride)
    return np.empty((*x.shape[:2], oh, ow, kh, kw), dtype=x.dtype)


@mistake_in("sliding_windows")
def windows_that_hold_nothing(x, kernel, stride=1):
    (kh, kw), (sh, sw) = pair(kernel), pair(stride)
    if min(kh, kw) > 0:
        return sliding_windows(x, kernel, stride)
    oh, ow = (x.shape[2] - kh) // sh + 1, (x.shape[3] - kw) // sw + 1
    return np.empty((*x.shape[:2], oh, ow, kh, kw), dtype=x.dtype)


@mistake_in("sliding_windows")
def copy_for_a_view(x, kernel, stride=1):
    return sliding_windows(x, kernel, stride).copy()


@mistake_in("sliding_windows")
def writeable_view(x, kernel, stride=1):
    windows = sliding_windows(x, kernel, stride)
    return np.lib.stride_tricks.as_strided(x, windows.shape, windows.strides)


@mistake_in("sliding_windows")
def image_made_contiguous_first(x, kernel, stride=1):
    return sliding_windows(np.ascontiguousarray(x), kernel, stride)
