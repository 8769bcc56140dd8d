"""Wrong versions of adaptive_avg_pool2d."""

import numpy as np

from autograder.checking import mistake_in
from solutions.pooling import adaptive_avg_pool2d
from solutions.sizes import pair


def averaged(x, rows, columns):
    """The mean of each window, given the start and the end of every row and column of windows."""
    y = np.empty((*x.shape[:2], len(rows), len(columns)))
    for i, (top, bottom) in enumerate(rows):
        for j, (left, right) in enumerate(columns):
            window = x[:, :, top:bottom, left:right]
            with np.errstate(invalid="ignore"):
                y[:, :, i, j] = np.divide(window.sum(axis=(2, 3)), window[0, 0].size)
    return y


def along_both_axes(x, output_size, limits):
    (h, w), (oh, ow) = x.shape[2:], pair(output_size)
    rows = [limits(i, h, oh) for i in range(oh)]
    columns = [limits(j, w, ow) for j in range(ow)]
    return averaged(x, rows, columns)


@mistake_in("adaptive_avg_pool2d")
def both_ends_rounded_down(x, output_size):
    return along_both_axes(x, output_size, lambda i, h, oh: (i * h // oh, (i + 1) * h // oh))


@mistake_in("adaptive_avg_pool2d")
def both_ends_rounded_up(x, output_size):
    return along_both_axes(
        x, output_size, lambda i, h, oh: (-(-i * h // oh), -(-(i + 1) * h // oh))
    )


@mistake_in("adaptive_avg_pool2d")
def one_cell_too_many(x, output_size):
    return along_both_axes(x, output_size, lambda i, h, oh: (i * h // oh, (i + 1) * h // oh + 1))


@mistake_in("adaptive_avg_pool2d")
def equal_windows(x, output_size):
    return along_both_axes(x, output_size, lambda i, h, oh: (i * (h // oh), (i + 1) * (h // oh)))


@mistake_in("adaptive_avg_pool2d")
def fixed_kernel_and_stride(x, output_size):
    return along_both_axes(
        x, output_size, lambda i, h, oh: (i * (h // oh), h - (oh - 1 - i) * (h // oh))
    )


@mistake_in("adaptive_avg_pool2d")
def sum_for_mean(x, output_size):
    (h, w), (oh, ow) = x.shape[2:], pair(output_size)
    ones = np.ones((1, 1, h, w))
    rows = [(i * h // oh, -(-(i + 1) * h // oh)) for i in range(oh)]
    columns = [(j * w // ow, -(-(j + 1) * w // ow)) for j in range(ow)]
    cells = [[ones[:, :, a:b, c:d].sum() for c, d in columns] for a, b in rows]
    return adaptive_avg_pool2d(x, output_size) * np.array(cells)


@mistake_in("adaptive_avg_pool2d")
def divided_by_the_ratio_of_areas(x, output_size):
    (h, w), (oh, ow) = x.shape[2:], pair(output_size)
    return sum_for_mean(x, output_size) * (oh * ow) / (h * w)


@mistake_in("adaptive_avg_pool2d")
def channels_averaged_too(x, output_size):
    return adaptive_avg_pool2d(x.mean(axis=1, keepdims=True), output_size)


@mistake_in("adaptive_avg_pool2d")
def height_and_width_swapped(x, output_size):
    oh, ow = pair(output_size)
    return adaptive_avg_pool2d(x, (ow, oh))
