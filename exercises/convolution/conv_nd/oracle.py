"""PyTorch's answers."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def conv_nd(x, w, b=None, stride=1, padding=0):
    conv = {3: F.conv1d, 4: F.conv2d, 5: F.conv3d}[x.ndim]
    arrays = (None if a is None else np.array(a, np.float64, order="C") for a in (x, w, b))
    tensors = [None if a is None else torch.from_numpy(a) for a in arrays]
    try:
        return conv(*tensors, stride, padding).numpy()
    except RuntimeError as error:
        raise ValueError(str(error)) from error
