"""Wrong versions of smoothed_cross_entropy."""

import numpy as np

from autograder.checking import mistake_in
from solutions.network import smoothed_cross_entropy


def towards(z, wanted):
    shifted = z - z.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    gradient = wanted.sum(axis=1, keepdims=True) * np.exp(log_p) - wanted
    return float(-(wanted * log_p).sum() / len(z)), gradient / len(z)


def share(smoothing):
    if not 0 <= smoothing <= 1:
        raise ValueError(smoothing)
    return smoothing


@mistake_in("smoothed_cross_entropy")
def shared_among_the_others(z, labels, smoothing):
    n, classes = z.shape
    wanted = np.full(z.shape, share(smoothing) / (classes - 1))
    wanted[np.arange(n), labels] = 1 - smoothing
    return towards(z, wanted)


@mistake_in("smoothed_cross_entropy")
def right_class_gets_no_share(z, labels, smoothing):
    n, classes = z.shape
    wanted = np.full(z.shape, share(smoothing) / classes)
    wanted[np.arange(n), labels] = 1 - smoothing
    return towards(z, wanted)


@mistake_in("smoothed_cross_entropy")
def smoothing_left_out(z, labels, smoothing):
    share(smoothing)
    return smoothed_cross_entropy(z, labels, 0.0)


@mistake_in("smoothed_cross_entropy")
def gradient_of_the_hard_targets(z, labels, smoothing):
    loss, _ = smoothed_cross_entropy(z, labels, smoothing)
    return loss, smoothed_cross_entropy(z, labels, 0.0)[1]


@mistake_in("smoothed_cross_entropy")
def sum_for_mean(z, labels, smoothing):
    loss, dz = smoothed_cross_entropy(z, labels, smoothing)
    return loss * len(z), dz * len(z)


@mistake_in("smoothed_cross_entropy")
def smoothing_the_wrong_way_round(z, labels, smoothing):
    return smoothed_cross_entropy(z, labels, 1 - smoothing)


@mistake_in("smoothed_cross_entropy")
def not_shifted(z, labels, smoothing):
    n, classes = z.shape
    wanted = np.full(z.shape, share(smoothing) / classes)
    wanted[np.arange(n), labels] += 1 - smoothing
    with np.errstate(all="ignore"):
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        return float(-(wanted * np.log(p)).sum() / n), (p - wanted) / n
