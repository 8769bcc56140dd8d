"""Wrong versions of reflect_pad."""

import numpy as np

from autograder.checking import mistake_in
from solutions.padding import reflect_pad


def padded(x, pad, places):
    """Each axis takes the cells that `places` names, from a size and a padding."""
    pad = (pad,) * (x.ndim - 2) if isinstance(pad, int) else pad
    for axis, p in enumerate(pad, 2):
        n = x.shape[axis]
        if p >= n:
            raise ValueError(f"{p} >= {n}")
        x = np.take(x, places(n, p), axis=axis)
    return x.copy()


@mistake_in("reflect_pad")
def edge_repeated(x, pad):
    def places(n, p):
        across = np.arange(-p, n + p) % (2 * n)
        return np.minimum(across, 2 * n - 1 - across)

    return padded(x, pad, places)


@mistake_in("reflect_pad")
def nearest_cell(x, pad):
    return padded(x, pad, lambda n, p: np.clip(np.arange(-p, n + p), 0, n - 1))


@mistake_in("reflect_pad")
def wrapped_around(x, pad):
    return padded(x, pad, lambda n, p: np.arange(-p, n + p) % n)


@mistake_in("reflect_pad")
def border_not_turned_around(x, pad):
    def places(n, p):
        return np.concatenate([np.arange(1, p + 1), np.arange(n), np.arange(n - p, n) - 1])

    return padded(x, pad, places)


@mistake_in("reflect_pad")
def last_two_axes_only(x, pad):
    pad = (pad,) * (x.ndim - 2) if isinstance(pad, int) else tuple(pad)
    return reflect_pad(x, (0,) * max(0, len(pad) - 2) + pad[-2:])


@mistake_in("reflect_pad")
def sizes_back_to_front(x, pad):
    return reflect_pad(x, pad if isinstance(pad, int) else tuple(pad)[::-1])


@mistake_in("reflect_pad")
def only_before(x, pad):
    return padded(x, pad, lambda n, p: np.abs(np.arange(-p, n)))
