"""PyTorch's answers."""

import numpy as np
import torch


def relu(x):
    return torch.relu(_tensor(x)).numpy()


def relu_backward(dy, x):
    leaf = _tensor(x).requires_grad_()
    return torch.autograd.grad(torch.relu(leaf), leaf, _tensor(dy))[0].numpy()


def flatten(x):
    return torch.flatten(_tensor(x), 1).numpy()


def flatten_backward(dy, x_shape):
    leaf = torch.zeros(x_shape, dtype=torch.float64, requires_grad=True)
    return torch.autograd.grad(torch.flatten(leaf, 1), leaf, _tensor(dy))[0].numpy()


def _tensor(array):
    return torch.from_numpy(np.array(array, dtype=np.float64, order="C", copy=True))
