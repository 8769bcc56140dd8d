"""PyTorch's answers: the shape of a convolution of zeros."""

import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def conv_output_size(size, kernel, stride=1, padding=0, dilation=1):
    height, width = (size, size) if isinstance(size, int) else size
    kernel_height, kernel_width = (kernel, kernel) if isinstance(kernel, int) else kernel
    x = torch.zeros(1, 1, height, width)
    w = torch.zeros(1, 1, kernel_height, kernel_width)
    try:
        y = F.conv2d(x, w, stride=stride, padding=padding, dilation=dilation)
    except RuntimeError as error:
        raise ValueError(str(error)) from None
    return tuple(y.shape[2:])
