"""PyTorch's answers: the two halves of its dropout, for a mask that is given.

The way back is the same product as the way out, so one function of PyTorch's answers for both.
PyTorch does not mind p = 1; this course does, since 1 − p divides.
"""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def dropout(x, mask, p):
    return _masked(x, mask, p)


def dropout_backward(dy, mask, p):
    return _masked(dy, mask, p)


def _masked(values, mask, p):
    F.dropout(torch.ones(1), p)
    if p == 1:
        raise ValueError("nothing stays")
    kept = torch.from_numpy(np.array(mask, order="C", copy=True))
    tensor = torch.from_numpy(np.array(values, dtype=np.float64, order="C", copy=True))
    return torch.ops.aten.native_dropout_backward(tensor, kept, 1 / (1 - p)).numpy()
