"""Given to the students of this unit."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from solutions.sizes import pair

Size = int | tuple[int, int]


def conv_output_size(
    size: Size, kernel: Size, stride: Size = 1, padding: Size = 0, dilation: Size = 1
) -> tuple[int, int]:
    """(h, w) of what a convolution makes of an image. Raises ValueError if nothing fits."""
    n, k, s, p, d = (np.array(pair(v)) for v in (size, kernel, stride, padding, dilation))
    room = n + 2 * p - (d * (k - 1) + 1)
    if room.min() < 0:
        raise ValueError("the kernel is larger than the padded image")
    h, w = (room // s + 1).tolist()
    return h, w


def im2col(
    x: np.ndarray, kernel: Size, stride: Size = 1, padding: Size = 0, dilation: Size = 1
) -> np.ndarray:
    """Every window of x (N, C, H, W) as a column: (N, C·kh·kw, oh·ow), as `F.unfold` does."""
    (kh, kw), (sh, sw), (dh, dw) = pair(kernel), pair(stride), pair(dilation)
    border = [(p, p) for p in (0, 0, *pair(padding))]
    reach = (dh * (kh - 1) + 1, dw * (kw - 1) + 1)
    views = sliding_window_view(np.pad(x, border), reach, axis=(2, 3))
    views = views[:, :, ::sh, ::sw, ::dh, ::dw].transpose(0, 1, 4, 5, 2, 3)
    return views.reshape(x.shape[0], x.shape[1] * kh * kw, -1)
