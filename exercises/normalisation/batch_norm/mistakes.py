"""Wrong versions of batch_norm."""

import numpy as np

from autograder.checking import mistake_in
from solutions.normalisation import batch_norm

PIXELS = (0, 2, 3)
CHANNEL = (1, -1, 1, 1)


def _mixed(kept, momentum, new):
    return (1 - momentum) * kept + momentum * new


def _scaled(x, mean, var, gamma, beta, eps):
    """With a mean and a variance for each channel, or of any shape that NumPy stretches."""
    mean, var = (s.reshape(CHANNEL) if s.ndim == 1 else s for s in (mean, var))
    return gamma.reshape(CHANNEL) * (x - mean) / np.sqrt(var + eps) + beta.reshape(CHANNEL)


@mistake_in("batch_norm")
def variance_over_the_batch_only(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    answer = batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)
    if not training:
        return answer
    var = x.var(axis=0)
    y = _scaled(x, x.mean(axis=PIXELS), var, gamma, beta, eps)
    return y, answer[1], _mixed(running_var, momentum, var.mean(axis=(1, 2)))


@mistake_in("batch_norm")
def statistics_of_each_image(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    answer = batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)
    if not training:
        return answer
    mean, var = x.mean(axis=(2, 3), keepdims=True), x.var(axis=(2, 3), keepdims=True)
    means, variances = mean.mean(axis=PIXELS), var.mean(axis=PIXELS)
    return (
        _scaled(x, mean, var, gamma, beta, eps),
        _mixed(running_mean, momentum, means),
        _mixed(running_var, momentum, variances),
    )


@mistake_in("batch_norm")
def unbiased_variance_divides(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    answer = batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)
    if not training:
        return answer
    mean, var = x.mean(axis=PIXELS), x.var(axis=PIXELS, ddof=1)
    return _scaled(x, mean, var, gamma, beta, eps), *answer[1:]


@mistake_in("batch_norm")
def biased_variance_remembered(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    y, mean, var = batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)
    return y, mean, _mixed(running_var, momentum, x.var(axis=PIXELS)) if training else var


@mistake_in("batch_norm")
def momentum_for_the_old(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    return batch_norm(x, gamma, beta, running_mean, running_var, 1 - momentum, eps, training)


@mistake_in("batch_norm")
def batch_added_whole(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    y, mean, var = batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)
    if not training:
        return y, mean, var
    return y, mean + momentum * running_mean, var + momentum * running_var


@mistake_in("batch_norm")
def eps_outside_the_root(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    answer = batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)
    mean, var = (x.mean(PIXELS), x.var(PIXELS)) if training else (running_mean, running_var)
    deviation = np.sqrt(var) + eps
    return _scaled(x, mean, deviation**2, gamma, beta, 0), *answer[1:]


@mistake_in("batch_norm")
def divided_by_the_variance(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    answer = batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)
    mean, var = (x.mean(PIXELS), x.var(PIXELS)) if training else (running_mean, running_var)
    return _scaled(x, mean, (var + eps) ** 2, gamma, beta, 0), *answer[1:]


@mistake_in("batch_norm")
def updated_in_evaluation(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    answer = batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)
    if training:
        return answer
    batch_mean, batch_var = x.mean(axis=PIXELS), x.var(axis=PIXELS)
    return (
        answer[0],
        _mixed(running_mean, momentum, batch_mean),
        _mixed(running_var, momentum, batch_var),
    )


@mistake_in("batch_norm")
def batch_used_in_evaluation(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    answer = batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)
    if training:
        return answer
    return _scaled(x, x.mean(axis=PIXELS), x.var(axis=PIXELS), gamma, beta, eps), *answer[1:]


@mistake_in("batch_norm")
def running_used_in_training(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    answer = batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)
    return _scaled(x, answer[1], answer[2], gamma, beta, eps), *answer[1:]


@mistake_in("batch_norm")
def gamma_along_the_width(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    answer = batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)
    mean, var = (x.mean(PIXELS), x.var(PIXELS)) if training else (running_mean, running_var)
    normalised = (x - mean.reshape(CHANNEL)) / np.sqrt(var.reshape(CHANNEL) + eps)
    return gamma * normalised + beta, *answer[1:]


@mistake_in("batch_norm")
def gamma_and_beta_left_out(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    ones, zeros = np.ones_like(gamma), np.zeros_like(beta)
    return batch_norm(x, ones, zeros, running_mean, running_var, momentum, eps, training)


@mistake_in("batch_norm")
def one_value_accepted(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    if training and x.size == x.shape[1]:
        return batch_norm(x, gamma, beta, x.ravel(), running_var, momentum, eps, False)
    return batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)


@mistake_in("batch_norm")
def one_value_refused_in_evaluation(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    if x.size == x.shape[1]:
        raise ValueError("one value a channel")
    return batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)


@mistake_in("batch_norm")
def running_changed_in_place(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    answer = batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)
    running_mean[...], running_var[...] = answer[1:]
    return answer


@mistake_in("batch_norm")
def result_in_the_dtype_of_x(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True
):
    answer = batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training)
    return answer[0].astype(x.dtype), *answer[1:]
