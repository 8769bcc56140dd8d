"""PyTorch's answers."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def linear(x, w, b):
    try:
        return F.linear(*map(_tensor, (x, w, b))).numpy()
    except RuntimeError as error:
        raise ValueError(str(error)) from error


def linear_backward(dy, x, w):
    leaves = [_tensor(a).requires_grad_() for a in (x, w, np.zeros(len(w)))]
    gradients = torch.autograd.grad(F.linear(*leaves), leaves, _tensor(dy))
    return tuple(gradient.numpy() for gradient in gradients)


def _tensor(array):
    return torch.from_numpy(np.array(array, dtype=np.float64, order="C", copy=True))
