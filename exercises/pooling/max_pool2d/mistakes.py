"""Wrong versions of max_pool2d."""

import numpy as np

from autograder.checking import mistake_in
from solutions.pooling import max_pool2d
from solutions.sizes import pair


def pool(padded, kernel, stride):
    """Every window as a row: (N, C, oh, ow, kh * kw)."""
    sh, sw = pair(kernel if stride is None else stride)
    windows = np.lib.stride_tricks.sliding_window_view(padded, pair(kernel), axis=(2, 3))
    windows = windows[:, :, ::sh, ::sw]
    return windows.reshape(*windows.shape[:4], -1)


def answer(x, windows, best, kernel, stride, padding):
    """(y, index) where `best` is the cell that each window chose."""
    sh, sw = pair(kernel if stride is None else stride)
    ph, pw = pair(padding)
    kw = pair(kernel)[1]
    i, j = np.indices(best.shape)[2:]
    row, column = np.divmod(best, kw)
    y = np.take_along_axis(windows, best[..., np.newaxis], axis=-1)[..., 0]
    return y, (i * sh + row - ph) * x.shape[3] + (j * sw + column - pw)


def with_border(x, padding, value):
    ph, pw = pair(padding)
    sides = ((0, 0), (0, 0), (ph, ph), (pw, pw))
    return np.pad(x.astype(float), sides, constant_values=value)


def as_many_windows(x, kernel, stride, padding, count):
    """The right answer for another number of windows on each axis; they may hang over."""
    (kh, kw), (sh, sw) = pair(kernel), pair(kernel if stride is None else stride)
    padded = with_border(x, padding, -np.inf)
    h, w = padded.shape[2:]
    oh, ow = count(h - kh, sh), count(w - kw, sw)
    over = ((0, 0), (0, 0), (0, oh * sh + kh), (0, ow * sw + kw))
    windows = pool(np.pad(padded, over, constant_values=-np.inf), kernel, (sh, sw))
    windows = windows[:, :, :oh, :ow]
    return answer(x, windows, windows.argmax(axis=-1), kernel, (sh, sw), padding)


@mistake_in("max_pool2d")
def pads_with_zeros(x, kernel, stride=None, padding=0):
    windows = pool(with_border(x, padding, 0.0), kernel, stride)
    return answer(x, windows, windows.argmax(axis=-1), kernel, stride, padding)


@mistake_in("max_pool2d")
def stride_one_by_default(x, kernel, stride=None, padding=0):
    return max_pool2d(x, kernel, 1 if stride is None else stride, padding)


@mistake_in("max_pool2d")
def last_of_the_ties(x, kernel, stride=None, padding=0):
    windows = pool(with_border(x, padding, -np.inf), kernel, stride)
    best = windows.shape[-1] - 1 - windows[..., ::-1].argmax(axis=-1)
    return answer(x, windows, best, kernel, stride, padding)


@mistake_in("max_pool2d")
def index_in_the_window(x, kernel, stride=None, padding=0):
    windows = pool(with_border(x, padding, -np.inf), kernel, stride)
    return windows.max(axis=-1), windows.argmax(axis=-1)


@mistake_in("max_pool2d")
def index_in_the_padded_image(x, kernel, stride=None, padding=0):
    return max_pool2d(with_border(x, padding, -np.inf), kernel, stride)


@mistake_in("max_pool2d")
def index_counts_the_whole_batch(x, kernel, stride=None, padding=0):
    n, c, h, w = x.shape
    y, index = max_pool2d(x, kernel, stride, padding)
    return y, index + h * w * np.arange(n * c).reshape(n, c, 1, 1)


@mistake_in("max_pool2d")
def division_truncated(x, kernel, stride=None, padding=0):
    return as_many_windows(x, kernel, stride, padding, lambda room, step: int(room / step) + 1)


@mistake_in("max_pool2d")
def empty_when_the_window_does_not_fit(x, kernel, stride=None, padding=0):
    try:
        return max_pool2d(x, kernel, stride, padding)
    except ValueError:
        sizes = zip(x.shape[2:], pair(kernel), pair(stride), pair(padding), strict=True)
        shape = (*x.shape[:2], *((m + 2 * p - k) // s + 1 for m, k, s, p in sizes))
        return np.zeros(shape), np.zeros(shape, dtype=np.int64)


@mistake_in("max_pool2d")
def partial_windows_kept(x, kernel, stride=None, padding=0):
    return as_many_windows(x, kernel, stride, padding, lambda room, step: -(-room // step) + 1)


@mistake_in("max_pool2d")
def kernel_height_and_width_swapped(x, kernel, stride=None, padding=0):
    kh, kw = pair(kernel)
    return max_pool2d(x, (kw, kh), (kh, kw) if stride is None else stride, padding)


@mistake_in("max_pool2d")
def maximum_over_all_channels(x, kernel, stride=None, padding=0):
    y, index = max_pool2d(x, kernel, stride, padding)
    winner = y.argmax(axis=1)[:, np.newaxis]
    one = np.ones((1, x.shape[1], 1, 1), dtype=np.int64)
    return one * np.take_along_axis(y, winner, 1), one * np.take_along_axis(index, winner, 1)


@mistake_in("max_pool2d")
def starts_from_a_low_number(x, kernel, stride=None, padding=0):
    y, index = max_pool2d(x, kernel, stride, padding)
    return np.maximum(y, -100_000.0), np.where(y > -100_000.0, index, 0)


@mistake_in("max_pool2d")
def last_cell_of_the_window(x, kernel, stride=None, padding=0):
    windows = pool(with_border(x, padding, -np.inf), kernel, stride)
    best = np.full(windows.shape[:-1], windows.shape[-1] - 1)
    return answer(x, windows, best, kernel, stride, padding)


@mistake_in("max_pool2d")
def border_of_whole_numbers(x, kernel, stride=None, padding=0):
    ph, pw = pair(padding)
    low = np.iinfo(np.int64).min
    with np.errstate(invalid="ignore"):
        whole = x.astype(np.int64)
    sides = ((0, 0), (0, 0), (ph, ph), (pw, pw))
    windows = pool(np.pad(whole, sides, constant_values=low), kernel, stride)
    return answer(x, windows.astype(float), windows.argmax(axis=-1), kernel, stride, padding)


@mistake_in("max_pool2d")
def window_compared_with_the_bare_map(x, kernel, stride=None, padding=0):
    (kh, kw), (h, w) = pair(kernel), x.shape[2:]
    if kh > h or kw > w:
        raise ValueError
    return max_pool2d(x, kernel, stride, padding)
