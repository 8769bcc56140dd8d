"""Wrong versions of conv2d_backward_x."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.checking import mistake_in
from solutions.convolution_backward import conv2d_backward_x, dilate2d, rot180
from solutions.sizes import pair


def _of_padded(dy, w, x_shape, stride, padding):
    """The gradient of the padded image."""
    ph, pw = pair(padding)
    n, c, height, width = x_shape
    return conv2d_backward_x(dy, w, (n, c, height + 2 * ph, width + 2 * pw), stride)


def _full(dy, w, stride, before, after):
    """The spread gradient with a border, under the turned kernel."""
    sheet = np.pad(dilate2d(dy, stride), [(0, 0), (0, 0), *zip(before, after, strict=True)])
    windows = sliding_window_view(sheet, w.shape[2:], axis=(2, 3))
    return np.einsum("nohwij,ocij->nchw", windows, rot180(w))


@mistake_in("conv2d_backward_x")
def shapes_not_compared(dy, w, x_shape, stride=1, padding=0):
    (ph, pw), (sh, sw), (kh, kw) = pair(padding), pair(stride), w.shape[2:]
    n, c, height, width = x_shape
    dx = np.zeros((n, c, height + 2 * ph, width + 2 * pw))
    for i, j in np.ndindex(*dy.shape[2:]):
        part = np.einsum("no,ocuv->ncuv", dy[:, :, i, j], w)
        dx[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += part
    return dx[:, :, ph : ph + height, pw : pw + width]


@mistake_in("conv2d_backward_x")
def remainder_missing(dy, w, x_shape, stride=1, padding=0):
    border = [k - 1 for k in w.shape[2:]]
    dx = _full(dy, w, stride, border, border)
    ph, pw = pair(padding)
    return dx[:, :, ph : dx.shape[2] - ph, pw : dx.shape[3] - pw]


@mistake_in("conv2d_backward_x")
def overlaps_overwritten(dy, w, x_shape, stride=1, padding=0):
    (ph, pw), (sh, sw), (kh, kw) = pair(padding), pair(stride), w.shape[2:]
    n, c, height, width = x_shape
    dx = np.zeros((n, c, height + 2 * ph, width + 2 * pw))
    for i, j in np.ndindex(*dy.shape[2:]):
        part = np.tensordot(dy[:, :, i, j], w, axes=1)
        dx[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] = part
    return dx[:, :, ph : ph + height, pw : pw + width]


@mistake_in("conv2d_backward_x")
def kernel_turned_once_too_often(dy, w, x_shape, stride=1, padding=0):
    return conv2d_backward_x(dy, rot180(w), x_shape, stride, padding)


@mistake_in("conv2d_backward_x")
def padding_not_cropped(dy, w, x_shape, stride=1, padding=0):
    return _of_padded(dy, w, x_shape, stride, padding)


@mistake_in("conv2d_backward_x")
def cropped_from_the_corner(dy, w, x_shape, stride=1, padding=0):
    return _of_padded(dy, w, x_shape, stride, padding)[:, :, : x_shape[2], : x_shape[3]]


@mistake_in("conv2d_backward_x")
def negative_slice_breaks_at_zero(dy, w, x_shape, stride=1, padding=0):
    ph, pw = pair(padding)
    return _of_padded(dy, w, x_shape, stride, padding)[:, :, ph:-ph, pw:-pw]


@mistake_in("conv2d_backward_x")
def border_never_below_zero(dy, w, x_shape, stride=1, padding=0):
    before = [max(0, k - 1 - p) for k, p in zip(w.shape[2:], pair(padding), strict=True)]
    reach = dilate2d(dy, stride).shape[2:]
    after = [
        max(0, n - r - b + k - 1)
        for n, r, b, k in zip(x_shape[2:], reach, before, w.shape[2:], strict=True)
    ]
    return _full(dy, w, stride, before, after)[:, :, : x_shape[2], : x_shape[3]]


@mistake_in("conv2d_backward_x")
def stride_forgotten(dy, w, x_shape, stride=1, padding=0):
    ph, pw = pair(padding)
    corner = [n + k - 1 for n, k in zip(dy.shape[2:], w.shape[2:], strict=True)]
    n, c, height, width = x_shape
    dx = np.zeros((n, c, height + 2 * ph, width + 2 * pw))
    dx[:, :, : corner[0], : corner[1]] = conv2d_backward_x(dy, w, (n, c, *corner))
    return dx[:, :, ph : ph + height, pw : pw + width]


@mistake_in("conv2d_backward_x")
def only_the_last_image_unpadded(dy, w, x_shape, stride=1, padding=0):
    dx = conv2d_backward_x(dy, w, x_shape, stride, padding)
    dx[:-1] = 0
    return dx


@mistake_in("conv2d_backward_x")
def last_filter_only(dy, w, x_shape, stride=1, padding=0):
    return conv2d_backward_x(dy[:, -1:], w[-1:], x_shape, stride, padding)


@mistake_in("conv2d_backward_x")
def strides_swapped(dy, w, x_shape, stride=1, padding=0):
    (ph, pw), (sh, sw), (kh, kw) = pair(padding), pair(stride), w.shape[2:]
    n, c, height, width = x_shape
    oh, ow = dy.shape[2:]
    dx = np.zeros((n, c, oh * sw + kh + height + 2 * ph, ow * sh + kw + width + 2 * pw))
    for i, j in np.ndindex(oh, ow):
        part = np.tensordot(dy[:, :, i, j], w, axes=1)
        dx[:, :, i * sw : i * sw + kh, j * sh : j * sh + kw] += part
    return dx[:, :, ph : ph + height, pw : pw + width]
