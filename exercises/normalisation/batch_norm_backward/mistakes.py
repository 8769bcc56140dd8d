"""Wrong versions of batch_norm_backward."""

import numpy as np

from autograder.checking import mistake_in
from solutions.normalisation import batch_norm_backward

OVER = (0, 2, 3)


def _mean(values):
    return values.mean(axis=OVER, keepdims=True)


def _normalised(x, eps, ddof=0):
    """Normalised x, and what it was divided by."""
    deviation = np.sqrt(x.var(axis=OVER, keepdims=True, ddof=ddof) + eps)
    return (x - _mean(x)) / deviation, deviation


def _arriving(dy, gamma):
    return dy * gamma.reshape(1, -1, 1, 1)


@mistake_in("batch_norm_backward")
def statistics_taken_as_constants(dy, x, gamma, eps=1e-5):
    _, deviation = _normalised(x, eps)
    return _arriving(dy, gamma) / deviation, *batch_norm_backward(dy, x, gamma, eps)[1:]


@mistake_in("batch_norm_backward")
def variance_taken_as_constant(dy, x, gamma, eps=1e-5):
    (_, deviation), arriving = _normalised(x, eps), _arriving(dy, gamma)
    dx = (arriving - _mean(arriving)) / deviation
    return dx, *batch_norm_backward(dy, x, gamma, eps)[1:]


@mistake_in("batch_norm_backward")
def mean_taken_as_constant(dy, x, gamma, eps=1e-5):
    (normalised, deviation), arriving = _normalised(x, eps), _arriving(dy, gamma)
    dx = (arriving - normalised * _mean(arriving * normalised)) / deviation
    return dx, *batch_norm_backward(dy, x, gamma, eps)[1:]


@mistake_in("batch_norm_backward")
def images_counted_for_values(dy, x, gamma, eps=1e-5):
    (normalised, deviation), arriving = _normalised(x, eps), _arriving(dy, gamma)
    pixels = x.shape[2] * x.shape[3]
    by_variance = normalised * _mean(arriving * normalised)
    dx = (arriving - pixels * (_mean(arriving) + by_variance)) / deviation
    return dx, *batch_norm_backward(dy, x, gamma, eps)[1:]


@mistake_in("batch_norm_backward")
def sums_in_place_of_means(dy, x, gamma, eps=1e-5):
    (normalised, deviation), arriving = _normalised(x, eps), _arriving(dy, gamma)
    m = x.size // x.shape[1]
    by_variance = normalised * _mean(arriving * normalised)
    dx = (arriving - m * (_mean(arriving) + by_variance)) / deviation
    return dx, *batch_norm_backward(dy, x, gamma, eps)[1:]


@mistake_in("batch_norm_backward")
def gamma_forgotten(dy, x, gamma, eps=1e-5):
    return batch_norm_backward(dy, x, np.ones(gamma.shape), eps)


@mistake_in("batch_norm_backward")
def dgamma_without_normalising(dy, x, gamma, eps=1e-5):
    dx, _, dbeta = batch_norm_backward(dy, x, gamma, eps)
    return dx, (dy * x).sum(axis=OVER) + 0.0, dbeta


@mistake_in("batch_norm_backward")
def dgamma_of_the_centred(dy, x, gamma, eps=1e-5):
    dx, _, dbeta = batch_norm_backward(dy, x, gamma, eps)
    return dx, (dy * (x - _mean(x))).sum(axis=OVER), dbeta


@mistake_in("batch_norm_backward")
def gamma_in_its_own_gradient(dy, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = batch_norm_backward(dy, x, gamma, eps)
    return dx, gamma * dgamma, gamma * dbeta


@mistake_in("batch_norm_backward")
def weights_averaged(dy, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = batch_norm_backward(dy, x, gamma, eps)
    m = x.size // x.shape[1]
    return dx, dgamma / m, dbeta / m


@mistake_in("batch_norm_backward")
def results_in_another_order(dy, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = batch_norm_backward(dy, x, gamma, eps)
    return dx, dbeta, dgamma


@mistake_in("batch_norm_backward")
def unbiased_variance_divides(dy, x, gamma, eps=1e-5):
    m = x.size // x.shape[1]
    (normalised, deviation), arriving = (
        _normalised(x, eps, ddof=min(1, m - 1)),
        _arriving(dy, gamma),
    )
    by_variance = normalised * _mean(arriving * normalised)
    dx = (arriving - _mean(arriving) - by_variance) / deviation
    return dx, (dy * normalised).sum(axis=OVER), dy.sum(axis=OVER)


@mistake_in("batch_norm_backward")
def divided_by_the_variance(dy, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = batch_norm_backward(dy, x, gamma, eps)
    return dx / _normalised(x, eps)[1], dgamma, dbeta


@mistake_in("batch_norm_backward")
def sign_of_the_variance_term(dy, x, gamma, eps=1e-5):
    (normalised, deviation), arriving = _normalised(x, eps), _arriving(dy, gamma)
    by_variance = normalised * _mean(arriving * normalised)
    dx = (arriving - _mean(arriving) + by_variance) / deviation
    return dx, *batch_norm_backward(dy, x, gamma, eps)[1:]
