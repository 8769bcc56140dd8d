"""Given in the unit `network`."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from solutions.sizes import pair

Size = int | tuple[int, int]
Params = dict[str, np.ndarray]


def windows_of(x: np.ndarray, kernel: Size, stride: Size, padding: Size) -> np.ndarray:
    (down, right), (edge_h, edge_w) = pair(stride), pair(padding)
    framed = np.pad(x, [(0, 0), (0, 0), (edge_h, edge_h), (edge_w, edge_w)])
    return sliding_window_view(framed, pair(kernel), axis=(2, 3))[:, :, ::down, ::right]


def conv2d(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray | None = None,
    stride: Size = 1,
    padding: Size = 0,
) -> np.ndarray:
    if x.shape[1] != w.shape[1]:
        raise ValueError(f"C_in: {x.shape[1]} != {w.shape[1]}")
    seen = windows_of(x, w.shape[2:], stride, padding)
    sums = np.moveaxis(np.tensordot(seen, w, axes=([1, 4, 5], [1, 2, 3])), 3, 1)
    return sums if b is None else sums + np.reshape(b, (1, -1, 1, 1))


def conv2d_backward(
    dy: np.ndarray, x: np.ndarray, w: np.ndarray, stride: Size = 1, padding: Size = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    (down, right), (edge_h, edge_w) = pair(stride), pair(padding)
    (high, wide), (reach_h, reach_w) = x.shape[2:], w.shape[2:]
    seen = windows_of(x, w.shape[2:], stride, padding)
    dw = np.tensordot(dy, seen, axes=([0, 2, 3], [0, 2, 3]))
    spread = np.zeros(
        (*dy.shape[:2], high + 2 * edge_h + reach_h - 1, wide + 2 * edge_w + reach_w - 1), dy.dtype
    )
    inner = spread[:, :, reach_h - 1 :: down, reach_w - 1 :: right]
    inner[:, :, : dy.shape[2], : dy.shape[3]] = dy
    turned = windows_of(spread, w.shape[2:], 1, 0)
    framed = np.tensordot(turned, np.flip(w, (2, 3)), axes=([1, 4, 5], [0, 2, 3]))
    dx = np.moveaxis(framed, 3, 1)[:, :, edge_h : edge_h + high, edge_w : edge_w + wide]
    return dx, dw, np.einsum("nohw->o", dy)


def max_pool2d(
    x: np.ndarray, kernel: Size, stride: Size | None = None
) -> tuple[np.ndarray, np.ndarray]:
    (down, right), reach_w = pair(stride or kernel), pair(kernel)[1]
    seen = windows_of(x, kernel, (down, right), 0)
    cells = seen.reshape(*seen.shape[:4], -1)
    best = np.argmax(cells, axis=-1)
    rows, columns = np.ogrid[: seen.shape[2], : seen.shape[3]]
    index = (rows * down + best // reach_w) * x.shape[3] + columns * right + best % reach_w
    return np.max(cells, axis=-1), index


def max_pool2d_backward(
    dy: np.ndarray, index: np.ndarray, x_shape: tuple[int, int, int, int]
) -> np.ndarray:
    if dy.shape != index.shape:
        raise ValueError(f"dy {dy.shape}, index {index.shape}")
    maps, area = x_shape[0] * x_shape[1], x_shape[2] * x_shape[3]
    cells = index.reshape(maps, -1) + area * np.arange(maps)[:, None]
    sums = np.bincount(cells.ravel(), dy.ravel(), minlength=maps * area)
    return sums.reshape(x_shape).astype(dy.dtype)
