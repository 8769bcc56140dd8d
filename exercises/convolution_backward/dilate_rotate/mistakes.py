"""Wrong versions of dilate2d and rot180."""

import numpy as np

from autograder.checking import mistake_in
from solutions.convolution_backward import dilate2d, rot180
from solutions.sizes import pair


@mistake_in("dilate2d")
def one_zero_too_many(x, stride):
    sh, sw = pair(stride)
    return dilate2d(x, (sh + 1, sw + 1))


@mistake_in("dilate2d")
def zeros_after_the_last(x, stride):
    return np.pad(dilate2d(x, stride), [(0, 0), (0, 0), *((0, s - 1) for s in pair(stride))])


@mistake_in("dilate2d")
def zeros_before_the_first(x, stride):
    return np.pad(dilate2d(x, stride), [(0, 0), (0, 0), *((s - 1, 0) for s in pair(stride))])


@mistake_in("dilate2d")
def stride_axes_swapped(x, stride):
    sh, sw = pair(stride)
    return dilate2d(x, (sw, sh))


@mistake_in("dilate2d")
def values_repeated(x, stride):
    sh, sw = pair(stride)
    repeated = x.repeat(sh, axis=2).repeat(sw, axis=3)
    return repeated[:, :, : repeated.shape[2] - sh + 1, : repeated.shape[3] - sw + 1]


@mistake_in("dilate2d")
def rows_only(x, stride):
    return dilate2d(x, (pair(stride)[0], 1))


@mistake_in("dilate2d")
def one_stride_for_both_axes(x, stride):
    return dilate2d(x, pair(stride)[0])


@mistake_in("dilate2d")
def batch_and_channels_dilated_too(x, stride):
    sh, sw = pair(stride)
    n, c, h, w = x.shape
    y = np.zeros(((n - 1) * sh + 1, (c - 1) * sw + 1, (h - 1) * sh + 1, (w - 1) * sw + 1))
    y[::sh, ::sw, ::sh, ::sw] = x
    return y


@mistake_in("rot180")
def transposed(w):
    return w.swapaxes(2, 3)


@mistake_in("rot180")
def turned_and_transposed(w):
    return rot180(w).swapaxes(2, 3)


@mistake_in("rot180")
def upside_down_only(w):
    return np.flip(w, axis=2)


@mistake_in("rot180")
def left_to_right_only(w):
    return np.flip(w, axis=3)


@mistake_in("rot180")
def every_axis_reversed(w):
    return np.flip(w)


@mistake_in("rot180")
def filters_and_channels_swapped(w):
    return rot180(w).swapaxes(0, 1)


@mistake_in("rot180")
def quarter_turn(w):
    return np.rot90(w, axes=(2, 3))


@mistake_in("rot180")
def not_turned(w):
    return w.copy()


@mistake_in("rot180")
def channels_reversed_too(w):
    return rot180(w)[:, ::-1]


@mistake_in("rot180")
def filters_and_channels_turned(w):
    return np.rot90(w, 2)
