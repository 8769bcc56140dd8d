"""Wrong versions of local_response_norm."""

import numpy as np

from autograder.checking import mistake_in
from solutions.response_norm import local_response_norm


def _divided(x, sums, alpha, beta, k):
    return x / (k + alpha * sums) ** beta


def _sums(x, before, after, axis=1):
    """Sums of squares over the neighbours from `before` places back to `after` places on."""
    squares = np.moveaxis(np.square(x.astype(float)), axis, 0)
    sums = [squares[max(0, i - before) : i + after + 1].sum(axis=0) for i in range(len(squares))]
    return np.moveaxis(np.array(sums), 0, axis)


@mistake_in("local_response_norm")
def empty_windows_accepted(x, size, alpha=1e-4, beta=0.75, k=1.0):
    return _divided(x, _sums(x, size // 2, (size - 1) // 2), alpha / size, beta, k)


@mistake_in("local_response_norm")
def odd_window_one_short(x, size, alpha=1e-4, beta=0.75, k=1.0):
    half = size // 2
    return _divided(x, _sums(x, half, half - 1), alpha / size, beta, k)


@mistake_in("local_response_norm")
def even_window_one_too_many(x, size, alpha=1e-4, beta=0.75, k=1.0):
    half = size // 2
    return _divided(x, _sums(x, half, half), alpha / size, beta, k)


@mistake_in("local_response_norm")
def even_window_leans_the_other_way(x, size, alpha=1e-4, beta=0.75, k=1.0):
    return _divided(x, _sums(x, (size - 1) // 2, size // 2), alpha / size, beta, k)


@mistake_in("local_response_norm")
def alpha_not_divided(x, size, alpha=1e-4, beta=0.75, k=1.0):
    return local_response_norm(x, size, alpha * size, beta, k)


@mistake_in("local_response_norm")
def divided_by_the_real_count(x, size, alpha=1e-4, beta=0.75, k=1.0):
    before, after = size // 2, (size - 1) // 2
    ones = np.ones_like(x)
    means = _sums(x, before, after) / np.maximum(1, _sums(ones, before, after))
    return _divided(x, means, alpha, beta, k)


@mistake_in("local_response_norm")
def multiplied_in_place_of_divided(x, size, alpha=1e-4, beta=0.75, k=1.0):
    return local_response_norm(x, size, alpha, -beta, k)


@mistake_in("local_response_norm")
def window_over_the_width(x, size, alpha=1e-4, beta=0.75, k=1.0):
    return _divided(x, _sums(x, size // 2, (size - 1) // 2, axis=3), alpha / size, beta, k)


@mistake_in("local_response_norm")
def window_wraps_around(x, size, alpha=1e-4, beta=0.75, k=1.0):
    squares = np.square(x.astype(float))
    shifts = range(-((size - 1) // 2), size // 2 + 1)
    sums = sum(np.roll(squares, shift, axis=1) for shift in shifts)
    return _divided(x, sums, alpha / size, beta, k)


@mistake_in("local_response_norm")
def slice_starts_below_zero(x, size, alpha=1e-4, beta=0.75, k=1.0):
    before, after = size // 2, (size - 1) // 2
    squares = np.square(x.astype(float))
    channels = range(x.shape[1])
    sums = [squares[:, i - before : i + after + 1].sum(axis=1) for i in channels]
    return _divided(x, np.stack(sums, axis=1), alpha / size, beta, k)


@mistake_in("local_response_norm")
def normalized_neighbours_reused(x, size, alpha=1e-4, beta=0.75, k=1.0):
    before, after = size // 2, (size - 1) // 2
    y = x.astype(float)
    for i in range(y.shape[1]):
        sums = np.square(y[:, max(0, i - before) : i + after + 1]).sum(axis=1)
        y[:, i] = _divided(y[:, i], sums, alpha / size, beta, k)
    return y


@mistake_in("local_response_norm")
def window_inside_the_channels(x, size, alpha=1e-4, beta=0.75, k=1.0):
    before, after, channels = size // 2, (size - 1) // 2, x.shape[1]
    squares = np.square(x.astype(float))
    first = [max(0, min(i - before, channels - size)) for i in range(channels)]
    sums = np.stack([squares[:, f : f + before + after + 1].sum(axis=1) for f in first], axis=1)
    return _divided(x, sums, alpha / size, beta, k)


@mistake_in("local_response_norm")
def k_left_out(x, size, alpha=1e-4, beta=0.75, k=1.0):
    return local_response_norm(x, size, alpha, beta, 1.0)


@mistake_in("local_response_norm")
def whole_numbers_stay_whole(x, size, alpha=1e-4, beta=0.75, k=1.0):
    return local_response_norm(x, size, alpha, beta, k).astype(x.dtype)
