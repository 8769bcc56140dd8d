"""PyTorch's answers."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def max_pool_nd(x, kernel, stride=None):
    pool = {3: F.max_pool1d, 4: F.max_pool2d, 5: F.max_pool3d}[x.ndim]
    tensor = torch.from_numpy(np.array(x, dtype=np.float64, order="C", copy=True))
    try:
        return pool(tensor, kernel, stride).numpy()
    except RuntimeError as error:
        raise ValueError(str(error)) from error
