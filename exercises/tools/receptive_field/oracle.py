"""What PyTorch's gradient reaches: all that one output of the last layer leans on."""

import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def receptive_field(layers):
    size = 1
    for kernel, stride, dilation in reversed(layers):
        size = (size - 1) * stride + dilation * (kernel - 1) + 1
    x = torch.zeros(1, 1, size + 5, dtype=torch.float64, requires_grad=True)
    y = x
    for kernel, stride, dilation in layers:
        ones = torch.ones(1, 1, kernel, dtype=torch.float64)
        y = F.conv1d(y, ones, stride=stride, dilation=dilation)
    (gradient,) = torch.autograd.grad(y[0, 0, 0], x)
    reached = gradient[0, 0].nonzero()
    return int(reached.max() - reached.min()) + 1
