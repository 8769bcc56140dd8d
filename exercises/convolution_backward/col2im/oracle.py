"""PyTorch's answer: F.fold, which takes floats only."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def col2im(cols, output_size, kernel, stride=1, padding=0, dilation=1):
    tensor = torch.from_numpy(np.array(cols, dtype=np.float64, order="C", copy=True))
    try:
        x = F.fold(tensor, output_size, kernel, stride=stride, padding=padding, dilation=dilation)
    except RuntimeError as error:
        raise ValueError(str(error)) from None
    return x.numpy()
