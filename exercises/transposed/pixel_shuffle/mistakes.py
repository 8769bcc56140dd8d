"""Wrong versions of pixel_shuffle."""

import numpy as np

from autograder.checking import mistake_in
from solutions.transposed import pixel_shuffle


def woven(x, factor, order, channels_last=False):
    n, c, h, w = x.shape
    if factor < 1 or c % factor**2:
        raise ValueError
    split = (factor, factor, c // factor**2) if channels_last else (c // factor**2, factor, factor)
    return x.reshape(n, *split, h, w).transpose(order).reshape(n, -1, h * factor, w * factor).copy()


@mistake_in("pixel_shuffle")
def reshape_alone(x, factor):
    return woven(x, factor, range(6))


@mistake_in("pixel_shuffle")
def rows_and_columns_of_the_square_swapped(x, factor):
    return woven(x, factor, (0, 1, 4, 3, 5, 2))


@mistake_in("pixel_shuffle")
def squares_before_channels(x, factor):
    return woven(x, factor, (0, 3, 4, 1, 5, 2), channels_last=True)


@mistake_in("pixel_shuffle")
def blocks_side_by_side(x, factor):
    return woven(x, factor, (0, 1, 2, 4, 3, 5))


@mistake_in("pixel_shuffle")
def pixels_repeated(x, factor):
    first = x.reshape(len(x), -1, factor**2, *x.shape[2:])[:, :, 0]
    return first.repeat(factor, axis=2).repeat(factor, axis=3)


@mistake_in("pixel_shuffle")
def height_and_width_swapped(x, factor):
    return pixel_shuffle(x, factor).swapaxes(2, 3).copy()


@mistake_in("pixel_shuffle")
def turned_around_inside_the_square(x, factor):
    n, c, h, w = x.shape
    if factor < 1 or c % factor**2:
        raise ValueError
    squares = x.reshape(n, c // factor**2, factor**2, h, w)
    return pixel_shuffle(np.flip(squares, 2).reshape(x.shape), factor)
