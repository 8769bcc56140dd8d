"""Wrong versions of max_pool2d_autograd."""

import numpy as np
import torch

from autograder.checking import mistake_in
from solutions.given.layers import max_pool2d, max_pool2d_backward
from solutions.layers import max_pool2d_autograd


def through(x, kernel, stride, padding, backward):
    """A Function on the NumPy functions given, with another way back."""

    class Pooling(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            y, ctx.index = max_pool2d(x.detach().numpy(), kernel, stride, padding)
            ctx.save_for_backward(x)
            return torch.from_numpy(y)

        @staticmethod
        def backward(ctx, dy):
            (x,) = ctx.saved_tensors
            dx = backward(dy.numpy(), ctx.index, x.detach().numpy())
            return torch.from_numpy(np.ascontiguousarray(dx))

    return Pooling.apply(x)


@mistake_in("max_pool2d_autograd")
def pytorchs_own_pooling(x, kernel, stride=None, padding=0):
    return torch.nn.functional.max_pool2d(x, kernel, stride, padding)


@mistake_in("max_pool2d_autograd")
def cut_off_from_the_graph(x, kernel, stride=None, padding=0):
    return max_pool2d_autograd(x, kernel, stride, padding).detach()


@mistake_in("max_pool2d_autograd")
def incoming_gradient_left_out(x, kernel, stride=None, padding=0):
    def backward(dy, index, x):
        return max_pool2d_backward(np.ones_like(dy), index, x.shape)

    return through(x, kernel, stride, padding, backward)


@mistake_in("max_pool2d_autograd")
def overlapping_winners_counted_once(x, kernel, stride=None, padding=0):
    def backward(dy, index, x):
        dx = np.zeros((*x.shape[:2], x.shape[2] * x.shape[3]))
        n, c = np.ogrid[: x.shape[0], : x.shape[1]]
        dx[n[..., None], c[..., None], index.reshape(*x.shape[:2], -1)] = dy.reshape(
            *x.shape[:2], -1
        )
        return dx.reshape(x.shape)

    return through(x, kernel, stride, padding, backward)


@mistake_in("max_pool2d_autograd")
def gradient_times_the_input(x, kernel, stride=None, padding=0):
    def backward(dy, index, x):
        return max_pool2d_backward(dy, index, x.shape) * x

    return through(x, kernel, stride, padding, backward)


@mistake_in("max_pool2d_autograd")
def stride_one_by_default(x, kernel, stride=None, padding=0):
    return max_pool2d_autograd(x, kernel, 1 if stride is None else stride, padding)


@mistake_in("max_pool2d_autograd")
def starts_from_zeros(x, kernel, stride=None, padding=0):
    return max_pool2d_autograd(x, kernel, stride, padding).clamp(min=0)
