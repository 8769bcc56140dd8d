"""PyTorch's answers: a convolution whose filter is as large as the image has one output."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def conv_step(window, w, b):
    image, weights = (
        torch.from_numpy(np.array(a, dtype=np.float64, order="C", copy=True))[None]
        for a in (window, w)
    )
    try:
        return F.conv2d(image, weights, torch.tensor([b], dtype=torch.float64)).item()
    except RuntimeError as error:
        raise ValueError(str(error)) from error
