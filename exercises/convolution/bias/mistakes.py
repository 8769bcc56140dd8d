"""Wrong versions of bias_add and bias_backward."""

import numpy as np

from autograder.checking import mistake_in
from solutions.convolution import bias_add, bias_backward


@mistake_in("bias_add")
def along_the_width(x, b):
    return x + b


@mistake_in("bias_add")
def along_the_height(x, b):
    return x + b[:, np.newaxis]


@mistake_in("bias_add")
def along_the_batch(x, b):
    return x + b[:, np.newaxis, np.newaxis, np.newaxis]


@mistake_in("bias_add")
def one_bias_for_all(x, b):
    return x + b[0]


@mistake_in("bias_add")
def length_not_compared(x, b):
    return x + b[:, np.newaxis, np.newaxis]


@mistake_in("bias_add")
def image_changed(x, b):
    x += b[np.newaxis, :, np.newaxis, np.newaxis]
    return x


@mistake_in("bias_add")
def result_in_the_dtype_of_the_image(x, b):
    return bias_add(x, b).astype(x.dtype)


@mistake_in("bias_backward")
def mean_for_sum(dy):
    return dy.mean(axis=(0, 2, 3))


@mistake_in("bias_backward")
def divided_by_the_batch(dy):
    return bias_backward(dy) / len(dy)


@mistake_in("bias_backward")
def one_row_per_image(dy):
    return dy.sum(axis=(2, 3))


@mistake_in("bias_backward")
def axes_kept(dy):
    return dy.sum(axis=(0, 2, 3), keepdims=True)


@mistake_in("bias_backward")
def width_kept(dy):
    return dy.sum(axis=(0, 1, 2))


@mistake_in("bias_backward")
def height_kept(dy):
    return dy.sum(axis=(0, 1, 3))


@mistake_in("bias_backward")
def batch_kept(dy):
    return dy.sum(axis=(1, 2, 3))


@mistake_in("bias_backward")
def reshaped_across_the_batch(dy):
    return dy.reshape(dy.shape[1], -1).sum(axis=1)


@mistake_in("bias_backward")
def positions_counted(dy):
    return bias_backward(np.ones(dy.shape))


@mistake_in("bias_backward")
def first_image_only(dy):
    return bias_backward(dy[:1])
