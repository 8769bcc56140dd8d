"""Reference solutions of the unit `normalisation`."""

import numpy as np

Three = tuple[np.ndarray, np.ndarray, np.ndarray]


def batch_norm(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    momentum: float = 0.1,
    eps: float = 1e-5,
    training: bool = True,
) -> Three:
    count = x.size // x.shape[1]
    ### BEGIN SOLUTION
    mean, var = running_mean, running_var
    if training:
        if count == 1:
            raise ValueError("the variance needs more than one value a channel")
        mean, var = x.mean(axis=(0, 2, 3)), x.var(axis=(0, 2, 3))
        unbiased = var * count / (count - 1)
        running_mean = (1 - momentum) * running_mean + momentum * mean
        running_var = (1 - momentum) * running_var + momentum * unbiased
    channel = (1, -1, 1, 1)
    normalised = (x - mean.reshape(channel)) / np.sqrt(var.reshape(channel) + eps)
    y = gamma.reshape(channel) * normalised + beta.reshape(channel)
    return y, running_mean, running_var
    ### END SOLUTION


def batch_norm_backward(
    dy: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> Three:
    ### BEGIN SOLUTION
    over = (0, 2, 3)
    deviation = np.sqrt(x.var(axis=over, keepdims=True) + eps)
    normalised = (x - x.mean(axis=over, keepdims=True)) / deviation
    arriving = dy * gamma.reshape(1, -1, 1, 1)
    by_mean = arriving.mean(axis=over, keepdims=True)
    by_variance = normalised * (arriving * normalised).mean(axis=over, keepdims=True)
    dx = (arriving - by_mean - by_variance) / deviation
    return dx, (dy * normalised).sum(axis=over), dy.sum(axis=over)
    ### END SOLUTION


def group_norm(
    x: np.ndarray, groups: int, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    n, channels, h, w = x.shape
    ### BEGIN SOLUTION
    if channels % groups:
        raise ValueError(f"{channels} channels do not make {groups} groups")
    grouped = x.reshape(n, groups, channels // groups, h, w)
    mean = grouped.mean(axis=(2, 3, 4), keepdims=True)
    var = grouped.var(axis=(2, 3, 4), keepdims=True)
    normalised = ((grouped - mean) / np.sqrt(var + eps)).reshape(x.shape)
    return gamma.reshape(1, -1, 1, 1) * normalised + beta.reshape(1, -1, 1, 1)
    ### END SOLUTION


def group_norm_backward(
    dy: np.ndarray, x: np.ndarray, groups: int, gamma: np.ndarray, eps: float = 1e-5
) -> Three:
    n, channels, h, w = x.shape
    ### BEGIN SOLUTION
    if channels % groups:
        raise ValueError(f"{channels} channels do not make {groups} groups")
    shape, over = (n, groups, channels // groups, h, w), (2, 3, 4)
    grouped = x.reshape(shape)
    deviation = np.sqrt(grouped.var(axis=over, keepdims=True) + eps)
    normalised = (grouped - grouped.mean(axis=over, keepdims=True)) / deviation
    arriving = (dy * gamma.reshape(1, -1, 1, 1)).reshape(shape)
    by_mean = arriving.mean(axis=over, keepdims=True)
    by_variance = normalised * (arriving * normalised).mean(axis=over, keepdims=True)
    dx = ((arriving - by_mean - by_variance) / deviation).reshape(x.shape)
    dgamma = (dy * normalised.reshape(x.shape)).sum(axis=(0, 2, 3))
    return dx, dgamma, dy.sum(axis=(0, 2, 3))
    ### END SOLUTION


def dropout(x: np.ndarray, mask: np.ndarray, p: float) -> np.ndarray:
    ### BEGIN SOLUTION
    if not 0 <= p < 1:
        raise ValueError("p must be at least 0, and below 1")
    return x * mask / (1 - p)
    ### END SOLUTION


def dropout_backward(dy: np.ndarray, mask: np.ndarray, p: float) -> np.ndarray:
    ### BEGIN SOLUTION
    if not 0 <= p < 1:
        raise ValueError("p must be at least 0, and below 1")
    return dy * mask / (1 - p)
    ### END SOLUTION
