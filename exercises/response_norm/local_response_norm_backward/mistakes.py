"""Wrong versions of local_response_norm_backward."""

import numpy as np

from autograder.checking import mistake_in
from solutions.response_norm import local_response_norm_backward


def _sums(values, before, after):
    """Sums over the channels from `before` places back to `after` places on."""
    channels = range(values.shape[1])
    sums = [values[:, max(0, i - before) : i + after + 1].sum(axis=1) for i in channels]
    return np.stack(sums, axis=1)


def _divisor(x, size, alpha, k):
    return k + alpha / size * _sums(np.square(x.astype(float)), size // 2, (size - 1) // 2)


def _through_d(dy, x, d, size, beta):
    """What reaches each channel through the divisors."""
    return _sums(dy * x * d ** (-beta - 1), (size - 1) // 2, size // 2)


@mistake_in("local_response_norm_backward")
def shapes_not_compared(dy, x, size, alpha=1e-4, beta=0.75, k=1.0):
    d = _divisor(x, size, alpha, k)
    return dy * d**-beta - 2 * alpha * beta / size * x * _through_d(dy, x, d, size, beta)


@mistake_in("local_response_norm_backward")
def divisor_taken_as_constant(dy, x, size, alpha=1e-4, beta=0.75, k=1.0):
    return dy * _divisor(x, size, alpha, k) ** -beta


@mistake_in("local_response_norm_backward")
def window_not_mirrored(dy, x, size, alpha=1e-4, beta=0.75, k=1.0):
    d = _divisor(x, size, alpha, k)
    heard = _sums(dy * x * d ** (-beta - 1), size // 2, (size - 1) // 2)
    return dy * d**-beta - 2 * alpha * beta / size * x * heard


@mistake_in("local_response_norm_backward")
def factor_two_missing(dy, x, size, alpha=1e-4, beta=0.75, k=1.0):
    d = _divisor(x, size, alpha, k)
    return dy * d**-beta - alpha * beta / size * x * _through_d(dy, x, d, size, beta)


@mistake_in("local_response_norm_backward")
def exponent_not_lowered(dy, x, size, alpha=1e-4, beta=0.75, k=1.0):
    d = _divisor(x, size, alpha, k)
    return dy * d**-beta - 2 * alpha * beta / size * x * _through_d(dy, x, d, size, beta - 1)


@mistake_in("local_response_norm_backward")
def own_channel_only(dy, x, size, alpha=1e-4, beta=0.75, k=1.0):
    d = _divisor(x, size, alpha, k)
    return dy * d**-beta - 2 * alpha * beta / size * x * dy * x * d ** (-beta - 1)


@mistake_in("local_response_norm_backward")
def sign_of_the_second_term(dy, x, size, alpha=1e-4, beta=0.75, k=1.0):
    d = _divisor(x, size, alpha, k)
    return dy * d**-beta + 2 * alpha * beta / size * x * _through_d(dy, x, d, size, beta)


@mistake_in("local_response_norm_backward")
def own_incoming_gradient_for_all(dy, x, size, alpha=1e-4, beta=0.75, k=1.0):
    d = _divisor(x, size, alpha, k)
    heard = dy * _through_d(np.ones_like(dy), x, d, size, beta)
    return dy * d**-beta - 2 * alpha * beta / size * x * heard


@mistake_in("local_response_norm_backward")
def own_divisor_in_the_sum(dy, x, size, alpha=1e-4, beta=0.75, k=1.0):
    d = _divisor(x, size, alpha, k)
    heard = _sums(dy * x, (size - 1) // 2, size // 2) * d ** (-beta - 1)
    return dy * d**-beta - 2 * alpha * beta / size * x * heard


@mistake_in("local_response_norm_backward")
def alpha_not_divided(dy, x, size, alpha=1e-4, beta=0.75, k=1.0):
    return local_response_norm_backward(dy, x, size, alpha * size, beta, k)


@mistake_in("local_response_norm_backward")
def beta_missing(dy, x, size, alpha=1e-4, beta=0.75, k=1.0):
    d = _divisor(x, size, alpha, k)
    return dy * d**-beta - 2 * alpha / size * x * _through_d(dy, x, d, size, beta)
