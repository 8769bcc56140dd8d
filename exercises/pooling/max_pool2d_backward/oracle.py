"""PyTorch's answers: pooling gathers the cells that `index` names, and autograd undoes it."""

import numpy as np
import torch


def max_pool2d_backward(dy, index, x_shape):
    x = torch.zeros(*x_shape, dtype=torch.float64, requires_grad=True)
    grad = torch.from_numpy(np.array(dy, dtype=np.float64, order="C", copy=True))
    where = torch.from_numpy(np.array(index, dtype=np.int64, order="C", copy=True))
    y = x.flatten(2).gather(2, where.flatten(2)).reshape(where.shape)
    return torch.autograd.grad(y, x, grad)[0].numpy()
