"""Wrong versions of relu, relu_backward, flatten and flatten_backward."""

import numpy as np

from autograder.checking import mistake_in


@mistake_in("relu")
def relu_in_place(x):
    x[x < 0] = 0
    return x


@mistake_in("relu")
def absolute_value(x):
    return np.abs(x)


@mistake_in("relu")
def step_for_relu(x):
    return (x > 0).astype(float)


@mistake_in("relu")
def negative_part_kept(x):
    return np.minimum(x, 0)


@mistake_in("relu")
def leaky_slope(x):
    return np.where(x > 0, x, 0.01 * x)


@mistake_in("relu")
def negatives_dropped(x):
    return x[x > 0]


@mistake_in("relu_backward")
def gradient_passes_at_zero(dy, x):
    return dy * (x >= 0)


@mistake_in("relu_backward")
def incoming_gradient_ignored(dy, x):
    return (x > 0).astype(float)


@mistake_in("relu_backward")
def mask_from_the_gradient(dy, x):
    return np.maximum(dy, 0)


@mistake_in("relu_backward")
def relu_backward_in_place(dy, x):
    dy[x <= 0] = 0
    return dy


@mistake_in("relu_backward")
def multiplied_by_the_output(dy, x):
    return dy * np.maximum(x, 0)


@mistake_in("relu_backward")
def sign_for_mask(dy, x):
    return dy * np.sign(x)


@mistake_in("flatten")
def flattened_by_columns(x):
    return x.reshape(len(x), -1, order="F")


@mistake_in("flatten")
def flattened_as_it_lies_in_memory(x):
    return x.reshape(len(x), -1, order="A")


@mistake_in("flatten")
def flattened_channels_last(x):
    return np.moveaxis(x, 1, -1).reshape(len(x), -1)


@mistake_in("flatten")
def batch_flattened_too(x):
    return x.reshape(-1)


@mistake_in("flatten")
def flattened_into_one_row(x):
    return x.reshape(1, -1)


@mistake_in("flatten")
def one_column_each_sample(x):
    return x.reshape(len(x), -1).T


@mistake_in("flatten_backward")
def unflattened_by_columns(dy, x_shape):
    return dy.reshape(x_shape, order="F")


@mistake_in("flatten_backward")
def unflattened_as_it_lies_in_memory(dy, x_shape):
    return dy.reshape(x_shape, order="A")


@mistake_in("flatten_backward")
def unflattened_channels_last(dy, x_shape):
    n, c, *size = x_shape
    return np.moveaxis(dy.reshape(n, *size, c), -1, 1)


@mistake_in("flatten_backward")
def left_flat(dy, x_shape):
    return dy


@mistake_in("flatten_backward")
def height_and_width_swapped(dy, x_shape):
    *first, height, width = x_shape
    return dy.reshape(*first, width, height).swapaxes(-1, -2)


@mistake_in("flatten_backward")
def only_the_first_sample(dy, x_shape):
    return dy[0].reshape(x_shape[1:])
