"""Wrong versions of conv_transpose2d."""

import numpy as np

from autograder.checking import mistake_in
from solutions.sizes import pair
from solutions.transposed import conv_transpose2d


@mistake_in("conv_transpose2d")
def nothing_refused(x, w, b=None, stride=1, padding=0, output_padding=0):
    (sh, sw), (ph, pw), (eh, ew) = pair(stride), pair(padding), pair(output_padding)
    (n, _, rows, columns), (_, c_out, kh, kw) = x.shape, w.shape
    y = np.zeros((n, c_out, (rows - 1) * sh + kh + eh, (columns - 1) * sw + kw + ew))
    for i, j in np.ndindex(rows, columns):
        stamp = np.tensordot(x[:, :, i, j], w, 1)
        y[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += stamp
    y = y[:, :, ph : y.shape[2] - ph, pw : y.shape[3] - pw]
    return y if b is None else y + b[:, None, None]


@mistake_in("conv_transpose2d")
def kernel_laid_out_out_in(x, w, b=None, stride=1, padding=0, output_padding=0):
    return conv_transpose2d(x, w.swapaxes(0, 1), b, stride, padding, output_padding)


@mistake_in("conv_transpose2d")
def kernel_flipped(x, w, b=None, stride=1, padding=0, output_padding=0):
    return conv_transpose2d(x, w[:, :, ::-1, ::-1], b, stride, padding, output_padding)


@mistake_in("conv_transpose2d")
def assigns_instead_of_accumulating(x, w, b=None, stride=1, padding=0, output_padding=0):
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    y = np.zeros_like(conv_transpose2d(x, w, None, stride, 0, output_padding))
    for i, j in np.ndindex(x.shape[2:]):
        stamp = np.tensordot(x[:, :, i, j], w, 1)
        y[:, :, i * sh : i * sh + w.shape[2], j * sw : j * sw + w.shape[3]] = stamp
    y = y[:, :, ph : y.shape[2] - ph, pw : y.shape[3] - pw]
    return y if b is None else y + b[:, None, None]


@mistake_in("conv_transpose2d")
def padding_added(x, w, b=None, stride=1, padding=0, output_padding=0):
    ph, pw = pair(padding)
    y = conv_transpose2d(x, w, None, stride, 0, output_padding)
    y = np.pad(y, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    return y if b is None else y + b[:, None, None]


@mistake_in("conv_transpose2d")
def padding_of_the_input(x, w, b=None, stride=1, padding=0, output_padding=0):
    ph, pw = pair(padding)
    x = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    return conv_transpose2d(x, w, b, stride, 0, output_padding)


@mistake_in("conv_transpose2d")
def padding_ignored(x, w, b=None, stride=1, padding=0, output_padding=0):
    return conv_transpose2d(x, w, b, stride, 0, output_padding)


@mistake_in("conv_transpose2d")
def crop_breaks_at_zero(x, w, b=None, stride=1, padding=0, output_padding=0):
    ph, pw = pair(padding)
    return conv_transpose2d(x, w, b, stride, 0, output_padding)[:, :, ph:-ph, pw:-pw]


@mistake_in("conv_transpose2d")
def output_padding_before(x, w, b=None, stride=1, padding=0, output_padding=0):
    (ph, pw), (eh, ew) = pair(padding), pair(output_padding)
    y = conv_transpose2d(x, w, None, stride)
    y = np.pad(y, ((0, 0), (0, 0), (eh, 0), (ew, 0)))
    y = y[:, :, ph : y.shape[2] - ph, pw : y.shape[3] - pw]
    return y if b is None else y + b[:, None, None]


@mistake_in("conv_transpose2d")
def output_padding_after_the_crop(x, w, b=None, stride=1, padding=0, output_padding=0):
    eh, ew = pair(output_padding)
    y = np.pad(conv_transpose2d(x, w, None, stride, padding), ((0, 0), (0, 0), (0, eh), (0, ew)))
    return y if b is None else y + b[:, None, None]


@mistake_in("conv_transpose2d")
def output_padding_not_checked(x, w, b=None, stride=1, padding=0, output_padding=0):
    (sh, sw), (eh, ew) = pair(stride), pair(output_padding)
    if eh < sh and ew < sw:
        return conv_transpose2d(x, w, b, stride, padding, output_padding)
    return conv_transpose2d(x, w, b, stride, padding)


@mistake_in("conv_transpose2d")
def bias_in_every_stamp(x, w, b=None, stride=1, padding=0, output_padding=0):
    y = conv_transpose2d(x, w, None, stride, padding, output_padding)
    if b is None:
        return y
    ones = np.ones((x.shape[0], 1, *x.shape[2:]))
    each = np.broadcast_to(b[None, :, None, None], (1, *w.shape[1:]))
    return y + conv_transpose2d(ones, each, None, stride, padding, output_padding)


@mistake_in("conv_transpose2d")
def bias_forgotten(x, w, b=None, stride=1, padding=0, output_padding=0):
    return conv_transpose2d(x, w, None, stride, padding, output_padding)


@mistake_in("conv_transpose2d")
def strides_swapped(x, w, b=None, stride=1, padding=0, output_padding=0):
    sh, sw = pair(stride)
    return conv_transpose2d(x, w, b, (sw, sh), padding, output_padding)
