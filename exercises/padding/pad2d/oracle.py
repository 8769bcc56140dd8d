"""PyTorch's answers. `F.pad` lists the last axis first."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def pad2d(x, pad, value=0.0):
    vertical, horizontal = (pad, pad) if isinstance(pad, int) else pad
    top, bottom = (vertical, vertical) if isinstance(vertical, int) else vertical
    left, right = (horizontal, horizontal) if isinstance(horizontal, int) else horizontal
    tensor = torch.from_numpy(np.array(x, dtype=np.float64, order="C", copy=True))
    return F.pad(tensor, (left, right, top, bottom), value=value).numpy()
