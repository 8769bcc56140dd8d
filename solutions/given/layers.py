"""Given in the unit `layers`."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from solutions.sizes import pair

Size = int | tuple[int, int]
Shape = tuple[int, int, int, int]


def framed(x: np.ndarray, padding: Size, value: float = 0.0) -> np.ndarray:
    ph, pw = pair(padding)
    floats = x.astype(np.result_type(x, value))
    return np.pad(floats, [(0, 0), (0, 0), (ph, ph), (pw, pw)], constant_values=value)


def windows(x: np.ndarray, kernel: Size, stride: Size) -> np.ndarray:
    sh, sw = pair(stride)
    return sliding_window_view(x, pair(kernel), axis=(2, 3))[:, :, ::sh, ::sw]


def overlay(parts: np.ndarray, x_shape: Shape, stride: Size, padding: Size) -> np.ndarray:
    (h, w), (sh, sw), (ph, pw) = x_shape[2:], pair(stride), pair(padding)
    oh, ow, kh, kw = parts.shape[2:]
    total = np.zeros((*x_shape[:2], h + 2 * ph, w + 2 * pw), parts.dtype)
    for a in range(kh):
        for b in range(kw):
            total[:, :, a : a + sh * oh : sh, b : b + sw * ow : sw] += parts[..., a, b]
    return total[:, :, ph : ph + h, pw : pw + w]


def conv2d(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray | None = None,
    stride: Size = 1,
    padding: Size = 0,
) -> np.ndarray:
    if x.shape[1] != w.shape[1]:
        raise ValueError(f"C_in: {x.shape[1]} != {w.shape[1]}")
    seen = windows(framed(x, padding), w.shape[2:], stride)
    y = np.einsum("ncijab,ocab->noij", seen, w, optimize=True)
    return y if b is None else y + b[:, np.newaxis, np.newaxis]


def conv2d_backward(
    dy: np.ndarray, x: np.ndarray, w: np.ndarray, stride: Size = 1, padding: Size = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    seen = windows(framed(x, padding), w.shape[2:], stride)
    dw = np.einsum("noij,ncijab->ocab", dy, seen, optimize=True)
    parts = np.einsum("noij,ocab->ncijab", dy, w, optimize=True)
    return overlay(parts, x.shape, stride, padding), dw, dy.sum(axis=(0, 2, 3))


def max_pool2d(
    x: np.ndarray, kernel: Size, stride: Size | None = None, padding: Size = 0
) -> tuple[np.ndarray, np.ndarray]:
    (_, kw), (ph, pw) = pair(kernel), pair(padding)
    sh, sw = pair(stride or kernel)
    seen = windows(framed(x, padding, -np.inf), kernel, (sh, sw))
    cells = seen.reshape(*seen.shape[:4], -1)
    down, across = np.divmod(cells.argmax(axis=-1), kw)
    i, j = np.indices(seen.shape[2:4])
    index = (i * sh + down - ph) * x.shape[3] + (j * sw + across - pw)
    return cells.max(axis=-1), index


def max_pool2d_backward(dy: np.ndarray, index: np.ndarray, x_shape: Shape) -> np.ndarray:
    maps = np.arange(x_shape[0] * x_shape[1])[:, np.newaxis]
    dx = np.zeros((maps.size, x_shape[2] * x_shape[3]), dy.dtype)
    np.add.at(dx, (maps, index.reshape(maps.size, -1)), dy.reshape(maps.size, -1))
    return dx.reshape(x_shape)


def avg_pool2d(
    x: np.ndarray, kernel: Size, stride: Size | None = None, padding: Size = 0
) -> np.ndarray:
    return windows(framed(x, padding), kernel, stride or kernel).mean(axis=(4, 5))


def avg_pool2d_backward(
    dy: np.ndarray, x_shape: Shape, kernel: Size, stride: Size | None = None, padding: Size = 0
) -> np.ndarray:
    kh, kw = pair(kernel)
    shares = dy[..., np.newaxis, np.newaxis] / (kh * kw)
    parts = np.broadcast_to(shares, (*dy.shape, kh, kw))
    return overlay(parts, x_shape, stride or kernel, padding)
