"""Wrong versions of col2im."""

import numpy as np

from autograder.checking import mistake_in
from solutions.convolution_backward import col2im
from solutions.given.convolution_backward import conv_output_size, im2col
from solutions.sizes import pair


def _of_padded(cols, output_size, kernel, stride, padding, dilation):
    """The padded image, before its border is taken off."""
    padded = [n + 2 * p for n, p in zip(pair(output_size), pair(padding), strict=True)]
    return col2im(cols, padded, kernel, stride, 0, dilation)


def _cells(cols, kernel):
    """(N, C, kh, kw, L)."""
    kh, kw = pair(kernel)
    return cols.reshape(len(cols), -1, kh, kw, cols.shape[2])


@mistake_in("col2im")
def overlaps_overwritten(cols, output_size, kernel, stride=1, padding=0, dilation=1):
    (ph, pw), (sh, sw), (dh, dw) = pair(padding), pair(stride), pair(dilation)
    height, width = pair(output_size)
    kh, kw = pair(kernel)
    ow = conv_output_size(output_size, kernel, stride, padding, dilation)[1]
    cells = _cells(cols, kernel)
    x = np.zeros((len(cols), cells.shape[1], height + 2 * ph, width + 2 * pw))
    for position in range(cols.shape[2]):
        top, left = position // ow * sh, position % ow * sw
        rows, columns = range(top, top + dh * kh, dh), range(left, left + dw * kw, dw)
        x[:, :, np.array(rows)[:, None], np.array(columns)] = cells[..., position]
    return x[:, :, ph : ph + height, pw : pw + width]


@mistake_in("col2im")
def repeated_pixels_counted_once(cols, output_size, kernel, stride=1, padding=0, dilation=1):
    (ph, pw), (kh, kw) = pair(padding), pair(kernel)
    height, width = (n + 2 * p for n, p in zip(pair(output_size), (ph, pw), strict=True))
    grid = np.arange(height * width).reshape(1, 1, height, width)
    pixels = im2col(grid, kernel, stride, 0, dilation).ravel()
    x = np.zeros((len(cols), cols.shape[1] // (kh * kw), height * width))
    x[:, :, pixels] += cols.reshape(*x.shape[:2], -1)
    x = x.reshape(*x.shape[:2], height, width)
    return x[:, :, ph : height - ph, pw : width - pw]


@mistake_in("col2im")
def overlaps_averaged(cols, output_size, kernel, stride=1, padding=0, dilation=1):
    sizes = output_size, kernel, stride, padding, dilation
    times = col2im(np.ones_like(cols), *sizes)
    return col2im(cols, *sizes) / np.maximum(times, 1)


@mistake_in("col2im")
def padding_not_cropped(cols, output_size, kernel, stride=1, padding=0, dilation=1):
    return _of_padded(cols, output_size, kernel, stride, padding, dilation)


@mistake_in("col2im")
def cropped_from_the_corner(cols, output_size, kernel, stride=1, padding=0, dilation=1):
    height, width = pair(output_size)
    padded = _of_padded(cols, output_size, kernel, stride, padding, dilation)
    return padded[:, :, :height, :width]


@mistake_in("col2im")
def negative_slice_breaks_at_zero(cols, output_size, kernel, stride=1, padding=0, dilation=1):
    ph, pw = pair(padding)
    padded = _of_padded(cols, output_size, kernel, stride, padding, dilation)
    return padded[:, :, ph:-ph, pw:-pw]


@mistake_in("col2im")
def channels_last_in_a_column(cols, output_size, kernel, stride=1, padding=0, dilation=1):
    kh, kw = pair(kernel)
    n, _, positions = cols.shape
    moved = np.moveaxis(cols.reshape(n, kh, kw, -1, positions), 3, 1)
    return col2im(moved.reshape(cols.shape), output_size, kernel, stride, padding, dilation)


@mistake_in("col2im")
def kernel_cells_by_columns(cols, output_size, kernel, stride=1, padding=0, dilation=1):
    kh, kw = pair(kernel)
    moved = _cells(cols, (kw, kh)).swapaxes(2, 3)
    return col2im(moved.reshape(cols.shape), output_size, kernel, stride, padding, dilation)


@mistake_in("col2im")
def positions_by_columns(cols, output_size, kernel, stride=1, padding=0, dilation=1):
    oh, ow = conv_output_size(output_size, kernel, stride, padding, dilation)
    moved = cols.reshape(*cols.shape[:2], ow, oh).swapaxes(2, 3)
    return col2im(moved.reshape(cols.shape), output_size, kernel, stride, padding, dilation)


@mistake_in("col2im")
def memory_read_as_an_image(cols, output_size, kernel, stride=1, padding=0, dilation=1):
    height, width = pair(output_size)
    cells = np.moveaxis(_cells(cols, kernel), 4, 2)
    x = np.zeros((len(cols), cells.shape[1], height * width))
    memory = cells.reshape(*cells.shape[:2], -1)[..., : height * width]
    x[..., : memory.shape[2]] = memory
    return x.reshape(*x.shape[:2], height, width)


@mistake_in("col2im")
def stride_forgotten(cols, output_size, kernel, stride=1, padding=0, dilation=1):
    oh, ow = conv_output_size(output_size, kernel, stride, padding, dilation)
    (ph, pw), (height, width) = pair(padding), pair(output_size)
    reach = [d * (k - 1) for d, k in zip(pair(dilation), pair(kernel), strict=True)]
    corner = (oh + reach[0], ow + reach[1])
    x = np.zeros((len(cols), _cells(cols, kernel).shape[1], height + 2 * ph, width + 2 * pw))
    x[:, :, : corner[0], : corner[1]] = col2im(cols, corner, kernel, dilation=dilation)
    return x[:, :, ph : ph + height, pw : pw + width]


@mistake_in("col2im")
def dilation_forgotten(cols, output_size, kernel, stride=1, padding=0, dilation=1):
    steps = zip(pair(dilation), pair(kernel), pair(padding), pair(output_size), strict=True)
    shrink = [(n + 2 * p - (d - 1) * (k - 1), p, n) for d, k, p, n in steps]
    (height, ph, h), (width, pw, w) = shrink
    small = col2im(cols, (height, width), kernel, stride)
    x = np.zeros((*small.shape[:2], h + 2 * ph, w + 2 * pw))
    x[:, :, :height, :width] = small
    return x[:, :, ph : ph + h, pw : pw + w]
