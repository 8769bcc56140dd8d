"""Wrong versions of conv2d_backward_w."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.checking import mistake_in
from solutions.convolution_backward import conv2d_backward_w, dilate2d, rot180
from solutions.sizes import pair


def _padded(x, padding):
    return np.pad(x, [(p, p) for p in (0, 0, *pair(padding))])


@mistake_in("conv2d_backward_w")
def shapes_not_compared(dy, x, kernel, stride=1, padding=0):
    (kh, kw), (sh, sw) = pair(kernel), pair(stride)
    padded = _padded(x, padding)
    dw = np.zeros((dy.shape[1], x.shape[1], kh, kw))
    for i, j in np.ndindex(*dy.shape[2:]):
        window = padded[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
        dw += np.einsum("no,ncuv->ocuv", dy[:, :, i, j], window)
    return dw


@mistake_in("conv2d_backward_w")
def larger_when_the_stride_leaves_a_remainder(dy, x, kernel, stride=1, padding=0):
    spread = dilate2d(dy, stride)
    windows = sliding_window_view(_padded(x, padding), spread.shape[2:], axis=(2, 3))
    return np.einsum("noij,ncuvij->ocuv", spread, windows)


@mistake_in("conv2d_backward_w")
def windows_of_the_image_without_padding(dy, x, kernel, stride=1, padding=0):
    after = [(0, 2 * p) for p in (0, 0, *pair(padding))]
    return conv2d_backward_w(dy, np.pad(x, after), kernel, stride)


@mistake_in("conv2d_backward_w")
def stride_forgotten(dy, x, kernel, stride=1, padding=0):
    kh, kw = pair(kernel)
    oh, ow = dy.shape[2:]
    corner = _padded(x, padding)[:, :, : oh + kh - 1, : ow + kw - 1]
    return conv2d_backward_w(dy, corner, kernel)


@mistake_in("conv2d_backward_w")
def mean_over_the_batch(dy, x, kernel, stride=1, padding=0):
    return conv2d_backward_w(dy, x, kernel, stride, padding) / len(x)


@mistake_in("conv2d_backward_w")
def kernel_turned(dy, x, kernel, stride=1, padding=0):
    return rot180(conv2d_backward_w(dy, x, kernel, stride, padding))


@mistake_in("conv2d_backward_w")
def filters_and_channels_swapped(dy, x, kernel, stride=1, padding=0):
    return conv2d_backward_w(dy, x, kernel, stride, padding).swapaxes(0, 1)


@mistake_in("conv2d_backward_w")
def first_image_only(dy, x, kernel, stride=1, padding=0):
    return conv2d_backward_w(dy[:1], x[:1], kernel, stride, padding)


@mistake_in("conv2d_backward_w")
def last_image_only(dy, x, kernel, stride=1, padding=0):
    return conv2d_backward_w(dy[-1:], x[-1:], kernel, stride, padding)


@mistake_in("conv2d_backward_w")
def last_position_only(dy, x, kernel, stride=1, padding=0):
    last = np.zeros_like(dy)
    last[:, :, -1, -1] = dy[:, :, -1, -1]
    return conv2d_backward_w(last, x, kernel, stride, padding)


@mistake_in("conv2d_backward_w")
def incoming_gradient_ignored(dy, x, kernel, stride=1, padding=0):
    return conv2d_backward_w(np.ones_like(dy), x, kernel, stride, padding)


@mistake_in("conv2d_backward_w")
def strides_swapped(dy, x, kernel, stride=1, padding=0):
    sh, sw = pair(stride)
    kh, kw = pair(kernel)
    oh, ow = dy.shape[2:]
    reach_h, reach_w = (oh - 1) * sw + kh, (ow - 1) * sh + kw
    room = np.zeros((*x.shape[:2], reach_h, reach_w))
    part = _padded(x, padding)[:, :, :reach_h, :reach_w]
    room[:, :, : part.shape[2], : part.shape[3]] = part
    return conv2d_backward_w(dy, room, kernel, (sw, sh))
