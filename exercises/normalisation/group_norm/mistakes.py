"""Wrong versions of group_norm."""

import numpy as np

from autograder.checking import mistake_in
from solutions.normalisation import group_norm

CHANNEL = (1, -1, 1, 1)


def _normalised(values, over, eps, ddof=0):
    mean = values.mean(axis=over, keepdims=True)
    return (values - mean) / np.sqrt(values.var(axis=over, keepdims=True, ddof=ddof) + eps)


def _scaled(normalised, gamma, beta):
    return gamma.reshape(CHANNEL) * normalised + beta.reshape(CHANNEL)


def _check(x, groups):
    if x.shape[1] % groups:
        raise ValueError("channels do not make these groups")


def _grouped(x, groups):
    _check(x, groups)
    n, channels, h, w = x.shape
    return x.reshape(n, groups, channels // groups, h, w)


@mistake_in("group_norm")
def channels_dealt_in_turn(x, groups, gamma, beta, eps=1e-5):
    _check(x, groups)
    n, channels, h, w = x.shape
    dealt = x.reshape(n, channels // groups, groups, h, w)
    return _scaled(_normalised(dealt, (1, 3, 4), eps).reshape(x.shape), gamma, beta)


@mistake_in("group_norm")
def groups_taken_as_their_size(x, groups, gamma, beta, eps=1e-5):
    _check(x, groups)
    return group_norm(x, x.shape[1] // groups, gamma, beta, eps)


@mistake_in("group_norm")
def statistics_over_the_batch(x, groups, gamma, beta, eps=1e-5):
    normalised = _normalised(_grouped(x, groups), (0, 2, 3, 4), eps)
    return _scaled(normalised.reshape(x.shape), gamma, beta)


@mistake_in("group_norm")
def each_channel_alone(x, groups, gamma, beta, eps=1e-5):
    _check(x, groups)
    return _scaled(_normalised(x, (2, 3), eps), gamma, beta)


@mistake_in("group_norm")
def whole_image_at_once(x, groups, gamma, beta, eps=1e-5):
    _check(x, groups)
    return _scaled(_normalised(x, (1, 2, 3), eps), gamma, beta)


@mistake_in("group_norm")
def each_pixel_alone(x, groups, gamma, beta, eps=1e-5):
    normalised = _normalised(_grouped(x, groups), 2, eps)
    return _scaled(normalised.reshape(x.shape), gamma, beta)


@mistake_in("group_norm")
def gamma_for_each_group(x, groups, gamma, beta, eps=1e-5):
    _check(x, groups)
    each = x.shape[1] // groups
    first, shift = (np.repeat(values[:groups], each) for values in (gamma, beta))
    return group_norm(x, groups, first, shift, eps)


@mistake_in("group_norm")
def unbiased_variance_divides(x, groups, gamma, beta, eps=1e-5):
    grouped = _grouped(x, groups)
    ddof = min(1, grouped[0, 0].size - 1)
    return _scaled(_normalised(grouped, (2, 3, 4), eps, ddof).reshape(x.shape), gamma, beta)


@mistake_in("group_norm")
def eps_outside_the_root(x, groups, gamma, beta, eps=1e-5):
    grouped = _grouped(x, groups)
    centred = grouped - grouped.mean(axis=(2, 3, 4), keepdims=True)
    normalised = centred / (grouped.std(axis=(2, 3, 4), keepdims=True) + eps)
    return _scaled(normalised.reshape(x.shape), gamma, beta)


@mistake_in("group_norm")
def channels_left_over(x, groups, gamma, beta, eps=1e-5):
    channels = x.shape[1]
    each = channels // groups
    y = np.zeros(x.shape)
    for first in range(0, each * groups, max(1, each)):
        group = x[:, first : first + each]
        y[:, first : first + each] = _normalised(group, (1, 2, 3), eps)
    return _scaled(y, gamma, beta)


@mistake_in("group_norm")
def gamma_and_beta_left_out(x, groups, gamma, beta, eps=1e-5):
    return group_norm(x, groups, np.ones(gamma.shape), np.zeros(beta.shape), eps)


@mistake_in("group_norm")
def result_in_the_dtype_of_x(x, groups, gamma, beta, eps=1e-5):
    return group_norm(x, groups, gamma, beta, eps).astype(x.dtype)
