"""PyTorch's answers: autograd of its average pooling."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it

from solutions.sizes import pair


def avg_pool2d_backward(dy, x_shape, kernel, stride=None, padding=0, count_include_pad=True):
    (kh, kw), (ph, pw) = pair(kernel), pair(padding)
    x = torch.zeros(*x_shape, dtype=torch.float64, requires_grad=True)
    grad = torch.from_numpy(np.array(dy, dtype=np.float64, order="C", copy=True))
    if 2 * ph <= kh and 2 * pw <= kw:
        y = F.avg_pool2d(x, kernel, stride, padding, count_include_pad=count_include_pad)
    else:
        y = F.avg_pool2d(F.pad(x, (pw, pw, ph, ph)), kernel, stride)
        border = float(count_include_pad)
        real = F.pad(torch.ones_like(x), (pw, pw, ph, ph), value=border)
        y = y / F.avg_pool2d(real, kernel, stride)
    return torch.autograd.grad(y, x, grad)[0].numpy()
