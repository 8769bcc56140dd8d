"""Wrong versions of softmax_cross_entropy."""

import numpy as np

from autograder.checking import mistake_in
from solutions.network import softmax_cross_entropy


def _from_weights(weights, labels):
    """Loss and gradient when `weights` are the exponentials of the logits."""
    softmax_cross_entropy(np.zeros(weights.shape), labels)
    n = len(labels)
    p = weights / weights.sum(axis=1, keepdims=True)
    dz = (p - np.eye(p.shape[1])[labels]) / n
    return float(-np.mean(np.log(p[np.arange(n), labels]))), dz


@mistake_in("softmax_cross_entropy")
def maximum_not_subtracted(z, labels):
    with np.errstate(all="ignore"):
        return _from_weights(np.exp(z), labels)


@mistake_in("softmax_cross_entropy")
def one_maximum_for_the_batch(z, labels):
    with np.errstate(all="ignore"):
        return _from_weights(np.exp(z - z.max()), labels)


@mistake_in("softmax_cross_entropy")
def probability_clipped(z, labels):
    _, dz = softmax_cross_entropy(z, labels)
    n = len(labels)
    p = (n * dz)[np.arange(n), labels] + 1
    return float(-np.mean(np.log(np.maximum(p, 1e-12)))), dz


@mistake_in("softmax_cross_entropy")
def softmax_down_the_batch(z, labels):
    softmax_cross_entropy(z, labels)
    n, classes = z.shape
    p = np.exp(z - np.logaddexp.reduce(z, axis=0))
    loss = -np.mean(np.log(np.maximum(p[np.arange(n), labels], 1e-300)))
    return float(loss), (p - np.eye(classes)[labels]) / n


@mistake_in("softmax_cross_entropy")
def columns_picked_for_cells(z, labels):
    _, dz = softmax_cross_entropy(z, labels)
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    return float(-np.mean(log_p[:, labels])), dz


@mistake_in("softmax_cross_entropy")
def one_hot_not_subtracted(z, labels):
    loss, _ = softmax_cross_entropy(z, labels)
    return loss, np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True)) / len(z)


@mistake_in("softmax_cross_entropy")
def softmax_gradient_not_averaged(z, labels):
    loss, dz = softmax_cross_entropy(z, labels)
    return loss, dz * len(z)


@mistake_in("softmax_cross_entropy")
def summed_over_the_batch(z, labels):
    loss, dz = softmax_cross_entropy(z, labels)
    return loss * len(z), dz * len(z)


@mistake_in("softmax_cross_entropy")
def averaged_over_the_classes_too(z, labels):
    loss, dz = softmax_cross_entropy(z, labels)
    return loss / z.shape[1], dz / z.shape[1]


@mistake_in("softmax_cross_entropy")
def logits_changed_in_place(z, labels):
    answer = softmax_cross_entropy(z, labels)
    z -= z.max(axis=1, keepdims=True)
    return answer


@mistake_in("softmax_cross_entropy")
def labels_not_checked(z, labels):
    return softmax_cross_entropy(z[: len(labels)], np.mod(labels, z.shape[1]))
