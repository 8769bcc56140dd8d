"""Wrong versions of pad2d_backward."""

import numpy as np

from autograder.checking import mistake_in
from solutions.padding import pad2d, pad2d_backward
from solutions.sizes import sides


@mistake_in("pad2d_backward")
def negative_slice_breaks_at_zero(dy, pad):
    (top, bottom), (left, right) = sides(pad)
    return dy[:, :, top:-bottom, left:-right]


@mistake_in("pad2d_backward")
def crop_guessed_symmetric(dy, pad):
    (top, bottom), (left, right) = sides(pad)
    h = dy.shape[2] - top - bottom
    w = dy.shape[3] - left - right
    first_row, first_column = (top + bottom) // 2, (left + right) // 2
    return dy[:, :, first_row : first_row + h, first_column : first_column + w]


@mistake_in("pad2d_backward")
def cropped_from_the_start_only(dy, pad):
    (top, _), (left, _) = sides(pad)
    return dy[:, :, top:, left:]


@mistake_in("pad2d_backward")
def cropped_from_the_end_only(dy, pad):
    (top, bottom), (left, right) = sides(pad)
    return pad2d_backward(dy, ((0, top + bottom), (0, left + right)))


@mistake_in("pad2d_backward")
def border_zeroed_but_size_kept(dy, pad):
    return pad2d(pad2d_backward(dy, pad), pad)


@mistake_in("pad2d_backward")
def crop_fixed_at_one(dy, pad):
    return dy[:, :, 1:-1, 1:-1]


@mistake_in("pad2d_backward")
def end_is_the_size(dy, pad):
    (top, bottom), (left, right) = sides(pad)
    h = dy.shape[2] - top - bottom
    w = dy.shape[3] - left - right
    return dy[:, :, top:h, left:w]


@mistake_in("pad2d_backward")
def axes_swapped(dy, pad):
    vertical, horizontal = sides(pad)
    return pad2d_backward(dy, (horizontal, vertical))


@mistake_in("pad2d_backward")
def before_and_after_swapped(dy, pad):
    (top, bottom), (left, right) = sides(pad)
    return pad2d_backward(dy, ((bottom, top), (right, left)))


@mistake_in("pad2d_backward")
def padded_again(dy, pad):
    return pad2d(dy, pad)


@mistake_in("pad2d_backward")
def channels_taken_as_last(dy, pad):
    return np.moveaxis(pad2d_backward(np.moveaxis(dy, 3, 1), pad), 1, 3)
