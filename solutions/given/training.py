"""Given in the unit `training`: layers that are fast enough to train with."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from solutions.sizes import pair

Params = dict[str, np.ndarray]
Size = int | tuple[int, int]
Shape = tuple[int, int, int, int]


def im2col(x: np.ndarray, kernel: Size, stride: Size, padding: Size) -> np.ndarray:
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    edged = np.pad(x, [(0, 0), (0, 0), (ph, ph), (pw, pw)])
    seen = sliding_window_view(edged, pair(kernel), axis=(2, 3))[:, :, ::sh, ::sw]
    n, c, oh, ow, kh, kw = seen.shape
    return seen.transpose(0, 1, 4, 5, 2, 3).reshape(n, c * kh * kw, oh * ow)


def col2im(
    cols: np.ndarray, x_shape: Shape, kernel: Size, stride: Size, padding: Size
) -> np.ndarray:
    (n, c, h, w), (kh, kw), (sh, sw), (ph, pw) = x_shape, *map(pair, (kernel, stride, padding))
    oh, ow = (h + 2 * ph - kh) // sh + 1, (w + 2 * pw - kw) // sw + 1
    parts = cols.reshape(n, c, kh, kw, oh, ow)
    edged = np.zeros((n, c, h + 2 * ph, w + 2 * pw), cols.dtype)
    for i in range(kh):
        for j in range(kw):
            edged[:, :, i : i + sh * oh : sh, j : j + sw * ow : sw] += parts[:, :, i, j]
    return edged[:, :, ph : ph + h, pw : pw + w]


def conv2d(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: Size = 1, padding: Size = 0
) -> np.ndarray:
    (kh, kw), (sh, sw), (ph, pw) = w.shape[2:], pair(stride), pair(padding)
    oh, ow = (x.shape[2] + 2 * ph - kh) // sh + 1, (x.shape[3] + 2 * pw - kw) // sw + 1
    y = w.reshape(len(w), -1) @ im2col(x, (kh, kw), stride, padding)
    return y.reshape(len(x), len(w), oh, ow) + b[:, np.newaxis, np.newaxis]


def conv2d_backward(
    dy: np.ndarray, x: np.ndarray, w: np.ndarray, stride: Size = 1, padding: Size = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows = dy.reshape(*dy.shape[:2], -1)
    cols = im2col(x, w.shape[2:], stride, padding)
    dw = (rows @ cols.swapaxes(1, 2)).sum(axis=0).reshape(w.shape)
    dcols = w.reshape(len(w), -1).T @ rows
    return col2im(dcols, x.shape, w.shape[2:], stride, padding), dw, rows.sum(axis=(0, 2))


def max_pool2d(x: np.ndarray, kernel: int) -> tuple[np.ndarray, np.ndarray]:
    n, c, h, w = x.shape
    oh, ow = h // kernel, w // kernel
    cells = x[:, :, : oh * kernel, : ow * kernel].reshape(n, c, oh, kernel, ow, kernel)
    cells = cells.swapaxes(3, 4).reshape(n, c, oh, ow, kernel * kernel)
    down, across = np.divmod(cells.argmax(axis=4), kernel)
    i, j = np.indices((oh, ow))
    return cells.max(axis=4), (i * kernel + down) * w + j * kernel + across


def max_pool2d_backward(dy: np.ndarray, index: np.ndarray, x_shape: Shape) -> np.ndarray:
    dx = np.zeros((*x_shape[:2], x_shape[2] * x_shape[3]), dy.dtype)
    flat = (*x_shape[:2], -1)
    np.put_along_axis(dx, index.reshape(flat), dy.reshape(flat), axis=2)
    return dx.reshape(x_shape)


def relu(x: np.ndarray) -> np.ndarray:
    return np.maximum(x, 0)


def relu_backward(dy: np.ndarray, x: np.ndarray) -> np.ndarray:
    return dy * (x > 0)


def linear(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    return x @ w.T + b


def linear_backward(
    dy: np.ndarray, x: np.ndarray, w: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return dy @ w, dy.T @ x, dy.sum(axis=0)


def softmax_cross_entropy(z: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    lowered = z - z.max(axis=1, keepdims=True)
    logs = lowered - np.log(np.exp(lowered).sum(axis=1, keepdims=True))
    one_hot = np.arange(z.shape[1]) == labels[:, np.newaxis]
    return float(-logs[one_hot].mean()), (np.exp(logs) - one_hot) / len(z)
