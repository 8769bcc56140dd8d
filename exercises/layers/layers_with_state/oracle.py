"""PyTorch's answers: a graph is kept at each forward, and autograd goes back through it."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it

from solutions.sizes import pair


class _Layer:
    def __init__(self):
        self._graph = None
        self.grads = {}

    def forward(self, x):
        x = _tensor(x)
        y = self._function(x)
        self._graph = x, y
        return y.detach().numpy()

    def backward(self, dy):
        if self._graph is None:
            raise RuntimeError("there is no graph yet")
        x, y = self._graph
        leaves = self._parameters()
        dx, *grads = torch.autograd.grad(y, [x, *leaves.values()], _tensor(dy))
        self.grads = {name: grad.numpy() for name, grad in zip(leaves, grads, strict=True)}
        return dx.numpy()

    def _parameters(self):
        return {}


class Conv2d(_Layer):
    def __init__(self, w, b, stride=1, padding=0):
        super().__init__()
        self._w, self._b = _tensor(w), _tensor(b)
        self._settings = stride, padding

    def _parameters(self):
        return {"w": self._w, "b": self._b}

    def _function(self, x):
        return F.conv2d(x, self._w, self._b, *self._settings)


class MaxPool2d(_Layer):
    """PyTorch refuses a padding above half the kernel, so pad first."""

    def __init__(self, kernel, stride=None, padding=0):
        super().__init__()
        self._kernel, self._stride, self._padding = kernel, stride, pair(padding)

    def _function(self, x):
        ph, pw = self._padding
        return F.max_pool2d(F.pad(x, (pw, pw, ph, ph), value=-np.inf), self._kernel, self._stride)


class AvgPool2d(MaxPool2d):
    def _function(self, x):
        ph, pw = self._padding
        return F.avg_pool2d(F.pad(x, (pw, pw, ph, ph)), self._kernel, self._stride)


def _tensor(array):
    copy = np.array(array, dtype=np.float64, order="C", copy=True)
    return torch.from_numpy(copy).requires_grad_()
