"""Wrong versions of group_norm_backward."""

import numpy as np

from autograder.checking import mistake_in
from solutions.normalisation import group_norm_backward

INSIDE = (2, 3, 4)
PIXELS = (0, 2, 3)


def _mean(values, over=INSIDE):
    return values.mean(axis=over, keepdims=True)


def _check(x, groups):
    if x.shape[1] % groups:
        raise ValueError("channels do not make these groups")


def _grouped(values, groups):
    _check(values, groups)
    n, channels, h, w = values.shape
    return values.reshape(n, groups, channels // groups, h, w)


def _normalised(grouped, eps, over=INSIDE):
    """Normalised values, and what they were divided by."""
    deviation = np.sqrt(grouped.var(axis=over, keepdims=True) + eps)
    return (grouped - _mean(grouped, over)) / deviation, deviation


def _arriving(dy, gamma):
    return dy * gamma.reshape(1, -1, 1, 1)


def _three(dy, x, arriving, eps, over=INSIDE):
    """The right gradients for these groups: `arriving` and `x` have five axes, `dy` has four."""
    normalised, deviation = _normalised(x, eps, over)
    by_variance = normalised * _mean(arriving * normalised, over)
    dx = ((arriving - _mean(arriving, over) - by_variance) / deviation).reshape(dy.shape)
    dgamma = (dy * normalised.reshape(dy.shape)).sum(axis=PIXELS)
    return dx, dgamma, dy.sum(axis=PIXELS)


def _with_dx(dx, dy, x, groups, gamma, eps):
    return dx.reshape(x.shape), *group_norm_backward(dy, x, groups, gamma, eps)[1:]


@mistake_in("group_norm_backward")
def statistics_taken_as_constants(dy, x, groups, gamma, eps=1e-5):
    _, deviation = _normalised(_grouped(x, groups), eps)
    arriving = _grouped(_arriving(dy, gamma), groups)
    return _with_dx(arriving / deviation, dy, x, groups, gamma, eps)


@mistake_in("group_norm_backward")
def variance_taken_as_constant(dy, x, groups, gamma, eps=1e-5):
    _, deviation = _normalised(_grouped(x, groups), eps)
    arriving = _grouped(_arriving(dy, gamma), groups)
    return _with_dx((arriving - _mean(arriving)) / deviation, dy, x, groups, gamma, eps)


@mistake_in("group_norm_backward")
def gamma_outside_the_means(dy, x, groups, gamma, eps=1e-5):
    dx, dgamma, dbeta = group_norm_backward(dy, x, groups, np.ones(gamma.shape), eps)
    return _arriving(dx, gamma), dgamma, dbeta


@mistake_in("group_norm_backward")
def gamma_forgotten(dy, x, groups, gamma, eps=1e-5):
    return group_norm_backward(dy, x, groups, np.ones(gamma.shape), eps)


@mistake_in("group_norm_backward")
def gamma_for_each_group(dy, x, groups, gamma, eps=1e-5):
    _check(x, groups)
    shared = np.repeat(gamma[:groups], x.shape[1] // groups)
    return group_norm_backward(dy, x, groups, shared, eps)


@mistake_in("group_norm_backward")
def statistics_of_each_channel(dy, x, groups, gamma, eps=1e-5):
    _check(x, groups)
    return group_norm_backward(dy, x, x.shape[1], gamma, eps)


@mistake_in("group_norm_backward")
def statistics_over_the_batch(dy, x, groups, gamma, eps=1e-5):
    arriving = _grouped(_arriving(dy, gamma), groups)
    return _three(dy, _grouped(x, groups), arriving, eps, (0, *INSIDE))


@mistake_in("group_norm_backward")
def channels_dealt_in_turn(dy, x, groups, gamma, eps=1e-5):
    _check(x, groups)
    n, channels, h, w = x.shape
    dealt = (n, channels // groups, groups, h, w)
    arriving = _arriving(dy, gamma).reshape(dealt)
    return _three(dy, x.reshape(dealt), arriving, eps, (1, 3, 4))


@mistake_in("group_norm_backward")
def pixels_counted_for_values(dy, x, groups, gamma, eps=1e-5):
    normalised, deviation = _normalised(_grouped(x, groups), eps)
    arriving = _grouped(_arriving(dy, gamma), groups)
    each = x.shape[1] // groups
    sums = each * (_mean(arriving) + normalised * _mean(arriving * normalised))
    return _with_dx((arriving - sums) / deviation, dy, x, groups, gamma, eps)


@mistake_in("group_norm_backward")
def weights_for_each_image(dy, x, groups, gamma, eps=1e-5):
    dx, _, _ = group_norm_backward(dy, x, groups, gamma, eps)
    normalised = _normalised(_grouped(x, groups), eps)[0].reshape(x.shape)
    return dx, (dy * normalised).sum(axis=(2, 3)), dy.sum(axis=(2, 3))


@mistake_in("group_norm_backward")
def dgamma_without_normalising(dy, x, groups, gamma, eps=1e-5):
    dx, _, dbeta = group_norm_backward(dy, x, groups, gamma, eps)
    return dx, (dy * x).sum(axis=PIXELS), dbeta


@mistake_in("group_norm_backward")
def results_in_another_order(dy, x, groups, gamma, eps=1e-5):
    dx, dgamma, dbeta = group_norm_backward(dy, x, groups, gamma, eps)
    return dx, dbeta, dgamma


@mistake_in("group_norm_backward")
def channels_left_over(dy, x, groups, gamma, eps=1e-5):
    each = max(1, x.shape[1] // groups)
    kept = min(x.shape[1], each * groups)
    whole = (each_array[:, :kept] for each_array in (dy, x))
    parts = group_norm_backward(*whole, kept // each, gamma[:kept], eps)
    answer = np.zeros(x.shape), np.zeros(gamma.shape), np.zeros(gamma.shape)
    answer[0][:, :kept], answer[1][:kept], answer[2][:kept] = parts
    return answer
