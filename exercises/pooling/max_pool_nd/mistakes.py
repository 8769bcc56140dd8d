"""Wrong versions of max_pool_nd."""

import numpy as np

from autograder.checking import mistake_in
from solutions.pooling import max_pool_nd


def tuple_of(size, x):
    return (size,) * (x.ndim - 2) if isinstance(size, int) else tuple(size)


@mistake_in("max_pool_nd")
def last_two_axes_only(x, kernel, stride=None):
    """What is not height or width is not pooled."""
    kernel = tuple_of(kernel, x)
    stride = kernel if stride is None else tuple_of(stride, x)
    ones = (1,) * max(0, x.ndim - 4)
    return max_pool_nd(x, ones + kernel[-2:], ones + stride[-2:])


@mistake_in("max_pool_nd")
def stride_one_by_default(x, kernel, stride=None):
    return max_pool_nd(x, kernel, 1 if stride is None else stride)


@mistake_in("max_pool_nd")
def stride_always_the_kernel(x, kernel, stride=None):
    return max_pool_nd(x, kernel)


@mistake_in("max_pool_nd")
def sizes_back_to_front(x, kernel, stride=None):
    kernel = tuple_of(kernel, x)[::-1]
    return max_pool_nd(x, kernel, kernel if stride is None else tuple_of(stride, x)[::-1])


@mistake_in("max_pool_nd")
def starts_from_zeros(x, kernel, stride=None):
    return np.maximum(max_pool_nd(x, kernel, stride), 0)


@mistake_in("max_pool_nd")
def channels_pooled_too(x, kernel, stride=None):
    return max_pool_nd(x, kernel, stride).max(axis=1, keepdims=True)
