"""Wrong versions of conv_step."""

import numpy as np

from autograder.checking import mistake_in
from solutions.convolution import conv_step


@mistake_in("conv_step")
def matrix_product(window, w, b):
    return float(np.sum(window @ w) + b)


@mistake_in("conv_step")
def kernel_flipped(window, w, b):
    return conv_step(window, w[:, ::-1, ::-1], b)


@mistake_in("conv_step")
def bias_inside_the_sum(window, w, b):
    return conv_step(window, w, b * w.size)


@mistake_in("conv_step")
def bias_forgotten(window, w, b):
    return conv_step(window, w, 0)


@mistake_in("conv_step")
def first_channel_only(window, w, b):
    return conv_step(window[0], w[0], b)


@mistake_in("conv_step")
def one_number_per_channel(window, w, b):
    return np.sum(window * w, axis=(1, 2)) + b


@mistake_in("conv_step")
def products_not_added(window, w, b):
    return window * w + b


@mistake_in("conv_step")
def mean_for_sum(window, w, b):
    return float(np.mean(window * w) + b)


@mistake_in("conv_step")
def sums_multiplied(window, w, b):
    return float(np.sum(window) * np.sum(w) + b)


@mistake_in("conv_step")
def shapes_not_compared(window, w, b):
    return float(np.sum(window * w) + b)


@mistake_in("conv_step")
def only_the_number_of_cells_compared(window, w, b):
    return float(np.dot(window.flatten(), w.flatten()) + b)
