"""Wrong versions of bce_with_logits."""

import numpy as np

from autograder.checking import mistake_in
from solutions.network import bce_with_logits


def _sigmoid(z):
    with np.errstate(all="ignore"):
        return 1 / (1 + np.exp(-z))


def _same_shape(z, y):
    if z.shape != y.shape:
        raise ValueError


@mistake_in("bce_with_logits")
def logarithm_of_the_sigmoid(z, y):
    _same_shape(z, y)
    p = _sigmoid(z)
    with np.errstate(all="ignore"):
        return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))), (p - y) / z.size


@mistake_in("bce_with_logits")
def probabilities_clipped(z, y):
    _same_shape(z, y)
    p = np.clip(_sigmoid(z), 1e-12, 1 - 1e-12)
    return float(-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))), (p - y) / z.size


@mistake_in("bce_with_logits")
def summed_over_the_elements(z, y):
    loss, dz = bce_with_logits(z, y)
    return loss * z.size, dz * z.size


@mistake_in("bce_with_logits")
def averaged_over_the_batch_only(z, y):
    loss, dz = bce_with_logits(z, y)
    return loss * (z.size // len(z)), dz * (z.size // len(z))


@mistake_in("bce_with_logits")
def bce_gradient_not_averaged(z, y):
    loss, dz = bce_with_logits(z, y)
    return loss, dz * z.size


@mistake_in("bce_with_logits")
def sigmoid_differentiated_twice(z, y):
    loss, dz = bce_with_logits(z, y)
    p = _sigmoid(z)
    return loss, dz * p * (1 - p)


@mistake_in("bce_with_logits")
def sign_of_the_gradient(z, y):
    loss, dz = bce_with_logits(z, y)
    return loss, -dz


@mistake_in("bce_with_logits")
def targets_rounded(z, y):
    return bce_with_logits(z, (y > 0.5).astype(float))


@mistake_in("bce_with_logits")
def one_loss_for_each_element(z, y):
    _, dz = bce_with_logits(z, y)
    return np.logaddexp(0, z) - z * y, dz


@mistake_in("bce_with_logits")
def shapes_not_compared(z, y):
    z, y = np.broadcast_arrays(z, y)
    return bce_with_logits(z, y)
