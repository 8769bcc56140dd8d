"""PyTorch's answer. Its error for groups that do not divide the channels is a RuntimeError."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def group_norm(x, groups, gamma, beta, eps=1e-5):
    image, weight, bias = map(_tensor, (x, gamma, beta))
    try:
        return F.group_norm(image, groups, weight, bias, eps).numpy()
    except RuntimeError as error:
        raise ValueError(str(error)) from None


def _tensor(array):
    return torch.from_numpy(np.array(array, dtype=np.float64, order="C", copy=True))
