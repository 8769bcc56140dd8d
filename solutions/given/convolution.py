"""Given in the unit `convolution`."""

import numpy as np

from solutions.sizes import pair, sides

Pad = int | tuple[int, int] | tuple[tuple[int, int], tuple[int, int]]
Size = int | tuple[int, int]


def pad2d(x: np.ndarray, pad: Pad, value: float = 0.0) -> np.ndarray:
    x = x.astype(np.result_type(x, value))
    return np.pad(x, ((0, 0), (0, 0), *sides(pad)), constant_values=value)


def conv_output_size(
    size: Size, kernel: Size, stride: Size = 1, padding: Size = 0, dilation: Size = 1
) -> tuple[int, int]:
    positions = []
    for n, k, s, p, d in zip(*map(pair, (size, kernel, stride, padding, dilation)), strict=True):
        if min(k, s, d) < 1:
            raise ValueError("kernel, stride and dilation start at 1")
        starts = range(0, n + 2 * p - d * (k - 1), s)
        if not starts:
            raise ValueError("the kernel is larger than the padded image")
        positions.append(len(starts))
    return positions[0], positions[1]
