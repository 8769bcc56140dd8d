"""Wrong versions of pad2d."""

import numpy as np

from autograder.checking import mistake_in
from solutions.padding import pad2d
from solutions.sizes import sides


@mistake_in("pad2d")
def pad_is_the_total(x, pad, value=0.0):
    (top, bottom), (left, right) = sides(pad)
    half = ((top // 2, bottom - bottom // 2), (left // 2, right - right // 2))
    return pad2d(x, half, value)


@mistake_in("pad2d")
def negative_slice_breaks_at_zero(x, pad, value=0.0):
    (top, bottom), (left, right) = sides(pad)
    y = pad2d(x, pad, value)
    y[...] = value
    y[:, :, top:-bottom, left:-right] = x
    return y


@mistake_in("pad2d")
def axes_swapped(x, pad, value=0.0):
    vertical, horizontal = sides(pad)
    return pad2d(x, (horizontal, vertical), value)


@mistake_in("pad2d")
def value_ignored(x, pad, value=0.0):
    return pad2d(x, pad)


@mistake_in("pad2d")
def before_and_after_swapped(x, pad, value=0.0):
    (top, bottom), (left, right) = sides(pad)
    return pad2d(x, ((bottom, top), (right, left)), value)


@mistake_in("pad2d")
def channels_padded_too(x, pad, value=0.0):
    vertical, horizontal = sides(pad)
    return np.pad(x.astype(float), ((0, 0), vertical, vertical, horizontal), constant_values=value)


@mistake_in("pad2d")
def one_side_only(x, pad, value=0.0):
    (top, _), (left, _) = sides(pad)
    return pad2d(x, ((top, 0), (left, 0)), value)


@mistake_in("pad2d")
def value_truncated_to_the_dtype(x, pad, value=0.0):
    with np.errstate(invalid="ignore"):
        y = np.full(pad2d(x, pad).shape, value, dtype=x.dtype)
    (top, _), (left, _) = sides(pad)
    y[:, :, top : top + x.shape[2], left : left + x.shape[3]] = x
    return y


@mistake_in("pad2d")
def channels_taken_as_last(x, pad, value=0.0):
    return np.moveaxis(pad2d(np.moveaxis(x, 3, 1), pad, value), 1, 3)


@mistake_in("pad2d")
def np_pad_keeps_the_dtype(x, pad, value=0.0):
    rows, columns = sides(pad)
    return np.pad(x, [(0, 0), (0, 0), rows, columns], constant_values=value)


@mistake_in("pad2d")
def image_itself_without_padding(x, pad, value=0.0):
    return x if sides(pad) == ((0, 0), (0, 0)) else pad2d(x, pad, value)
