"""Wrong versions of dropout and dropout_backward."""

import numpy as np

from autograder.checking import mistake_in
from solutions.normalisation import dropout, dropout_backward


def _unchecked(values, mask, p):
    with np.errstate(all="ignore"):
        return np.where(mask, values / np.float64(1 - p), 0.0)


@mistake_in("dropout")
def not_divided(x, mask, p):
    return dropout(x, mask, p) * (1 - p)


@mistake_in("dropout")
def multiplied_in_place_of_divided(x, mask, p):
    return dropout(x, mask, p) * (1 - p) ** 2


@mistake_in("dropout")
def divided_by_p(x, mask, p):
    dropout(x, mask, p)
    with np.errstate(all="ignore"):
        return np.where(mask, x / np.float64(p), 0.0)


@mistake_in("dropout")
def divided_by_the_share_that_stayed(x, mask, p):
    dropout(x, mask, p)
    return x * mask / max(mask.mean(), 1e-12)


@mistake_in("dropout")
def mask_the_wrong_way_round(x, mask, p):
    return dropout(x, ~mask, p)


@mistake_in("dropout")
def only_what_stays_returned(x, mask, p):
    return dropout(x, mask, p)[mask]


@mistake_in("dropout")
def any_p_accepted(x, mask, p):
    return _unchecked(x, mask, p)


@mistake_in("dropout")
def one_accepted(x, mask, p):
    return np.zeros(x.shape) if p == 1 else dropout(x, mask, p)


@mistake_in("dropout")
def image_changed(x, mask, p):
    y = dropout(x, mask, p)
    x[~mask] = 0
    return y


@mistake_in("dropout")
def result_in_the_dtype_of_x(x, mask, p):
    return dropout(x, mask, p).astype(x.dtype)


@mistake_in("dropout_backward")
def mask_forgotten(dy, mask, p):
    return dropout_backward(dy, np.ones_like(mask), p)


@mistake_in("dropout_backward")
def scale_forgotten(dy, mask, p):
    return dropout_backward(dy, mask, p) * (1 - p)


@mistake_in("dropout_backward")
def scale_undone(dy, mask, p):
    return dropout_backward(dy, mask, p) * (1 - p) ** 2


@mistake_in("dropout_backward")
def gradient_divided_by_p(dy, mask, p):
    dropout_backward(dy, mask, p)
    with np.errstate(all="ignore"):
        return np.where(mask, dy / np.float64(p), 0.0)


@mistake_in("dropout_backward")
def gradient_to_what_was_dropped(dy, mask, p):
    return dropout_backward(dy, ~mask, p)


@mistake_in("dropout_backward")
def any_p_accepted_backward(dy, mask, p):
    return _unchecked(dy, mask, p)


@mistake_in("dropout_backward")
def one_accepted_backward(dy, mask, p):
    return np.zeros(dy.shape) if p == 1 else dropout_backward(dy, mask, p)


@mistake_in("dropout_backward")
def incoming_gradient_changed(dy, mask, p):
    dx = dropout_backward(dy, mask, p)
    dy[~mask] = 0
    return dx
