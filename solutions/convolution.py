"""Reference solutions of the unit `convolution`."""

import numpy as np

from solutions.given.convolution import conv_output_size, pad2d
from solutions.sizes import pair

Size = int | tuple[int, int]


def conv_step(window: np.ndarray, w: np.ndarray, b: float) -> float:
    ### BEGIN SOLUTION
    if window.shape != w.shape:
        raise ValueError(f"a window of shape {window.shape} under weights of shape {w.shape}")
    return float(np.sum(window * w) + b)
    ### END SOLUTION


def conv2d_loops(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray | None = None,
    stride: Size = 1,
    padding: Size = 0,
) -> np.ndarray:
    sh, sw = pair(stride)
    ### BEGIN SOLUTION
    batch, channels = x.shape[:2]
    filters, depth, kh, kw = w.shape
    if channels != depth:
        raise ValueError(f"the image has {channels} channels, the filters {depth}")
    oh, ow = conv_output_size(x.shape[2:], (kh, kw), stride, padding)
    padded = pad2d(x, padding)
    y = np.zeros((batch, filters, oh, ow))
    for n in range(batch):
        for o in range(filters):
            bias = 0.0 if b is None else b[o]
            for i in range(oh):
                for j in range(ow):
                    top, left = i * sh, j * sw
                    window = padded[n, :, top : top + kh, left : left + kw]
                    y[n, o, i, j] = conv_step(window, w[o], bias)
    return y
    ### END SOLUTION


def bias_add(x: np.ndarray, b: np.ndarray) -> np.ndarray:
    ### BEGIN SOLUTION
    if b.shape != (x.shape[1],):
        raise ValueError(f"{b.size} biases for {x.shape[1]} channels")
    return x + b[np.newaxis, :, np.newaxis, np.newaxis]
    ### END SOLUTION


def bias_backward(dy: np.ndarray) -> np.ndarray:
    ### BEGIN SOLUTION
    return dy.sum(axis=(0, 2, 3))
    ### END SOLUTION


def sliding_windows(x: np.ndarray, kernel: Size, stride: Size = 1) -> np.ndarray:
    (kh, kw), (sh, sw) = pair(kernel), pair(stride)
    ### BEGIN SOLUTION
    n, c, h, w = x.shape
    oh, ow = conv_output_size((h, w), (kh, kw), (sh, sw))
    by_image, by_channel, by_row, by_column = x.strides
    return np.lib.stride_tricks.as_strided(
        x,
        shape=(n, c, oh, ow, kh, kw),
        strides=(by_image, by_channel, sh * by_row, sw * by_column, by_row, by_column),
        writeable=False,
    )
    ### END SOLUTION


# --- im2col and its variants ---


def im2col(
    x: np.ndarray, kernel: Size, stride: Size = 1, padding: Size = 0, dilation: Size = 1
) -> np.ndarray:
    (kh, kw), (sh, sw), (dh, dw) = pair(kernel), pair(stride), pair(dilation)
    ### BEGIN SOLUTION
    n, c = x.shape[:2]
    oh, ow = conv_output_size(x.shape[2:], kernel, stride, padding, dilation)
    padded = pad2d(x, padding)
    cols = np.zeros((n, c, kh, kw, oh, ow), dtype=padded.dtype)
    for i in range(kh):
        for j in range(kw):
            top, left = i * dh, j * dw
            cols[:, :, i, j] = padded[:, :, top : top + oh * sh : sh, left : left + ow * sw : sw]
    return cols.reshape(n, c * kh * kw, oh * ow)
    ### END SOLUTION


def conv2d_im2col(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray | None = None,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
) -> np.ndarray:
    ### BEGIN SOLUTION
    n, channels = x.shape[:2]
    c_out, c_in, kh, kw = w.shape
    if channels != c_in:
        raise ValueError(f"the image has {channels} channels, the filters {c_in}")
    oh, ow = conv_output_size(x.shape[2:], (kh, kw), stride, padding, dilation)
    cols = im2col(x, (kh, kw), stride, padding, dilation)
    y = w.reshape(c_out, c_in * kh * kw) @ cols
    if b is not None:
        y = y + b[:, np.newaxis]
    return y.reshape(n, c_out, oh, ow)
    ### END SOLUTION


def conv2d_dilated(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray | None = None,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
) -> np.ndarray:
    dh, dw = pair(dilation)
    ### BEGIN SOLUTION
    c_out, c_in, kh, kw = w.shape
    reach = (dh * (kh - 1) + 1, dw * (kw - 1) + 1)
    spread = np.zeros((c_out, c_in, *reach), dtype=w.dtype)
    spread[:, :, ::dh, ::dw] = w
    return conv2d_loops(x, spread, b, stride, padding)
    ### END SOLUTION


def conv2d_grouped(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray | None = None,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
    groups: int = 1,
) -> np.ndarray:
    ### BEGIN SOLUTION
    c_out, c_group = w.shape[:2]
    if x.shape[1] != groups * c_group or c_out % groups:
        raise ValueError(f"{x.shape[1]} channels and {c_out} filters do not make {groups} groups")
    f_group = c_out // groups
    maps = []
    for g in range(groups):
        channels = slice(g * c_group, (g + 1) * c_group)
        filters = slice(g * f_group, (g + 1) * f_group)
        bias = None if b is None else b[filters]
        maps.append(conv2d_im2col(x[:, channels], w[filters], bias, stride, padding, dilation))
    return np.concatenate(maps, axis=1)
    ### END SOLUTION


def depthwise_separable(
    x: np.ndarray, wd: np.ndarray, wp: np.ndarray, stride: Size = 1, padding: Size = 0
) -> np.ndarray:
    ### BEGIN SOLUTION
    y = conv2d_grouped(x, wd, stride=stride, padding=padding, groups=x.shape[1])
    return conv2d_im2col(y, wp)
    ### END SOLUTION


def conv_nd(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray | None = None,
    stride: int | tuple[int, ...] = 1,
    padding: int | tuple[int, ...] = 0,
) -> np.ndarray:
    axes = x.ndim - 2
    stride = (stride,) * axes if isinstance(stride, int) else stride
    padding = (padding,) * axes if isinstance(padding, int) else padding
    ### BEGIN SOLUTION
    kernel = w.shape[2:]
    if x.shape[1] != w.shape[1]:
        raise ValueError(f"the image has {x.shape[1]} channels, the filters {w.shape[1]}")
    padded = np.pad(x, [(0, 0), (0, 0), *((p, p) for p in padding)])
    free = [n - k for n, k in zip(padded.shape[2:], kernel, strict=True)]
    if min(free) < 0:
        raise ValueError(f"the kernel {kernel} does not fit in {padded.shape[2:]}")
    y = np.zeros((len(x), len(w), *(f // s + 1 for f, s in zip(free, stride, strict=True))))
    for cell in np.ndindex(*kernel):
        steps = zip(cell, free, stride, strict=True)
        every = slice(None)
        seen = (every, every, *(slice(u, u + f + 1, s) for u, f, s in steps))
        products = np.tensordot(w[(..., *cell)], padded[seen], axes=(1, 1))
        y += np.moveaxis(products, 0, 1)
    return y if b is None else y + b.reshape(-1, *(1,) * axes)
    ### END SOLUTION
