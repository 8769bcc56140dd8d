"""Wrong versions of the layers: what they keep, and what they compute."""
# ruff: noqa: N801  the name of a mistake is its id

import numpy as np

from autograder.checking import mistake_in
from solutions.given.layers import (
    conv2d,
    conv2d_backward,
    framed,
    overlay,
    windows,
)
from solutions.layers import AvgPool2d, Conv2d, MaxPool2d
from solutions.sizes import pair


def overwritten(parts, x_shape, stride, padding):
    """What the windows leave where the last one wins and nothing is added."""
    down, right = pair(stride)
    last = framed(np.zeros(x_shape), padding)
    rows, columns, height, width = parts.shape[2:]
    for i, j in np.ndindex(rows, columns):
        top, left = i * down, j * right
        last[:, :, top : top + height, left : left + width] = parts[:, :, i, j]
    above, before = pair(padding)
    return last[:, :, above : above + x_shape[2], before : before + x_shape[3]]


class Searching(MaxPool2d):
    """Looks at x again on the way back, and gives each cell of a window its share of dy."""

    def forward(self, x):
        self.x = x
        return super().forward(x)

    def backward(self, dy):
        dx, stride = super().backward(dy), self.stride or self.kernel
        seen = windows(framed(self.x, self.padding, -np.inf), self.kernel, stride)
        return overlay(self.shares(seen, dy[..., None, None]), dx.shape, stride, self.padding)


@mistake_in("Conv2d")
class conv_keeps_the_first_forward(Conv2d):
    def forward(self, x):
        first = x if self.x is None else self.x
        y = super().forward(x)
        self.x = first
        return y


@mistake_in("Conv2d")
class conv_memory_of_the_class(Conv2d):
    kept = None

    def forward(self, x):
        type(self).kept = x
        return super().forward(x)

    def backward(self, dy):
        self.x = self.kept
        return super().backward(dy)


@mistake_in("Conv2d")
class conv_grads_of_the_class(Conv2d):
    common = {}  # noqa: RUF012  that is the mistake

    def backward(self, dy):
        dx = super().backward(dy)
        self.common.update(self.grads)
        self.grads = self.common
        return dx


@mistake_in("Conv2d")
class conv_grads_pile_up(Conv2d):
    def backward(self, dy):
        before = self.grads
        dx = super().backward(dy)
        self.grads = {name: grad + before.get(name, 0) for name, grad in self.grads.items()}
        return dx


@mistake_in("Conv2d")
class conv_other_error_before_forward(Conv2d):
    def backward(self, dy):
        if self.x is None:
            raise AttributeError("x")
        return super().backward(dy)


@mistake_in("Conv2d")
class conv_silent_before_forward(Conv2d):
    def backward(self, dy):
        return None if self.x is None else super().backward(dy)


@mistake_in("Conv2d")
class conv_backward_gives_everything(Conv2d):
    def backward(self, dy):
        return super().backward(dy), self.grads["w"], self.grads["b"]


@mistake_in("Conv2d")
class conv_backward_without_settings(Conv2d):
    def backward(self, dy):
        self.stride, self.padding = 1, 0
        return super().backward(dy)


@mistake_in("Conv2d")
class conv_grads_averaged(Conv2d):
    def backward(self, dy):
        dx = super().backward(dy)
        self.grads = {name: grad / len(dy) for name, grad in self.grads.items()}
        return dx


@mistake_in("Conv2d")
class conv_bias_left_out(Conv2d):
    def forward(self, x):
        self.x = x
        return conv2d(x, self.w, None, self.stride, self.padding)


@mistake_in("Conv2d")
class conv_kernel_flipped(Conv2d):
    def __init__(self, w, b, stride=1, padding=0):
        super().__init__(w[:, :, ::-1, ::-1], b, stride, padding)

    def backward(self, dy):
        dx = super().backward(dy)
        self.grads["w"] = self.grads["w"][:, :, ::-1, ::-1]
        return dx


@mistake_in("Conv2d")
class conv_height_and_width_swapped(Conv2d):
    def __init__(self, w, b, stride=1, padding=0):
        super().__init__(w, b, pair(stride)[::-1], pair(padding)[::-1])


@mistake_in("Conv2d")
class conv_dx_overwritten(Conv2d):
    def backward(self, dy):
        super().backward(dy)
        parts = np.einsum("noij,ocab->ncijab", dy, self.w)
        return overwritten(parts, self.x.shape, self.stride, self.padding)


@mistake_in("Conv2d")
class conv_border_cut_with_minus_padding(Conv2d):
    def backward(self, dy):
        super().backward(dy)
        ph, pw = pair(self.padding)
        x = framed(self.x, self.padding)
        return conv2d_backward(dy, x, self.w, self.stride)[0][:, :, ph:-ph, pw:-pw]


@mistake_in("Conv2d")
class conv_leftover_rows_forgotten(Conv2d):
    """dw counts the positions of dy over all of x; dx ends with the last window."""

    def backward(self, dy):
        super().backward(dy)
        (kh, kw), (sh, sw), (ph, pw) = self.w.shape[2:], pair(self.stride), pair(self.padding)
        x, (oh, ow) = framed(self.x, self.padding), dy.shape[2:]
        h, w = (oh - 1) * sh + kh, (ow - 1) * sw + kw
        dx = conv2d_backward(dy, x[:, :, :h, :w], self.w, self.stride)[0]
        spread = np.zeros((*dy.shape[:2], h - kh + 1, w - kw + 1))
        spread[:, :, ::sh, ::sw] = dy
        dw = np.einsum("noij,ncabij->ocab", spread, windows(x, spread.shape[2:], 1))
        self.grads["w"] = dw
        return dx[:, :, ph : h - ph, pw : w - pw]


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
        kh, kw = pair(self.kernel)
        parts = np.broadcast_to((dy / (kh * kw))[..., None, None], (*dy.shape, kh, kw))
        return overwritten(parts, self.x_shape, self.stride or self.kernel, self.padding)


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
