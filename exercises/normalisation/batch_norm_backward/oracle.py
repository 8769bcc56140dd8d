"""PyTorch's answer: autograd through F.batch_norm in training."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def batch_norm_backward(dy, x, gamma, eps=1e-5):
    image, weight = _tensor(x).requires_grad_(), _tensor(gamma).requires_grad_()
    bias = torch.zeros_like(weight, requires_grad=True)
    y = F.batch_norm(image, None, None, weight, bias, training=True, eps=eps)
    return tuple(g.numpy() for g in torch.autograd.grad(y, (image, weight, bias), _tensor(dy)))


def _tensor(array):
    return torch.from_numpy(np.array(array, dtype=np.float64, order="C", copy=True))
