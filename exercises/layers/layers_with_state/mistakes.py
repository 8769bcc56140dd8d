"""Wrong versions of the convolution with a memory: what it keeps, and what it computes."""
# ruff: noqa: N801  the name of a mistake is its id

import numpy as np

from autograder.checking import mistake_in
from solutions.given.layers import conv2d, conv2d_backward, framed, windows
from solutions.layers import Conv2d
from solutions.sizes import pair


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
        (kh, kw), (sh, sw), (ph, pw) = self.w.shape[2:], pair(self.stride), pair(self.padding)
        h, w = self.x.shape[2:]
        last = framed(np.zeros(self.x.shape), self.padding)
        for i, j in np.ndindex(dy.shape[2:]):
            part = np.einsum("no,ocab->ncab", dy[:, :, i, j], self.w)
            last[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] = part
        return last[:, :, ph : ph + h, pw : pw + w]


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
