"""PyTorch's answers."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def conv_transpose2d(x, w, b=None, stride=1, padding=0, output_padding=0):
    try:
        y = F.conv_transpose2d(_tensor(x), _tensor(w), _tensor(b), stride, padding, output_padding)
    except RuntimeError as error:
        raise ValueError(str(error)) from error
    return y.numpy()


def _tensor(array):
    if array is None:
        return None
    return torch.from_numpy(np.array(array, dtype=np.float64, order="C", copy=True))
