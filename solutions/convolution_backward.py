"""Reference solutions of the unit `convolution_backward`."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from solutions.given.convolution_backward import conv_output_size, im2col
from solutions.sizes import pair

Size = int | tuple[int, int]


def dilate2d(x: np.ndarray, stride: Size) -> np.ndarray:
    sh, sw = pair(stride)
    ### BEGIN SOLUTION
    n, c, h, w = x.shape
    y = np.zeros((n, c, (h - 1) * sh + 1, (w - 1) * sw + 1), dtype=x.dtype)
    y[:, :, ::sh, ::sw] = x
    return y
    ### END SOLUTION


def rot180(w: np.ndarray) -> np.ndarray:
    ### BEGIN SOLUTION
    return w[:, :, ::-1, ::-1].copy()
    ### END SOLUTION


def conv2d_backward_w(
    dy: np.ndarray, x: np.ndarray, kernel: Size, stride: Size = 1, padding: Size = 0
) -> np.ndarray:
    kh, kw = pair(kernel)
    ph, pw = pair(padding)
    ### BEGIN SOLUTION
    oh, ow = conv_output_size(x.shape[2:], (kh, kw), stride, padding)
    if dy.shape[0] != x.shape[0] or dy.shape[2:] != (oh, ow):
        raise ValueError("dy does not have the shape of this convolution's output")
    padded = np.pad(x, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    spread = dilate2d(dy, stride)
    windows = sliding_window_view(padded, spread.shape[2:], axis=(2, 3))
    # A stride that leaves a remainder makes more windows than the kernel has weights.
    return np.einsum("noij,ncuvij->ocuv", spread, windows[:, :, :kh, :kw])
    ### END SOLUTION


def conv2d_backward_x(
    dy: np.ndarray,
    w: np.ndarray,
    x_shape: tuple[int, int, int, int],
    stride: Size = 1,
    padding: Size = 0,
) -> np.ndarray:
    batch, channels, height, width = x_shape
    kh, kw = w.shape[2:]
    ph, pw = pair(padding)
    ### BEGIN SOLUTION
    oh, ow = conv_output_size((height, width), (kh, kw), stride, padding)
    if dy.shape != (batch, len(w), oh, ow) or channels != w.shape[1]:
        raise ValueError("dy, w and x_shape do not belong to one convolution")
    spread = dilate2d(dy, stride)
    rest_h = height + 2 * ph - kh - (spread.shape[2] - 1)
    rest_w = width + 2 * pw - kw - (spread.shape[3] - 1)
    sheet = np.pad(spread, ((0, 0), (0, 0), (kh - 1, kh - 1 + rest_h), (kw - 1, kw - 1 + rest_w)))
    windows = sliding_window_view(sheet, (kh, kw), axis=(2, 3))
    padded = np.einsum("noabij,ocij->ncab", windows, rot180(w))
    return padded[:, :, ph : ph + height, pw : pw + width]
    ### END SOLUTION


def col2im(
    cols: np.ndarray,
    output_size: Size,
    kernel: Size,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
) -> np.ndarray:
    height, width = pair(output_size)
    kh, kw = pair(kernel)
    sh, sw = pair(stride)
    ph, pw = pair(padding)
    dh, dw = pair(dilation)
    ### BEGIN SOLUTION
    oh, ow = conv_output_size(output_size, kernel, stride, padding, dilation)
    n, rows, positions = cols.shape
    if rows % (kh * kw) or positions != oh * ow:
        raise ValueError("cols does not hold the windows of an image of this size")
    cells = cols.reshape(n, rows // (kh * kw), kh, kw, oh, ow)
    padded = np.zeros((n, cells.shape[1], height + 2 * ph, width + 2 * pw), dtype=cols.dtype)
    for u in range(kh):
        for v in range(kw):
            top, left = u * dh, v * dw
            padded[:, :, top : top + oh * sh : sh, left : left + ow * sw : sw] += cells[:, :, u, v]
    return padded[:, :, ph : ph + height, pw : pw + width]
    ### END SOLUTION


def conv2d_im2col_backward(
    dy: np.ndarray,
    x: np.ndarray,
    w: np.ndarray,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    kernel = w.shape[2:]
    ### BEGIN SOLUTION
    size = conv_output_size(x.shape[2:], kernel, stride, padding, dilation)
    if dy.shape != (len(x), len(w), *size) or x.shape[1] != w.shape[1]:
        raise ValueError("dy, x and w do not belong to one convolution")
    cols = im2col(x, kernel, stride, padding, dilation)
    matrix = w.reshape(len(w), -1)
    rows = dy.reshape(*dy.shape[:2], -1)
    dx = col2im(matrix.T @ rows, x.shape[2:], kernel, stride, padding, dilation)
    dw = (rows @ cols.transpose(0, 2, 1)).sum(axis=0).reshape(w.shape)
    db = dy.sum(axis=(0, 2, 3))
    return dx, dw, db
    ### END SOLUTION


def conv_nd_backward(
    dy: np.ndarray, x: np.ndarray, w: np.ndarray, stride: int | tuple[int, ...] = 1
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    axes = x.ndim - 2
    stride = (stride,) * axes if isinstance(stride, int) else stride
    ### BEGIN SOLUTION
    positions = dy.shape[2:]
    over = (0, *range(2, x.ndim))
    dx, dw = np.zeros(x.shape), np.zeros(w.shape)
    for cell in np.ndindex(*w.shape[2:]):
        reach = zip(cell, positions, stride, strict=True)
        seen = (..., *(slice(u, u + (n - 1) * s + 1, s) for u, n, s in reach))
        dw[(..., *cell)] = np.tensordot(dy, x[seen], axes=(over, over))
        dx[seen] += np.moveaxis(np.tensordot(w[(..., *cell)], dy, axes=(0, 1)), 0, 1)
    return dx, dw, dy.sum(axis=over)
    ### END SOLUTION
