"""PyTorch's answers. It complains with RuntimeError."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def tensor(a):
    return torch.from_numpy(np.array(a, dtype=np.float64, order="C", copy=True))


def conv2d_im2col(x, w, b=None, stride=1, padding=0, dilation=1):
    bias = None if b is None else tensor(b)
    try:
        return F.conv2d(tensor(x), tensor(w), bias, stride, padding, dilation).numpy()
    except RuntimeError as error:
        raise ValueError(str(error)) from None
