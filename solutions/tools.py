"""Reference solutions of the unit `tools`."""

from collections.abc import Callable

import numpy as np

from solutions.sizes import pair

Size = int | tuple[int, int]


def conv_output_size(
    size: Size, kernel: Size, stride: Size = 1, padding: Size = 0, dilation: Size = 1
) -> tuple[int, int]:
    axes = zip(*map(pair, (size, kernel, stride, padding, dilation)), strict=True)
    ### BEGIN SOLUTION
    outputs = []
    for n, k, s, p, d in axes:
        reach = d * (k - 1) + 1
        room = n + 2 * p - reach
        if room < 0:
            raise ValueError(f"a kernel that reaches over {reach} does not fit in {n + 2 * p}")
        outputs.append(room // s + 1)
    return outputs[0], outputs[1]
    ### END SOLUTION


def numerical_gradient(
    f: Callable[[np.ndarray], np.ndarray], x: np.ndarray, dy: np.ndarray, h: float = 1e-5
) -> np.ndarray:
    ### BEGIN SOLUTION
    x = np.array(x, dtype=np.float64)
    dx = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        centre = x[i]
        x[i] = centre + h
        ahead = np.array(f(x))
        x[i] = centre - h
        behind = np.array(f(x))
        x[i] = centre
        dx[i] = np.sum(dy * (ahead - behind)) / (2 * h)
    return dx
    ### END SOLUTION


def gradients_agree(
    analytic: np.ndarray, numeric: np.ndarray, rtol: float = 1e-5, atol: float = 1e-8
) -> bool:
    ### BEGIN SOLUTION
    if analytic.shape != numeric.shape:
        return False
    difference = np.abs(analytic - numeric)
    allowed = atol + rtol * np.abs(numeric)
    return bool(np.all(np.isfinite(numeric) & (difference <= allowed)))
    ### END SOLUTION


def receptive_field(layers: list[tuple[int, int, int]]) -> int:
    ### BEGIN SOLUTION
    seen, step = 1, 1
    for kernel, stride, dilation in layers:
        seen += (kernel - 1) * dilation * step
        step *= stride
    return seen
    ### END SOLUTION
