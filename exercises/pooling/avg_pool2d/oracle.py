"""PyTorch's answers. Beyond half the kernel it refuses padding, so pad first."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it

from solutions.sizes import pair


def avg_pool2d(x, kernel, stride=None, padding=0, count_include_pad=True):
    tensor = torch.from_numpy(np.array(x, dtype=np.float64, order="C", copy=True))
    (kh, kw), (ph, pw) = pair(kernel), pair(padding)
    try:
        if 2 * ph <= kh and 2 * pw <= kw:
            y = F.avg_pool2d(tensor, kernel, stride, padding, count_include_pad=count_include_pad)
        else:
            y = F.avg_pool2d(F.pad(tensor, (pw, pw, ph, ph)), kernel, stride)
            border = float(count_include_pad)
            real = F.pad(torch.ones_like(tensor), (pw, pw, ph, ph), value=border)
            y = y / F.avg_pool2d(real, kernel, stride)
    except RuntimeError as error:
        raise ValueError(str(error)) from error
    return y.numpy()
