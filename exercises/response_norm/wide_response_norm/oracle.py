"""PyTorch's answer, by its sums of products where its own function would take hours."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it

WIDE = 1000


def wide_response_norm(x, size, alpha=1e-4, beta=0.75, k=1.0):
    tensor = torch.from_numpy(np.array(x, dtype=np.float64, order="C", copy=True))
    if size > WIDE:
        sums = torch.cumsum(F.pad(tensor**2, (0, 0, 0, 0, size // 2 + 1, (size - 1) // 2)), 1)
        return (tensor / (k + alpha / size * (sums[:, size:] - sums[:, :-size])) ** beta).numpy()
    try:
        return F.local_response_norm(tensor, size, alpha, beta, k).numpy()
    except RuntimeError as error:
        raise ValueError(str(error)) from None
