"""Reference solutions of the unit `layers`."""

import numpy as np
import torch

from solutions.given.layers import (
    Size,
    avg_pool2d,
    avg_pool2d_backward,
    conv2d,
    conv2d_backward,
    max_pool2d,
    max_pool2d_backward,
)


class Conv2d:
    def __init__(self, w: np.ndarray, b: np.ndarray, stride: Size = 1, padding: Size = 0) -> None:
        self.w, self.b = w, b
        self.stride, self.padding = stride, padding
        self.grads = {}
        ### BEGIN SOLUTION
        self.x = None
        ### END SOLUTION

    def forward(self, x: np.ndarray) -> np.ndarray:
        ### BEGIN SOLUTION
        self.x = x
        return conv2d(x, self.w, self.b, self.stride, self.padding)
        ### END SOLUTION

    def backward(self, dy: np.ndarray) -> np.ndarray:
        ### BEGIN SOLUTION
        if self.x is None:
            raise RuntimeError("call forward before backward")
        dx, dw, db = conv2d_backward(dy, self.x, self.w, self.stride, self.padding)
        self.grads = {"w": dw, "b": db}
        return dx
        ### END SOLUTION


class MaxPool2d:
    def __init__(self, kernel: Size, stride: Size | None = None, padding: Size = 0) -> None:
        self.kernel, self.stride, self.padding = kernel, stride, padding
        ### BEGIN SOLUTION
        self.index = None
        self.x_shape = None
        ### END SOLUTION

    def forward(self, x: np.ndarray) -> np.ndarray:
        ### BEGIN SOLUTION
        y, self.index = max_pool2d(x, self.kernel, self.stride, self.padding)
        self.x_shape = x.shape
        return y
        ### END SOLUTION

    def backward(self, dy: np.ndarray) -> np.ndarray:
        ### BEGIN SOLUTION
        if self.index is None:
            raise RuntimeError("call forward before backward")
        return max_pool2d_backward(dy, self.index, self.x_shape)
        ### END SOLUTION


class AvgPool2d:
    def __init__(self, kernel: Size, stride: Size | None = None, padding: Size = 0) -> None:
        self.kernel, self.stride, self.padding = kernel, stride, padding
        ### BEGIN SOLUTION
        self.x_shape = None
        ### END SOLUTION

    def forward(self, x: np.ndarray) -> np.ndarray:
        ### BEGIN SOLUTION
        self.x_shape = x.shape
        return avg_pool2d(x, self.kernel, self.stride, self.padding)
        ### END SOLUTION

    def backward(self, dy: np.ndarray) -> np.ndarray:
        ### BEGIN SOLUTION
        if self.x_shape is None:
            raise RuntimeError("call forward before backward")
        return avg_pool2d_backward(dy, self.x_shape, self.kernel, self.stride, self.padding)
        ### END SOLUTION


def conv2d_autograd(
    x: torch.Tensor, w: torch.Tensor, b: torch.Tensor, stride: Size = 1, padding: Size = 0
) -> torch.Tensor:
    class Convolution(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, w, b):
            ### BEGIN SOLUTION
            ctx.save_for_backward(x, w)
            arrays = [tensor.detach().numpy() for tensor in (x, w, b)]
            return torch.from_numpy(conv2d(*arrays, stride, padding))
            ### END SOLUTION

        @staticmethod
        def backward(ctx, dy):
            ### BEGIN SOLUTION
            x, w = (tensor.detach().numpy() for tensor in ctx.saved_tensors)
            dx, dw, db = conv2d_backward(dy.numpy(), x, w, stride, padding)
            return torch.from_numpy(dx), torch.from_numpy(dw), torch.from_numpy(db)
            ### END SOLUTION

    return Convolution.apply(x, w, b)


def max_pool2d_autograd(
    x: torch.Tensor, kernel: Size, stride: Size | None = None, padding: Size = 0
) -> torch.Tensor:
    class Pooling(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ### BEGIN SOLUTION
            y, index = max_pool2d(x.detach().numpy(), kernel, stride, padding)
            ctx.save_for_backward(torch.from_numpy(index))
            ctx.x_shape = tuple(x.shape)
            return torch.from_numpy(y)
            ### END SOLUTION

        @staticmethod
        def backward(ctx, dy):
            ### BEGIN SOLUTION
            (index,) = ctx.saved_tensors
            return torch.from_numpy(max_pool2d_backward(dy.numpy(), index.numpy(), ctx.x_shape))
            ### END SOLUTION

    return Pooling.apply(x)
