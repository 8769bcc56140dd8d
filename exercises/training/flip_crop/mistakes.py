"""Wrong versions of flip and crop."""

import numpy as np

from autograder.checking import mistake_in
from solutions.sizes import pair
from solutions.training import crop, flip


def _where(mask, yes, no):
    return np.where(mask[:, np.newaxis, np.newaxis, np.newaxis], yes, no)


@mistake_in("flip")
def upside_down(x, mask):
    return _where(mask, x[:, :, ::-1], x)


@mistake_in("flip")
def every_image_mirrored(x, mask):
    return x[..., ::-1].copy()


@mistake_in("flip")
def others_mirrored(x, mask):
    return flip(x, ~mask)


@mistake_in("flip")
def turned_by_half(x, mask):
    return _where(mask, x[:, :, ::-1, ::-1], x)


@mistake_in("flip")
def channels_mirrored(x, mask):
    return _where(mask, x[:, ::-1], x)


@mistake_in("flip")
def mirrored_images_only(x, mask):
    return x[mask][..., ::-1].copy()


@mistake_in("flip")
def mirrored_in_place(x, mask):
    x[mask] = x[mask][..., ::-1].copy()
    return x


@mistake_in("flip")
def view_when_all_are_alike(x, mask):
    if not mask.any():
        return x
    return x[..., ::-1] if mask.all() else flip(x, mask)


def _checked(x, offsets, size):
    h, w = pair(size)
    if (offsets < 0).any() or (offsets + np.array([h, w]) > x.shape[2:]).any():
        raise ValueError
    return h, w


def _windows(x, offsets, h, w):
    return [image[:, i : i + h, j : j + w] for image, (i, j) in zip(x, offsets, strict=True)]


def _inside(x, offsets, size):
    """Windows at these corners, moved so that they fit."""
    room = np.array(x.shape[2:]) - pair(size)
    return crop(x, np.clip(offsets, 0, room), size)


@mistake_in("crop")
def rows_for_columns(x, offsets, size):
    h, w = _checked(x, offsets, size)
    return np.stack(_windows(x, offsets[:, ::-1], h, w))


@mistake_in("crop")
def first_offset_for_all(x, offsets, size):
    _checked(x, offsets, size)
    return crop(x, np.repeat(offsets[:1], len(x), axis=0), size)


@mistake_in("crop")
def corner_taken_as_the_middle(x, offsets, size):
    h, w = _checked(x, offsets, size)
    return _inside(x, offsets - (h // 2, w // 2), size)


@mistake_in("crop")
def window_one_larger(x, offsets, size):
    h, w = _checked(x, offsets, size)
    framed = np.pad(x, ((0, 0), (0, 0), (0, 1), (0, 1)))
    return np.stack(_windows(framed, offsets, h + 1, w + 1))


@mistake_in("crop")
def window_height_and_width_swapped(x, offsets, size):
    h, w = _checked(x, offsets, size)
    framed = np.pad(x, ((0, 0), (0, 0), (0, w), (0, h)))
    return np.stack(_windows(framed, offsets, w, h))


@mistake_in("crop")
def window_moved_inside(x, offsets, size):
    return _inside(x, offsets, size)


@mistake_in("crop")
def negative_offsets_accepted(x, offsets, size):
    room = np.array(x.shape[2:]) - pair(size)
    if (offsets > room).any():
        raise ValueError
    return crop(x, offsets % (room + 1), size)


@mistake_in("crop")
def last_place_refused(x, offsets, size):
    h, w = _checked(x, offsets, size)
    if (offsets + np.array([h, w]) >= x.shape[2:]).any():
        raise ValueError
    return crop(x, offsets, size)


@mistake_in("crop")
def beyond_the_image_is_black(x, offsets, size):
    (h, w), n = pair(size), max(x.shape[2:]) + max(pair(size)) + 10
    framed = np.pad(x, ((0, 0), (0, 0), (n, n), (n, n)))
    return np.stack(_windows(framed, offsets + n, h, w))


@mistake_in("crop")
def view_where_offsets_agree(x, offsets, size):
    h, w = _checked(x, offsets, size)
    if (offsets == offsets[0]).all():
        i, j = offsets[0]
        return x[:, :, i : i + h, j : j + w]
    return crop(x, offsets, size)
