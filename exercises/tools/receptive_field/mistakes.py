"""Wrong versions of receptive_field."""

from math import prod

from autograder.checking import mistake_in
from solutions.tools import receptive_field


@mistake_in("receptive_field")
def strides_left_out(layers):
    return receptive_field([(kernel, 1, dilation) for kernel, _, dilation in layers])


@mistake_in("receptive_field")
def dilations_left_out(layers):
    return receptive_field([(kernel, stride, 1) for kernel, stride, _ in layers])


@mistake_in("receptive_field")
def own_stride_counts_too(layers):
    seen, step = 1, 1
    for kernel, stride, dilation in layers:
        step *= stride
        seen += (kernel - 1) * dilation * step
    return seen


@mistake_in("receptive_field")
def whole_kernels_added(layers):
    seen, step = 1, 1
    for kernel, stride, dilation in layers:
        seen += kernel * dilation * step
        step *= stride
    return seen


@mistake_in("receptive_field")
def strides_added_up(layers):
    seen, step = 1, 1
    for kernel, stride, dilation in layers:
        seen += (kernel - 1) * dilation * step
        step += stride - 1
    return seen


@mistake_in("receptive_field")
def from_the_last_layer_on(layers):
    return receptive_field(layers[::-1])


@mistake_in("receptive_field")
def one_forgotten(layers):
    return receptive_field(layers) - 1


@mistake_in("receptive_field")
def reaches_multiplied(layers):
    return prod((kernel - 1) * dilation + 1 for kernel, _, dilation in layers)
