"""Wrong versions of wide_response_norm."""

import numpy as np

from autograder.checking import mistake_in
from solutions.response_norm import wide_response_norm


def windowed(x, size, alpha, beta, k, before, after):
    """With windows that reach so far, one channel at a time where they are few."""
    if size < 1:
        raise ValueError
    c = np.arange(x.shape[1])
    totals = np.zeros((len(x), x.shape[1] + 1, *x.shape[2:]))
    np.cumsum(np.square(x.astype(float)), axis=1, out=totals[:, 1:])
    first = np.clip(c - before, 0, len(c))
    end = np.clip(c + after + 1, first, len(c))
    return x / (k + alpha / size * (totals[:, end] - totals[:, first])) ** beta


@mistake_in("wide_response_norm")
def own_channel_left_out(x, size, alpha=1e-4, beta=0.75, k=1.0):
    return windowed(x, size, alpha, beta, k, size // 2, (size - 1) // 2 - 1)


@mistake_in("wide_response_norm")
def one_channel_too_many(x, size, alpha=1e-4, beta=0.75, k=1.0):
    return windowed(x, size, alpha, beta, k, size // 2, (size - 1) // 2 + 1)


@mistake_in("wide_response_norm")
def even_windows_lean_the_other_way(x, size, alpha=1e-4, beta=0.75, k=1.0):
    return windowed(x, size, alpha, beta, k, (size - 1) // 2, size // 2)


@mistake_in("wide_response_norm")
def window_of_all_before(x, size, alpha=1e-4, beta=0.75, k=1.0):
    return windowed(x, size, alpha, beta, k, x.shape[1], (size - 1) // 2)


@mistake_in("wide_response_norm")
def alpha_not_divided(x, size, alpha=1e-4, beta=0.75, k=1.0):
    return wide_response_norm(x, size, alpha * size, beta, k)


@mistake_in("wide_response_norm")
def divided_by_the_channels_there_are(x, size, alpha=1e-4, beta=0.75, k=1.0):
    if size < 1:
        raise ValueError
    c, last = np.arange(x.shape[1]), x.shape[1]
    there = np.minimum(c + (size - 1) // 2 + 1, last) - np.maximum(c - size // 2, 0)
    d = (x / wide_response_norm(x, size, alpha, 1.0, k) - k) * size / there[:, None, None]
    return x / (k + d) ** beta


@mistake_in("wide_response_norm")
def numbers_not_squared(x, size, alpha=1e-4, beta=0.75, k=1.0):
    return x * wide_response_norm(np.sqrt(np.abs(x)), size, alpha, beta, k) / np.sqrt(np.abs(x))
