"""PyTorch's answer. It writes new running statistics over those that it is given."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def batch_norm(x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, training=True):
    image, weight, bias, mean, var = map(_tensor, (x, gamma, beta, running_mean, running_var))
    y = F.batch_norm(image, mean, var, weight, bias, training, momentum, eps)
    return y.numpy(), mean.numpy(), var.numpy()


def _tensor(array):
    return torch.from_numpy(np.array(array, dtype=np.float64, order="C", copy=True))
