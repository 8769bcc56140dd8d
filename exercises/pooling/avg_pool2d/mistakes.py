"""Wrong versions of avg_pool2d."""

import numpy as np

from autograder.checking import mistake_in
from solutions.pooling import avg_pool2d
from solutions.sizes import pair


@mistake_in("avg_pool2d")
def divided_by_the_image(x, kernel, stride=None, padding=0, count_include_pad=True):
    (kh, kw), (h, w) = pair(kernel), x.shape[2:]
    return avg_pool2d(x, kernel, stride, padding) * (kh * kw) / (h * w)


@mistake_in("avg_pool2d")
def padding_always_counted(x, kernel, stride=None, padding=0, count_include_pad=True):
    return avg_pool2d(x, kernel, stride, padding)


@mistake_in("avg_pool2d")
def padding_never_counted(x, kernel, stride=None, padding=0, count_include_pad=True):
    with np.errstate(invalid="ignore"):
        return avg_pool2d(x, kernel, stride, padding, False)


@mistake_in("avg_pool2d")
def stride_one_by_default(x, kernel, stride=None, padding=0, count_include_pad=True):
    return avg_pool2d(x, kernel, 1 if stride is None else stride, padding, count_include_pad)


@mistake_in("avg_pool2d")
def area_of_a_square_window(x, kernel, stride=None, padding=0, count_include_pad=True):
    kh, kw = pair(kernel)
    return avg_pool2d(x, kernel, stride, padding, count_include_pad) * kw / kh


@mistake_in("avg_pool2d")
def whole_division(x, kernel, stride=None, padding=0, count_include_pad=True):
    y = np.floor(avg_pool2d(x, kernel, stride, padding, count_include_pad))
    return y.astype(x.dtype)


@mistake_in("avg_pool2d")
def sum_for_mean(x, kernel, stride=None, padding=0, count_include_pad=True):
    kh, kw = pair(kernel)
    return avg_pool2d(x, kernel, stride, padding) * (kh * kw)


@mistake_in("avg_pool2d")
def kernel_height_and_width_swapped(x, kernel, stride=None, padding=0, count_include_pad=True):
    kh, kw = pair(kernel)
    stride = (kh, kw) if stride is None else stride
    return avg_pool2d(x, (kw, kh), stride, padding, count_include_pad)


@mistake_in("avg_pool2d")
def empty_when_the_window_does_not_fit(x, kernel, stride=None, padding=0, count_include_pad=True):
    try:
        return avg_pool2d(x, kernel, stride, padding, count_include_pad)
    except ValueError:
        sizes = zip(x.shape[2:], pair(kernel), pair(stride), pair(padding), strict=True)
        return np.zeros((*x.shape[:2], *((m + 2 * p - k) // s + 1 for m, k, s, p in sizes)))


@mistake_in("avg_pool2d")
def zeros_of_the_image_left_out(x, kernel, stride=None, padding=0, count_include_pad=True):
    if count_include_pad:
        return avg_pool2d(x, kernel, stride, padding)
    total = avg_pool2d(x, kernel, stride, padding)
    lit = avg_pool2d(x != 0, kernel, stride, padding)
    return np.divide(total, lit, out=np.zeros_like(total), where=lit > 0)


@mistake_in("avg_pool2d")
def window_compared_with_the_bare_map(x, kernel, stride=None, padding=0, count_include_pad=True):
    (kh, kw), (h, w) = pair(kernel), x.shape[2:]
    if kh > h or kw > w:
        raise ValueError
    return avg_pool2d(x, kernel, stride, padding, count_include_pad)
