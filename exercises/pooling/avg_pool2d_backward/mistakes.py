"""Wrong versions of avg_pool2d_backward."""

import numpy as np

from autograder.checking import mistake_in
from solutions.pooling import avg_pool2d_backward
from solutions.sizes import pair


def spread(dy, x_shape, kernel, stride, padding, count_include_pad, assign=False):
    """The gradient of the padded image; windows may hang over."""
    (kh, kw), (sh, sw), (ph, pw) = pair(kernel), pair(stride), pair(padding)
    n, c, h, w = x_shape
    dpadded = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    real = np.pad(np.ones((h, w)), ((ph, ph), (pw, pw)))
    for i, j in np.ndindex(dy.shape[2:]):
        rows, columns = slice(i * sh, i * sh + kh), slice(j * sw, j * sw + kw)
        count = kh * kw if count_include_pad else max(1, real[rows, columns].sum())
        share = dy[:, :, i, j, np.newaxis, np.newaxis] / count
        if assign:
            dpadded[:, :, rows, columns] = share
        else:
            dpadded[:, :, rows, columns] += share
    return dpadded


def cropped(dpadded, x_shape, padding):
    (ph, pw), (h, w) = pair(padding), x_shape[2:]
    return dpadded[:, :, ph : ph + h, pw : pw + w].copy()


def reach(dy, kernel, stride):
    """Height and width of what the windows cover, from the first to the last."""
    sides = zip(dy.shape[2:], pair(kernel), pair(kernel if stride is None else stride), strict=True)
    return tuple((o - 1) * s + k for o, k, s in sides)


@mistake_in("avg_pool2d_backward")
def divided_by_the_image(dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True):
    (kh, kw), (h, w) = pair(kernel), x_shape[2:]
    return avg_pool2d_backward(dy, x_shape, kernel, stride, padding) * (kh * kw) / (h * w)


@mistake_in("avg_pool2d_backward")
def not_divided(dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True):
    kh, kw = pair(kernel)
    return avg_pool2d_backward(dy, x_shape, kernel, stride, padding) * (kh * kw)


@mistake_in("avg_pool2d_backward")
def assigned_not_added(dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True):
    stride = kernel if stride is None else stride
    dpadded = spread(dy, x_shape, kernel, stride, padding, count_include_pad, assign=True)
    return cropped(dpadded, x_shape, padding)


@mistake_in("avg_pool2d_backward")
def remainder_split_before_and_after(
    dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True
):
    dx = avg_pool2d_backward(dy, x_shape, kernel, stride, padding, count_include_pad)
    sides = zip(x_shape[2:], pair(padding), reach(dy, kernel, stride), strict=True)
    before = tuple((m + 2 * p - covered) // 2 for m, p, covered in sides)
    return np.roll(dx, before, axis=(2, 3))


@mistake_in("avg_pool2d_backward")
def remainder_left_out(dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True):
    dx = avg_pool2d_backward(dy, x_shape, kernel, stride, padding, count_include_pad)
    sides = zip(pair(padding), reach(dy, kernel, stride), strict=True)
    height, width = (covered - p for p, covered in sides)
    return dx[:, :, :height, :width].copy()


@mistake_in("avg_pool2d_backward")
def padding_not_cropped(dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True):
    stride = kernel if stride is None else stride
    return spread(dy, x_shape, kernel, stride, padding, count_include_pad)


@mistake_in("avg_pool2d_backward")
def negative_slice_breaks_at_zero(
    dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True
):
    ph, pw = pair(padding)
    stride = kernel if stride is None else stride
    dpadded = spread(dy, x_shape, kernel, stride, padding, count_include_pad)
    return dpadded[:, :, ph:-ph, pw:-pw].copy()


@mistake_in("avg_pool2d_backward")
def padding_always_counted(dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True):
    return avg_pool2d_backward(dy, x_shape, kernel, stride, padding)


@mistake_in("avg_pool2d_backward")
def padding_never_counted(dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True):
    with np.errstate(divide="ignore", invalid="ignore"):
        return avg_pool2d_backward(dy, x_shape, kernel, stride, padding, False)


@mistake_in("avg_pool2d_backward")
def kernel_height_and_width_swapped(
    dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True
):
    kh, kw = pair(kernel)
    stride = (kh, kw) if stride is None else stride
    dpadded = spread(dy, x_shape, (kw, kh), stride, padding, count_include_pad)
    return cropped(dpadded, x_shape, padding)


@mistake_in("avg_pool2d_backward")
def stride_one_by_default(dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True):
    stride = 1 if stride is None else stride
    return avg_pool2d_backward(dy, x_shape, kernel, stride, padding, count_include_pad)
