"""Wrong versions of same_padding."""

from autograder.checking import mistake_in
from solutions.padding import same_padding
from solutions.sizes import pair


def by_axis(padding_of):
    """A version of same_padding whose two axes follow `padding_of(n, k, s, d)`."""

    def both(size, kernel, stride, dilation):
        axes = zip(pair(size), pair(kernel), pair(stride), pair(dilation), strict=True)
        return tuple(padding_of(*axis) for axis in axes)

    return both


def halves(total):
    return total // 2, total - total // 2


@mistake_in("same_padding")
def as_large_as_the_input(size, kernel, stride=1, dilation=1):
    def padding_of(n, k, s, d):
        return halves((n - 1) * s + d * (k - 1) + 1 - n)

    return by_axis(padding_of)(size, kernel, stride, dilation)


@mistake_in("same_padding")
def extra_pixel_before(size, kernel, stride=1, dilation=1):
    (top, bottom), (left, right) = same_padding(size, kernel, stride, dilation)
    return (bottom, top), (right, left)


@mistake_in("same_padding")
def half_the_kernel_on_both_sides(size, kernel, stride=1, dilation=1):
    def padding_of(n, k, s, d):
        half = (d * (k - 1) + 1) // 2
        return half, half

    return by_axis(padding_of)(size, kernel, stride, dilation)


@mistake_in("same_padding")
def negative_total(size, kernel, stride=1, dilation=1):
    def padding_of(n, k, s, d):
        return halves((-(-n // s) - 1) * s + d * (k - 1) + 1 - n)

    return by_axis(padding_of)(size, kernel, stride, dilation)


@mistake_in("same_padding")
def dilation_ignored(size, kernel, stride=1, dilation=1):
    return same_padding(size, kernel, stride)


@mistake_in("same_padding")
def dilation_times_the_kernel(size, kernel, stride=1, dilation=1):
    kernel_height, kernel_width = pair(kernel)
    vertical, horizontal = pair(dilation)
    spread = (kernel_height * vertical, kernel_width * horizontal)
    return same_padding(size, spread, stride)


@mistake_in("same_padding")
def stride_ignored(size, kernel, stride=1, dilation=1):
    return same_padding(size, kernel, 1, dilation)


@mistake_in("same_padding")
def outputs_rounded_down(size, kernel, stride=1, dilation=1):
    def padding_of(n, k, s, d):
        return halves(max(0, (n // s - 1) * s + d * (k - 1) + 1 - n))

    return by_axis(padding_of)(size, kernel, stride, dilation)


@mistake_in("same_padding")
def extra_pixel_lost(size, kernel, stride=1, dilation=1):
    (top, _), (left, _) = same_padding(size, kernel, stride, dilation)
    return (top, top), (left, left)


@mistake_in("same_padding")
def total_on_each_side(size, kernel, stride=1, dilation=1):
    (top, bottom), (left, right) = same_padding(size, kernel, stride, dilation)
    return (top + bottom, top + bottom), (left + right, left + right)


@mistake_in("same_padding")
def width_first(size, kernel, stride=1, dilation=1):
    vertical, horizontal = same_padding(size, kernel, stride, dilation)
    return horizontal, vertical


@mistake_in("same_padding")
def half_of_the_bare_kernel(size, kernel, stride=1, dilation=1):
    return by_axis(lambda n, k, s, d: (k // 2, k // 2))(size, kernel, stride, dilation)
