"""Wrong versions of conv2d_loops."""

import numpy as np

from autograder.checking import mistake_in
from solutions.convolution import conv2d_loops
from solutions.given.convolution import conv_output_size, pad2d
from solutions.sizes import pair


def slide(x, w, b, stride, size, positions, kernel=None):
    """y of `size`, filled at `positions` of x with the window of `kernel` at each."""
    (sh, sw), (kh, kw) = stride, kernel or w.shape[2:]
    y = np.zeros((len(x), len(w), *size))
    for n in range(len(x)):
        for o in range(len(w)):
            for i, j in positions:
                window = x[n, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
                y[n, o, i, j] = np.sum(window * w[o]) + (0.0 if b is None else b[o])
    return y


@mistake_in("conv2d_loops")
def window_start_not_times_the_stride(x, w, b=None, stride=1, padding=0):
    oh, ow = conv_output_size(x.shape[2:], w.shape[2:], stride, padding)
    return conv2d_loops(x, w, b, 1, padding)[:, :, :oh, :ow].copy()


@mistake_in("conv2d_loops")
def loop_limits_swapped(x, w, b=None, stride=1, padding=0):
    oh, ow = conv_output_size(x.shape[2:], w.shape[2:], stride, padding)
    return slide(pad2d(x, padding), w, b, pair(stride), (oh, ow), list(np.ndindex(ow, oh)))


@mistake_in("conv2d_loops")
def kernel_taken_as_square(x, w, b=None, stride=1, padding=0):
    kernel = (w.shape[2], w.shape[2])
    size = conv_output_size(x.shape[2:], kernel, stride, padding)
    padded = pad2d(x, padding)
    return slide(padded, w, b, pair(stride), size, list(np.ndindex(*size)), kernel)


@mistake_in("conv2d_loops")
def width_from_kernel_height(x, w, b=None, stride=1, padding=0):
    kernel = (w.shape[2], w.shape[2])
    size = conv_output_size(x.shape[2:], kernel, stride, padding)
    return slide(pad2d(x, padding), w, b, pair(stride), size, list(np.ndindex(*size)))


@mistake_in("conv2d_loops")
def strides_swapped(x, w, b=None, stride=1, padding=0):
    return conv2d_loops(x, w, b, pair(stride)[::-1], padding)


@mistake_in("conv2d_loops")
def paddings_swapped(x, w, b=None, stride=1, padding=0):
    return conv2d_loops(x, w, b, stride, pair(padding)[::-1])


@mistake_in("conv2d_loops")
def padding_fixed_at_one(x, w, b=None, stride=1, padding=0):
    return conv2d_loops(x, w, b, stride, 1)


@mistake_in("conv2d_loops")
def padding_left_out_of_the_size(x, w, b=None, stride=1, padding=0):
    oh, ow = conv_output_size(x.shape[2:], w.shape[2:], stride)
    return conv2d_loops(x, w, b, stride, padding)[:, :, :oh, :ow].copy()


@mistake_in("conv2d_loops")
def loops_over_the_unpadded_height(x, w, b=None, stride=1, padding=0):
    rows = len(range(0, x.shape[2] - w.shape[2] + 1, pair(stride)[0]))
    y = conv2d_loops(x, w, b, stride, padding)
    y[:, :, rows:] = 0.0
    return y


@mistake_in("conv2d_loops")
def no_more_windows_than_pixels(x, w, b=None, stride=1, padding=0):
    height, width = x.shape[2:]
    y = conv2d_loops(x, w, b, stride, padding)
    y[:, :, height:] = 0.0
    y[:, :, :, width:] = 0.0
    return y


@mistake_in("conv2d_loops")
def bias_added_for_every_product(x, w, b=None, stride=1, padding=0):
    return conv2d_loops(x, w, None if b is None else b * w[0].size, stride, padding)


@mistake_in("conv2d_loops")
def bias_forgotten(x, w, b=None, stride=1, padding=0):
    return conv2d_loops(x, w, None, stride, padding)


@mistake_in("conv2d_loops")
def kernel_flipped(x, w, b=None, stride=1, padding=0):
    return conv2d_loops(x, w[:, :, ::-1, ::-1], b, stride, padding)


@mistake_in("conv2d_loops")
def one_channel_stretched(x, w, b=None, stride=1, padding=0):
    size = conv_output_size(x.shape[2:], w.shape[2:], stride, padding)
    return slide(pad2d(x, padding), w, b, pair(stride), size, list(np.ndindex(*size)))


@mistake_in("conv2d_loops")
def surplus_channels_ignored(x, w, b=None, stride=1, padding=0):
    bias = 0.0 if b is None else b[:, np.newaxis, np.newaxis]
    channels = range(w.shape[1])
    return bias + sum(conv2d_loops(x[:, [c]], w[:, [c]], None, stride, padding) for c in channels)


@mistake_in("conv2d_loops")
def empty_when_the_kernel_does_not_fit(x, w, b=None, stride=1, padding=0):
    room = [n + 2 * p - k for n, p, k in zip(x.shape[2:], pair(padding), w.shape[2:], strict=True)]
    if x.shape[1] != w.shape[1] or min(room) >= 0:
        return conv2d_loops(x, w, b, stride, padding)
    return np.zeros(
        (len(x), len(w), *(r // s + 1 for r, s in zip(room, pair(stride), strict=True)))
    )


@mistake_in("conv2d_loops")
def result_in_the_dtype_of_the_image(x, w, b=None, stride=1, padding=0):
    return conv2d_loops(x, w, b, stride, padding).astype(x.dtype)


@mistake_in("conv2d_loops")
def kernel_compared_with_the_bare_image(x, w, b=None, stride=1, padding=0):
    if w.shape[2] > x.shape[2] or w.shape[3] > x.shape[3]:
        raise ValueError
    return conv2d_loops(x, w, b, stride, padding)


@mistake_in("conv2d_loops")
def no_bias_at_all_if_one_is_zero(x, w, b=None, stride=1, padding=0):
    return conv2d_loops(x, w, b if b is not None and b.all() else None, stride, padding)
