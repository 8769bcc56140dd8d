"""Wrong versions of linear and linear_backward."""

import numpy as np

from autograder.checking import mistake_in
from solutions.network import linear, linear_backward


@mistake_in("linear")
def transpose_forgotten(x, w, b):
    return np.matmul(x, w) + b


@mistake_in("linear")
def reshaped_for_transposed(x, w, b):
    return linear(x, w.reshape(w.shape[::-1]).T, b)


@mistake_in("linear")
def linear_bias_forgotten(x, w, b):
    return linear(x, w, np.zeros_like(b))


@mistake_in("linear")
def linear_bias_on_the_rows(x, w, b):
    return linear(x, w, b * 0) + b[:, None]


@mistake_in("linear")
def outputs_first(x, w, b):
    return linear(x, w, b).T


@mistake_in("linear")
def one_bias_for_all(x, w, b):
    return linear(x, w, np.full_like(b, b[0]))


@mistake_in("linear_backward")
def dx_transposes_the_weights(dy, x, w):
    _, dw, db = linear_backward(dy, x, w)
    return np.dot(dy, w.T), dw, db


@mistake_in("linear_backward")
def dw_in_out(dy, x, w):
    dx, dw, db = linear_backward(dy, x, w)
    return dx, dw.T, db


@mistake_in("linear_backward")
def linear_dw_is_a_mean(dy, x, w):
    dx, dw, db = linear_backward(dy, x, w)
    return dx, dw / len(x), db


@mistake_in("linear_backward")
def linear_db_is_a_mean(dy, x, w):
    dx, dw, db = linear_backward(dy, x, w)
    return dx, dw, db / len(x)


@mistake_in("linear_backward")
def db_one_for_each_sample(dy, x, w):
    dx, dw, _ = linear_backward(dy, x, w)
    return dx, dw, dy.sum(axis=1)


@mistake_in("linear_backward")
def db_keeps_the_batch(dy, x, w):
    dx, dw, db = linear_backward(dy, x, w)
    return dx, dw, db[None]


@mistake_in("linear_backward")
def dw_from_the_first_sample(dy, x, w):
    dx, _, db = linear_backward(dy, x, w)
    return dx, np.outer(dy[0], x[0]), db


@mistake_in("linear_backward")
def linear_results_in_another_order(dy, x, w):
    dx, dw, db = linear_backward(dy, x, w)
    return dw, dx, db
