"""PyTorch's answers: a convolution with the 1×1 identity adds its bias and nothing else."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def tensor(a):
    return torch.from_numpy(np.array(a, dtype=np.float64, order="C", copy=True))


def convolved(x, b):
    channels = x.shape[1]
    identity = torch.eye(channels, dtype=torch.float64).reshape(channels, channels, 1, 1)
    return F.conv2d(x, identity, b)


def bias_add(x, b):
    try:
        return convolved(tensor(x), tensor(b)).numpy()
    except RuntimeError as error:
        raise ValueError(str(error)) from error


def bias_backward(dy):
    dy = tensor(dy)
    b = torch.zeros(dy.shape[1], dtype=torch.float64, requires_grad=True)
    (db,) = torch.autograd.grad(convolved(torch.zeros_like(dy), b), b, dy)
    return db.numpy()
