"""Reference solutions of the unit `padding`."""

import numpy as np

from solutions.sizes import pair, sides

Pad = int | tuple[int, int] | tuple[tuple[int, int], tuple[int, int]]
Size = int | tuple[int, int]


def pad2d(x: np.ndarray, pad: Pad, value: float = 0.0) -> np.ndarray:
    (top, bottom), (left, right) = sides(pad)
    ### BEGIN SOLUTION
    n, c, h, w = x.shape
    shape = (n, c, top + h + bottom, left + w + right)
    y = np.full(shape, value, dtype=np.result_type(x, value))
    y[:, :, top : top + h, left : left + w] = x
    return y
    ### END SOLUTION


def pad2d_backward(dy: np.ndarray, pad: Pad) -> np.ndarray:
    (top, bottom), (left, right) = sides(pad)
    ### BEGIN SOLUTION
    h, w = dy.shape[2:]
    return dy[:, :, top : h - bottom, left : w - right].copy()
    ### END SOLUTION


def same_padding(
    size: Size, kernel: Size, stride: Size = 1, dilation: Size = 1
) -> tuple[tuple[int, int], tuple[int, int]]:
    axes = zip(pair(size), pair(kernel), pair(stride), pair(dilation), strict=True)
    ### BEGIN SOLUTION
    both = []
    for n, k, s, d in axes:
        outputs = -(-n // s)
        reach = d * (k - 1) + 1
        total = max(0, (outputs - 1) * s + reach - n)
        before = total // 2
        both.append((before, total - before))
    return both[0], both[1]
    ### END SOLUTION


def reflect_pad(x: np.ndarray, pad: int | tuple[int, ...]) -> np.ndarray:
    axes = tuple(range(2, x.ndim))
    pad = (pad,) * len(axes) if isinstance(pad, int) else pad
    ### BEGIN SOLUTION
    y = x
    for axis, p in zip(axes, pad, strict=True):
        n = x.shape[axis]
        if p >= n:
            raise ValueError(f"axis {axis} has {n} cells: it reflects at most {n - 1}")
        mirrored = np.abs(np.arange(-p, n + p))
        mirrored = n - 1 - np.abs(n - 1 - mirrored)
        y = np.take(y, mirrored, axis=axis)
    return y.copy() if y is x else y
    ### END SOLUTION
