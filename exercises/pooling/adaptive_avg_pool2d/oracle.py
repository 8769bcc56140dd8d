"""PyTorch's answers."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def adaptive_avg_pool2d(x, output_size):
    tensor = torch.from_numpy(np.array(x, dtype=np.float64, order="C", copy=True))
    return F.adaptive_avg_pool2d(tensor, output_size).numpy()
