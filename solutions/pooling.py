"""Reference solutions of the unit `pooling`."""

import numpy as np

from solutions.sizes import pair

Size = int | tuple[int, int]
Shape = tuple[int, int, int, int]


def max_pool2d(
    x: np.ndarray, kernel: Size, stride: Size | None = None, padding: Size = 0
) -> tuple[np.ndarray, np.ndarray]:
    kh, kw = pair(kernel)
    sh, sw = pair(kernel if stride is None else stride)
    ph, pw = pair(padding)
    ### BEGIN SOLUTION
    n, c, h, w = x.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError(f"a {kh}x{kw} window does not fit in the padded {h}x{w} map")
    padded = np.full((n, c, h + 2 * ph, w + 2 * pw), -np.inf)
    padded[:, :, ph : ph + h, pw : pw + w] = x

    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    y = np.zeros((n, c, oh, ow))
    index = np.zeros((n, c, oh, ow), dtype=np.int64)
    for i in range(oh):
        for j in range(ow):
            top, left = i * sh, j * sw
            window = padded[:, :, top : top + kh, left : left + kw].reshape(n, c, kh * kw)
            row, column = np.divmod(window.argmax(axis=2), kw)
            y[:, :, i, j] = window.max(axis=2)
            index[:, :, i, j] = (top + row - ph) * w + (left + column - pw)
    return y, index
    ### END SOLUTION


def max_pool2d_backward(dy: np.ndarray, index: np.ndarray, x_shape: Shape) -> np.ndarray:
    n, c, h, w = x_shape
    ### BEGIN SOLUTION
    dx = np.zeros((n, c, h * w))
    oh, ow = dy.shape[2:]
    for sample in range(n):
        for channel in range(c):
            for i in range(oh):
                for j in range(ow):
                    winner = index[sample, channel, i, j]
                    dx[sample, channel, winner] += dy[sample, channel, i, j]
    return dx.reshape(n, c, h, w)
    ### END SOLUTION


def avg_pool2d(
    x: np.ndarray,
    kernel: Size,
    stride: Size | None = None,
    padding: Size = 0,
    count_include_pad: bool = True,
) -> np.ndarray:
    kh, kw = pair(kernel)
    sh, sw = pair(kernel if stride is None else stride)
    ph, pw = pair(padding)
    ### BEGIN SOLUTION
    n, c, h, w = x.shape
    if kh > h + 2 * ph or kw > w + 2 * pw:
        raise ValueError(f"a {kh}x{kw} window does not fit in the padded {h}x{w} map")
    padded = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    padded[:, :, ph : ph + h, pw : pw + w] = x
    counts = np.full((h + 2 * ph, w + 2 * pw), 1 if count_include_pad else 0)
    counts[ph : ph + h, pw : pw + w] = 1

    oh = (h + 2 * ph - kh) // sh + 1
    ow = (w + 2 * pw - kw) // sw + 1
    y = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            rows = slice(i * sh, i * sh + kh)
            columns = slice(j * sw, j * sw + kw)
            total = padded[:, :, rows, columns].sum(axis=(2, 3))
            y[:, :, i, j] = total / counts[rows, columns].sum()
    return y
    ### END SOLUTION


def avg_pool2d_backward(
    dy: np.ndarray,
    x_shape: Shape,
    kernel: Size,
    stride: Size | None = None,
    padding: Size = 0,
    count_include_pad: bool = True,
) -> np.ndarray:
    n, c, h, w = x_shape
    kh, kw = pair(kernel)
    sh, sw = pair(kernel if stride is None else stride)
    ph, pw = pair(padding)
    ### BEGIN SOLUTION
    dpadded = np.zeros((n, c, h + 2 * ph, w + 2 * pw))
    counts = np.full((h + 2 * ph, w + 2 * pw), 1 if count_include_pad else 0)
    counts[ph : ph + h, pw : pw + w] = 1

    oh, ow = dy.shape[2:]
    for i in range(oh):
        for j in range(ow):
            rows = slice(i * sh, i * sh + kh)
            columns = slice(j * sw, j * sw + kw)
            share = dy[:, :, i, j] / counts[rows, columns].sum()
            dpadded[:, :, rows, columns] += share[:, :, np.newaxis, np.newaxis]
    return dpadded[:, :, ph : ph + h, pw : pw + w].copy()
    ### END SOLUTION


def adaptive_avg_pool2d(x: np.ndarray, output_size: Size) -> np.ndarray:
    oh, ow = pair(output_size)
    ### BEGIN SOLUTION
    n, c, h, w = x.shape
    y = np.zeros((n, c, oh, ow))
    for i in range(oh):
        for j in range(ow):
            top, bottom = i * h // oh, -(-(i + 1) * h // oh)
            left, right = j * w // ow, -(-(j + 1) * w // ow)
            y[:, :, i, j] = x[:, :, top:bottom, left:right].mean(axis=(2, 3))
    return y
    ### END SOLUTION


def max_pool_nd(
    x: np.ndarray, kernel: int | tuple[int, ...], stride: int | tuple[int, ...] | None = None
) -> np.ndarray:
    axes = tuple(range(2, x.ndim))
    kernel = (kernel,) * len(axes) if isinstance(kernel, int) else kernel
    stride = kernel if stride is None else stride
    stride = (stride,) * len(axes) if isinstance(stride, int) else stride
    ### BEGIN SOLUTION
    y = x
    for axis, size, step in zip(axes, kernel, stride, strict=True):
        count = (x.shape[axis] - size) // step + 1
        if x.shape[axis] < size:
            raise ValueError(f"axis {axis} has {x.shape[axis]} cells, the kernel {size}")
        rest = np.moveaxis(y, axis, 0)
        best = rest[: step * (count - 1) + 1 : step]
        for offset in range(1, size):
            best = np.maximum(best, rest[offset : offset + step * (count - 1) + 1 : step])
        y = np.moveaxis(best, 0, axis)
    return y.copy()
    ### END SOLUTION
