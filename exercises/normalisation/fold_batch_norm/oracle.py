"""PyTorch's answer, from the function with which it makes networks faster."""

import numpy as np
import torch
from torch.nn.utils.fusion import fuse_conv_bn_weights


def fold_batch_norm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    weight, scale, shift, mean, var = map(_tensor, (w, gamma, beta, running_mean, running_var))
    bias = None if b is None else _tensor(b)
    folded = fuse_conv_bn_weights(weight, bias, mean, var, eps, scale, shift)
    return tuple(each.detach().numpy() for each in folded)


def _tensor(array):
    return torch.from_numpy(np.array(array, dtype=np.float64, order="C", copy=True))
