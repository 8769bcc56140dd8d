"""PyTorch's answers: a transposed convolution with a 1×1 identity, and two quarter turns."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def _tensor(a):
    return torch.from_numpy(np.array(a, dtype=np.float64, order="C", copy=True))


def dilate2d(x, stride):
    channels = x.shape[1]
    identity = torch.eye(channels, dtype=torch.float64).reshape(channels, channels, 1, 1)
    return F.conv_transpose2d(_tensor(x), identity, stride=stride).numpy()


def rot180(w):
    return torch.rot90(_tensor(w), 2, (2, 3)).numpy()
