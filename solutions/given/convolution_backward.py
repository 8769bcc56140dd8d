"""Given in the unit `convolution_backward`."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from solutions.sizes import pair

Size = int | tuple[int, int]


def conv_output_size(
    size: Size, kernel: Size, stride: Size = 1, padding: Size = 0, dilation: Size = 1
) -> tuple[int, int]:
    n, k, s, p, d = (np.array(pair(v)) for v in (size, kernel, stride, padding, dilation))
    room = n + 2 * p - (d * (k - 1) + 1)
    if room.min() < 0:
        raise ValueError("the kernel is larger than the padded image")
    h, w = (room // s + 1).tolist()
    return h, w


def im2col(
    x: np.ndarray, kernel: Size, stride: Size = 1, padding: Size = 0, dilation: Size = 1
) -> np.ndarray:
    (kh, kw), (sh, sw), (dh, dw) = pair(kernel), pair(stride), pair(dilation)
    border = [(p, p) for p in (0, 0, *pair(padding))]
    reach = (dh * (kh - 1) + 1, dw * (kw - 1) + 1)
    views = sliding_window_view(np.pad(x, border), reach, axis=(2, 3))
    views = views[:, :, ::sh, ::sw, ::dh, ::dw].transpose(0, 1, 4, 5, 2, 3)
    return views.reshape(x.shape[0], x.shape[1] * kh * kw, -1)
