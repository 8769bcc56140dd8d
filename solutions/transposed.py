"""Reference solutions of the unit `transposed`."""

import numpy as np

from solutions.sizes import pair

Size = int | tuple[int, int]


def conv_transpose2d(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray | None = None,
    stride: Size = 1,
    padding: Size = 0,
    output_padding: Size = 0,
) -> np.ndarray:
    (sh, sw), (ph, pw), (eh, ew) = pair(stride), pair(padding), pair(output_padding)
    ### BEGIN SOLUTION
    n, c_in, rows, columns = x.shape
    _, c_out, kh, kw = w.shape
    tall = (rows - 1) * sh + kh + eh
    wide = (columns - 1) * sw + kw + ew
    if w.shape[0] != c_in or (b is not None and b.shape != (c_out,)):
        raise ValueError("the channels of x, w and b do not match")
    if eh >= sh or ew >= sw:
        raise ValueError("output_padding must be smaller than stride")
    if tall <= 2 * ph or wide <= 2 * pw:
        raise ValueError("padding removes the whole output")
    canvas = np.zeros((n, c_out, tall, wide))
    for i in range(rows):
        for j in range(columns):
            stamp = np.einsum("nc,cokl->nokl", x[:, :, i, j], w)
            canvas[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] += stamp
    y = canvas[:, :, ph : tall - ph, pw : wide - pw]
    return y if b is None else y + b[:, None, None]
    ### END SOLUTION


def conv_transpose2d_backward(
    dy: np.ndarray, x: np.ndarray, w: np.ndarray, stride: Size = 1, padding: Size = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    (sh, sw), (ph, pw) = pair(stride), pair(padding)
    ### BEGIN SOLUTION
    kh, kw = w.shape[2:]
    canvas = np.pad(dy, ((0, 0), (0, 0), (ph, ph), (pw, pw)))
    dx = np.zeros(x.shape)
    dw = np.zeros(w.shape)
    for i in range(x.shape[2]):
        for j in range(x.shape[3]):
            window = canvas[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw]
            dx[:, :, i, j] = np.einsum("nokl,cokl->nc", window, w)
            dw += np.einsum("nc,nokl->cokl", x[:, :, i, j], window)
    return dx, dw, dy.sum(axis=(0, 2, 3))
    ### END SOLUTION


def pixel_shuffle(x: np.ndarray, factor: int) -> np.ndarray:
    ### BEGIN SOLUTION
    n, channels, h, w = x.shape
    if factor < 1 or channels % factor**2:
        raise ValueError(f"{channels} channels do not make squares of {factor} by {factor}")
    blocks = x.reshape(n, channels // factor**2, factor, factor, h, w)
    return blocks.transpose(0, 1, 4, 2, 5, 3).reshape(n, -1, h * factor, w * factor).copy()
    ### END SOLUTION
