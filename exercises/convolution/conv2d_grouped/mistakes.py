"""Wrong versions of conv2d_grouped and depthwise_separable."""

import numpy as np

from autograder.checking import mistake_in
from solutions.convolution import conv2d_grouped, conv2d_im2col, depthwise_separable


def blocks(a, groups, axis=0):
    """`groups` consecutive parts of the same size; a remainder is left out."""
    size = a.shape[axis] // groups
    return np.split(a.take(range(groups * size), axis=axis), groups, axis=axis)


def dealt(a, groups, axis=0):
    """What each group gets when the entries of an axis are dealt in turn."""
    return [a.take(range(g, a.shape[axis], groups), axis=axis) for g in range(groups)]


def maps_of(channels, filters, biases, *sizes):
    """The answer of every group to its own channels, filters and biases."""
    parts = zip(channels, filters, biases, strict=True)
    return [conv2d_im2col(x, w, b, *sizes) for x, w, b in parts]


def biases_of(b, groups):
    return [None] * groups if b is None else blocks(b, groups)


@mistake_in("conv2d_grouped")
def channels_dealt_in_turn(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    turns = np.concatenate(dealt(x, groups, axis=1), axis=1)
    return conv2d_grouped(turns, w, b, stride, padding, dilation, groups)


@mistake_in("conv2d_grouped")
def filters_dealt_in_turn(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    filters = np.concatenate(dealt(w, groups))
    places = np.concatenate(dealt(np.arange(len(w)), groups))
    bias = None if b is None else b[places]
    y = conv2d_grouped(x, filters, bias, stride, padding, dilation, groups)
    return y[:, np.argsort(places)]


@mistake_in("conv2d_grouped")
def every_group_reads_the_first_channels(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    first = x[:, : w.shape[1]]
    return conv2d_im2col(first, w, b, stride, padding, dilation)


@mistake_in("conv2d_grouped")
def every_group_uses_the_first_filters(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    first = np.concatenate(blocks(w, groups)[:1] * groups)
    return conv2d_grouped(x, first, b, stride, padding, dilation, groups)


@mistake_in("conv2d_grouped")
def every_group_adds_the_first_biases(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    first = None if b is None else np.concatenate(blocks(b, groups)[:1] * groups)
    return conv2d_grouped(x, w, first, stride, padding, dilation, groups)


@mistake_in("conv2d_grouped")
def channels_cut_like_filters(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    size = len(w) // groups
    channels = [x[:, g * size : (g + 1) * size] for g in range(groups)]
    maps = maps_of(channels, blocks(w, groups), biases_of(b, groups), stride, padding, dilation)
    return np.concatenate(maps, axis=1)


@mistake_in("conv2d_grouped")
def groups_added(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    y = conv2d_grouped(x, w, b, stride, padding, dilation, groups)
    return sum(blocks(y, groups, axis=1))


@mistake_in("conv2d_grouped")
def joined_on_the_batch_axis(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    y = conv2d_grouped(x, w, b, stride, padding, dilation, groups)
    return np.concatenate(blocks(y, groups, axis=1))


@mistake_in("conv2d_grouped")
def dilation_not_passed_on(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    return conv2d_grouped(x, w, b, stride, padding, groups=groups)


@mistake_in("conv2d_grouped")
def remainder_left_out(x, w, b=None, stride=1, padding=0, dilation=1, groups=1):
    channels, filters = blocks(x, groups, axis=1), blocks(w, groups)
    maps = maps_of(channels, filters, biases_of(b, groups), stride, padding, dilation)
    return np.concatenate(maps, axis=1)


@mistake_in("depthwise_separable")
def one_depthwise_filter_for_all(x, wd, wp, stride=1, padding=0):
    return depthwise_separable(x, wd[:1].repeat(len(wd), axis=0), wp, stride, padding)


@mistake_in("depthwise_separable")
def stride_in_the_pointwise_part_too(x, wd, wp, stride=1, padding=0):
    y = conv2d_grouped(x, wd, None, stride, padding, groups=x.shape[1])
    return conv2d_im2col(y, wp, stride=stride)


@mistake_in("depthwise_separable")
def padding_in_the_pointwise_part_too(x, wd, wp, stride=1, padding=0):
    y = conv2d_grouped(x, wd, None, stride, padding, groups=x.shape[1])
    return conv2d_im2col(y, wp, padding=padding)


@mistake_in("depthwise_separable")
def multiplier_in_turn(x, wd, wp, stride=1, padding=0):
    tiled = np.tile(x, (1, len(wd) // x.shape[1], 1, 1))
    return depthwise_separable(tiled, wd, wp, stride, padding)


@mistake_in("depthwise_separable")
def pointwise_kernel_transposed(x, wd, wp, stride=1, padding=0):
    return depthwise_separable(x, wd, wp.swapaxes(0, 1), stride, padding)


@mistake_in("depthwise_separable")
def pointwise_part_first(x, wd, wp, stride=1, padding=0):
    y = conv2d_im2col(x, wp)
    return conv2d_grouped(y, wd, None, stride, padding, groups=y.shape[1])


@mistake_in("depthwise_separable")
def relu_between_the_parts(x, wd, wp, stride=1, padding=0):
    y = conv2d_grouped(x, wd, None, stride, padding, groups=x.shape[1])
    return conv2d_im2col(np.maximum(y, 0), wp)
