"""Wrong versions of conv_output_size."""

from autograder.checking import mistake_in
from solutions.sizes import pair
from solutions.tools import conv_output_size


def by_axis(output_of, *sizes):
    """Both axes by `output_of(n, k, s, p, d)`."""
    return tuple(output_of(*axis) for axis in zip(*map(pair, sizes), strict=True))


def room_for(n, k, p, d):
    room = n + 2 * p - d * (k - 1) - 1
    if room < 0:
        raise ValueError("the kernel does not fit")
    return room


@mistake_in("conv_output_size")
def rounded_up(size, kernel, stride=1, padding=0, dilation=1):
    def output_of(n, k, s, p, d):
        return -(-room_for(n, k, p, d) // s) + 1

    return by_axis(output_of, size, kernel, stride, padding, dilation)


@mistake_in("conv_output_size")
def one_forgotten(size, kernel, stride=1, padding=0, dilation=1):
    height, width = conv_output_size(size, kernel, stride, padding, dilation)
    return height - 1, width - 1


@mistake_in("conv_output_size")
def padding_counted_once(size, kernel, stride=1, padding=0, dilation=1):
    def output_of(n, k, s, p, d):
        return room_for(n + p, k, 0, d) // s + 1

    return by_axis(output_of, size, kernel, stride, padding, dilation)


@mistake_in("conv_output_size")
def padding_ignored(size, kernel, stride=1, padding=0, dilation=1):
    return conv_output_size(size, kernel, stride, 0, dilation)


@mistake_in("conv_output_size")
def dilation_ignored(size, kernel, stride=1, padding=0, dilation=1):
    return conv_output_size(size, kernel, stride, padding)


@mistake_in("conv_output_size")
def dilation_times_the_kernel(size, kernel, stride=1, padding=0, dilation=1):
    def output_of(n, k, s, p, d):
        return room_for(n, d * k, p, 1) // s + 1

    return by_axis(output_of, size, kernel, stride, padding, dilation)


@mistake_in("conv_output_size")
def truncated_towards_zero(size, kernel, stride=1, padding=0, dilation=1):
    def output_of(n, k, s, p, d):
        return int((n + 2 * p - d * (k - 1) - 1) / s) + 1

    return by_axis(output_of, size, kernel, stride, padding, dilation)


@mistake_in("conv_output_size")
def nothing_refused(size, kernel, stride=1, padding=0, dilation=1):
    def output_of(n, k, s, p, d):
        return (n + 2 * p - d * (k - 1) - 1) // s + 1

    return by_axis(output_of, size, kernel, stride, padding, dilation)


@mistake_in("conv_output_size")
def width_first(size, kernel, stride=1, padding=0, dilation=1):
    return conv_output_size(size, kernel, stride, padding, dilation)[::-1]


@mistake_in("conv_output_size")
def size_over_the_kernel(size, kernel, stride=1, padding=0, dilation=1):
    def output_of(n, k, s, p, d):
        return (n + 2 * p) // k

    return by_axis(output_of, size, kernel, stride, padding, dilation)


@mistake_in("conv_output_size")
def kernel_left_out(size, kernel, stride=1, padding=0, dilation=1):
    def output_of(n, k, s, p, d):
        return (n + 1) // s

    return by_axis(output_of, size, kernel, stride, padding, dilation)
