"""PyTorch's own convolution, for tensors that are nobody's subclass."""

import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def conv2d_autograd(x, w, b, stride=1, padding=0):
    x, w, b = (tensor.as_subclass(torch.Tensor) for tensor in (x, w, b))
    return F.conv2d(x, w, b, stride, padding)
