"""PyTorch's answers: a graph is kept at each forward, and autograd goes back through it."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


class Conv2d:
    def __init__(self, w, b, stride=1, padding=0):
        self._w, self._b = _tensor(w), _tensor(b)
        self._settings = stride, padding
        self._graph = None
        self.grads = {}

    def forward(self, x):
        x = _tensor(x)
        y = F.conv2d(x, self._w, self._b, *self._settings)
        self._graph = x, y
        return y.detach().numpy()

    def backward(self, dy):
        if self._graph is None:
            raise RuntimeError("there is no graph yet")
        x, y = self._graph
        dx, dw, db = torch.autograd.grad(y, (x, self._w, self._b), _tensor(dy))
        self.grads = {"w": dw.numpy(), "b": db.numpy()}
        return dx.numpy()


def _tensor(array):
    copy = np.array(array, dtype=np.float64, order="C", copy=True)
    return torch.from_numpy(copy).requires_grad_()
