"""Wrong versions of the pooling layers: what they keep, and what they compute."""
# ruff: noqa: N801  the name of a mistake is its id

import numpy as np

from autograder.checking import mistake_in
from solutions.given.layers import framed, overlay, windows
from solutions.layers import AvgPool2d, MaxPool2d
from solutions.sizes import pair


class Searching(MaxPool2d):
    """Looks at x again on the way back, and gives each cell of a window its share of dy."""

    def forward(self, x):
        self.x = x
        return super().forward(x)

    def backward(self, dy):
        dx, stride = super().backward(dy), self.stride or self.kernel
        seen = windows(framed(self.x, self.padding, -np.inf), self.kernel, stride)
        return overlay(self.shares(seen, dy[..., None, None]), dx.shape, stride, self.padding)


@mistake_in("MaxPool2d")
class max_keeps_the_first_forward(MaxPool2d):
    def forward(self, x):
        first = self.index, self.x_shape
        y = super().forward(x)
        if first[0] is not None:
            self.index, self.x_shape = first
        return y


@mistake_in("MaxPool2d")
class max_memory_of_the_class(MaxPool2d):
    kept = (None, None)

    def forward(self, x):
        y = super().forward(x)
        type(self).kept = self.index, self.x_shape
        return y

    def backward(self, dy):
        self.index, self.x_shape = self.kept
        return super().backward(dy)


@mistake_in("MaxPool2d")
class max_other_error_before_forward(MaxPool2d):
    def backward(self, dy):
        if self.index is None:
            raise AttributeError("index")
        return super().backward(dy)


@mistake_in("MaxPool2d")
class max_forward_gives_the_index_too(MaxPool2d):
    def forward(self, x):
        return super().forward(x), self.index


@mistake_in("MaxPool2d")
class max_steps_of_one(MaxPool2d):
    def __init__(self, kernel, stride=None, padding=0):
        super().__init__(kernel, stride or 1, padding)


@mistake_in("MaxPool2d")
class max_border_of_zeros(MaxPool2d):
    def __init__(self, kernel, stride=None, padding=0):
        super().__init__(kernel, stride)
        self.border = pair(padding)

    def forward(self, x):
        return super().forward(framed(x, self.border))

    def backward(self, dy):
        dx, (ph, pw) = super().backward(dy), self.border
        h, w = dx.shape[2:]
        return dx[:, :, ph : h - ph, pw : w - pw]


@mistake_in("MaxPool2d")
class max_every_tie_paid(Searching):
    def shares(self, seen, dy):
        return (seen == seen.max(axis=(4, 5), keepdims=True)) * dy


@mistake_in("MaxPool2d")
class max_ties_share(Searching):
    def shares(self, seen, dy):
        chosen = seen == seen.max(axis=(4, 5), keepdims=True)
        return chosen / chosen.sum(axis=(4, 5), keepdims=True) * dy


@mistake_in("MaxPool2d")
class max_last_tie_wins(Searching):
    def shares(self, seen, dy):
        cells = seen.reshape(*seen.shape[:4], -1)[..., ::-1]
        one_hot = np.arange(cells.shape[4]) == cells.argmax(axis=4)[..., None]
        return one_hot[..., ::-1].reshape(seen.shape) * dy


@mistake_in("MaxPool2d")
class max_ignores_the_gradient(MaxPool2d):
    def backward(self, dy):
        return super().backward(np.ones(dy.shape))


@mistake_in("MaxPool2d")
class max_dx_overwritten(MaxPool2d):
    def backward(self, dy):
        maps = np.zeros((dy.shape[0] * dy.shape[1], super().backward(dy)[0, 0].size))
        rows = np.arange(len(maps))[:, np.newaxis]
        maps[rows, self.index.reshape(len(maps), -1)] = dy.reshape(len(maps), -1)
        return maps.reshape(self.x_shape)


@mistake_in("AvgPool2d")
class avg_keeps_the_first_forward(AvgPool2d):
    def forward(self, x):
        first = self.x_shape
        y = super().forward(x)
        self.x_shape = first or self.x_shape
        return y


@mistake_in("AvgPool2d")
class avg_memory_of_the_class(AvgPool2d):
    kept = None

    def forward(self, x):
        type(self).kept = x.shape
        return super().forward(x)

    def backward(self, dy):
        self.x_shape = self.kept
        return super().backward(dy)


@mistake_in("AvgPool2d")
class avg_other_error_before_forward(AvgPool2d):
    def backward(self, dy):
        if self.x_shape is None:
            raise AttributeError("x_shape")
        return super().backward(dy)


@mistake_in("AvgPool2d")
class avg_steps_of_one(AvgPool2d):
    def __init__(self, kernel, stride=None, padding=0):
        super().__init__(kernel, stride or 1, padding)


@mistake_in("AvgPool2d")
class avg_dx_overwritten(AvgPool2d):
    def backward(self, dy):
        super().backward(dy)
        (kh, kw), (sh, sw) = pair(self.kernel), pair(self.stride or self.kernel)
        (h, w), (ph, pw) = self.x_shape[2:], pair(self.padding)
        last = framed(np.zeros(self.x_shape), self.padding)
        for i, j in np.ndindex(dy.shape[2:]):
            share = dy[:, :, i, j, None, None] / (kh * kw)
            last[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] = share
        return last[:, :, ph : ph + h, pw : pw + w]


@mistake_in("AvgPool2d")
class avg_dx_not_divided(AvgPool2d):
    def backward(self, dy):
        kh, kw = pair(self.kernel)
        return super().backward(dy * (kh * kw))


@mistake_in("AvgPool2d")
class avg_divided_by_the_number_of_windows(AvgPool2d):
    def backward(self, dy):
        kh, kw = pair(self.kernel)
        return super().backward(dy * (kh * kw) / (dy.shape[2] * dy.shape[3]))


@mistake_in("AvgPool2d")
class avg_border_not_counted(AvgPool2d):
    def counts(self):
        ones = np.ones(self.x_shape)
        return windows(framed(ones, self.padding), self.kernel, self.stride or self.kernel)

    def forward(self, x):
        y = super().forward(x)
        return y / self.counts().mean(axis=(4, 5))

    def backward(self, dy):
        super().backward(dy)
        return super().backward(dy / self.counts().mean(axis=(4, 5)))


@mistake_in("AvgPool2d")
class avg_border_left_on(AvgPool2d):
    def backward(self, dy):
        self.x_shape = framed(np.zeros(self.x_shape), self.padding).shape if self.x_shape else None
        border, self.padding = self.padding, 0
        dx = super().backward(dy)
        self.padding = border
        return dx
