"""Reference solutions of the unit `response_norm`."""

import numpy as np


def local_response_norm(
    x: np.ndarray, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0
) -> np.ndarray:
    before, after = size // 2, (size - 1) // 2
    ### BEGIN SOLUTION
    if size < 1:
        raise ValueError("the window needs at least one channel")
    y = np.zeros(x.shape)
    for i in range(x.shape[1]):
        neighbours = x[:, max(0, i - before) : i + after + 1].astype(float)
        d = k + alpha / size * np.square(neighbours).sum(axis=1)
        y[:, i] = x[:, i] / d**beta
    return y
    ### END SOLUTION


def local_response_norm_backward(
    dy: np.ndarray,
    x: np.ndarray,
    size: int,
    alpha: float = 1e-4,
    beta: float = 0.75,
    k: float = 1.0,
) -> np.ndarray:
    before, after = size // 2, (size - 1) // 2
    ### BEGIN SOLUTION
    if size < 1 or dy.shape != x.shape:
        raise ValueError("size must be positive, and dy as large as x")
    channels = x.shape[1]
    squares = np.square(x.astype(float))
    d = np.zeros(x.shape)
    for i in range(channels):
        d[:, i] = k + alpha / size * squares[:, max(0, i - before) : i + after + 1].sum(axis=1)
    through_d = dy * x * d ** (-beta - 1)
    dx = dy * d**-beta
    for j in range(channels):
        # Channel j lies in the windows of the channels from j - after to j + before.
        heard = through_d[:, max(0, j - after) : j + before + 1].sum(axis=1)
        dx[:, j] -= 2 * alpha * beta / size * x[:, j] * heard
    return dx
    ### END SOLUTION


def wide_response_norm(
    x: np.ndarray, size: int, alpha: float = 1e-4, beta: float = 0.75, k: float = 1.0
) -> np.ndarray:
    before, after = size // 2, (size - 1) // 2
    ### BEGIN SOLUTION
    if size < 1:
        raise ValueError("the window needs at least one channel")
    channels = np.arange(x.shape[1])
    totals = np.zeros((len(x), x.shape[1] + 1, *x.shape[2:]))
    np.cumsum(np.square(x.astype(float)), axis=1, out=totals[:, 1:])
    first = np.maximum(channels - before, 0)
    end = np.minimum(channels + after + 1, x.shape[1])
    d = k + alpha / size * (totals[:, end] - totals[:, first])
    return x / d**beta
    ### END SOLUTION
