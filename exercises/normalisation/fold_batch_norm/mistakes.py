"""Wrong versions of fold_batch_norm."""

import numpy as np

from autograder.checking import mistake_in
from solutions.normalisation import fold_batch_norm


def _scale(gamma, running_var, eps):
    return gamma / np.sqrt(running_var + eps)


def _or_zeros(b, gamma):
    return np.zeros(gamma.shape) if b is None else b


@mistake_in("fold_batch_norm")
def old_bias_not_scaled(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    folded, bias = fold_batch_norm(w, None, gamma, beta, running_mean, running_var, eps)
    return folded, bias + _or_zeros(b, gamma)


@mistake_in("fold_batch_norm")
def old_bias_lost(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    return fold_batch_norm(w, None, gamma, beta, running_mean, running_var, eps)


@mistake_in("fold_batch_norm")
def mean_not_scaled(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    scale = _scale(gamma, running_var, eps)
    bias = _or_zeros(b, gamma) * scale - running_mean + beta
    return w * scale[:, None, None, None], bias


@mistake_in("fold_batch_norm")
def mean_forgotten(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    return fold_batch_norm(w, b, gamma, beta, np.zeros(gamma.shape), running_var, eps)


@mistake_in("fold_batch_norm")
def beta_scaled_too(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    shift = beta * _scale(gamma, running_var, eps)
    return fold_batch_norm(w, b, gamma, shift, running_mean, running_var, eps)


@mistake_in("fold_batch_norm")
def divided_by_the_variance(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    squared = (running_var + eps) ** 2
    return fold_batch_norm(w, b, gamma, beta, running_mean, squared, 0)


@mistake_in("fold_batch_norm")
def eps_outside_the_root(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    squared = (np.sqrt(running_var) + eps) ** 2
    return fold_batch_norm(w, b, gamma, beta, running_mean, squared, 0)


@mistake_in("fold_batch_norm")
def scale_along_the_width(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    _, bias = fold_batch_norm(w, b, gamma, beta, running_mean, running_var, eps)
    return w * _scale(gamma, running_var, eps), bias


@mistake_in("fold_batch_norm")
def kernel_changed(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    folded, bias = fold_batch_norm(w, b, gamma, beta, running_mean, running_var, eps)
    w[...] = folded.astype(w.dtype)
    return folded, bias
