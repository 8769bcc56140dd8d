"""Wrong versions of conv2d_autograd."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it

from autograder.checking import mistake_in
from solutions.given.layers import conv2d, conv2d_backward, framed
from solutions.layers import conv2d_autograd
from solutions.sizes import pair


def through(x, w, b, stride, padding, forward=conv2d, backward=conv2d_backward):
    """A Function on the NumPy functions given, one of which may be replaced."""

    class Convolution(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, w, b):
            ctx.save_for_backward(x, w)
            return _tensor(forward(*map(_array, (x, w, b)), stride, padding))

        @staticmethod
        def backward(ctx, dy):
            x, w = map(_array, ctx.saved_tensors)
            return tuple(map(_tensor, backward(_array(dy), x, w, stride, padding)))

    return Convolution.apply(x, w, b)


def _array(tensor):
    return tensor.detach().numpy()


def _tensor(array):
    return None if array is None else torch.tensor(np.ascontiguousarray(array))


@mistake_in("conv2d_autograd")
def pytorchs_own_convolution(x, w, b, stride=1, padding=0):
    return F.conv2d(x, w, b, stride, padding)


@mistake_in("conv2d_autograd")
def cut_off_from_the_graph(x, w, b, stride=1, padding=0):
    return conv2d_autograd(x, w, b, stride, padding).detach()


@mistake_in("conv2d_autograd")
def gradients_in_another_order(x, w, b, stride=1, padding=0):
    def backward(dy, x, w, stride, padding):
        dx, dw, db = conv2d_backward(dy, x, w, stride, padding)
        return dw, dx, db

    return through(x, w, b, stride, padding, backward=backward)


@mistake_in("conv2d_autograd")
def only_the_gradient_of_x(x, w, b, stride=1, padding=0):
    def backward(dy, x, w, stride, padding):
        return conv2d_backward(dy, x, w, stride, padding)[0], None, None

    return through(x, w, b, stride, padding, backward=backward)


@mistake_in("conv2d_autograd")
def incoming_gradient_left_out(x, w, b, stride=1, padding=0):
    def backward(dy, x, w, stride, padding):
        return conv2d_backward(np.ones_like(dy), x, w, stride, padding)

    return through(x, w, b, stride, padding, backward=backward)


@mistake_in("conv2d_autograd")
def stride_and_padding_left_out_going_back(x, w, b, stride=1, padding=0):
    def backward(dy, x, w, stride, padding):
        return conv2d_backward(dy, x, w)

    return through(x, w, b, stride, padding, backward=backward)


@mistake_in("conv2d_autograd")
def all_in_single_precision(x, w, b, stride=1, padding=0):
    return conv2d_autograd(x.float(), w.float(), b.float(), stride, padding)


@mistake_in("conv2d_autograd")
def gradients_averaged_over_the_batch(x, w, b, stride=1, padding=0):
    def backward(dy, x, w, stride, padding):
        dx, dw, db = conv2d_backward(dy, x, w, stride, padding)
        return dx, dw / len(dy), db / len(dy)

    return through(x, w, b, stride, padding, backward=backward)


@mistake_in("conv2d_autograd")
def kernel_turned_around(x, w, b, stride=1, padding=0):
    return conv2d_autograd(x, w.flip(2, 3), b, stride, padding)


@mistake_in("conv2d_autograd")
def windows_of_dx_overwritten(x, w, b, stride=1, padding=0):
    def backward(dy, x, w, stride, padding):
        _, dw, db = conv2d_backward(dy, x, w, stride, padding)
        parts = np.einsum("noij,ocab->ncijab", dy, w)
        (sh, sw), (ph, pw), (kh, kw) = pair(stride), pair(padding), w.shape[2:]
        last = framed(np.zeros_like(x), padding)
        for i, j in np.ndindex(dy.shape[2:]):
            last[:, :, i * sh : i * sh + kh, j * sw : j * sw + kw] = parts[:, :, i, j]
        return last[:, :, ph : ph + x.shape[2], pw : pw + x.shape[3]], dw, db

    return through(x, w, b, stride, padding, backward=backward)


@mistake_in("conv2d_autograd")
def flat_view_of_the_gradient(x, w, b, stride=1, padding=0):
    y = conv2d_autograd(x, w, b, stride, padding)
    return Flat.apply(y)


class Flat(torch.autograd.Function):
    """Passes on, and takes the incoming gradient for contiguous."""

    @staticmethod
    def forward(ctx, y):
        return y.clone()

    @staticmethod
    def backward(ctx, dy):
        return dy.view(-1).reshape(dy.shape)
