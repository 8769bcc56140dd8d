"""PyTorch's answers."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def smoothed_cross_entropy(z, labels, smoothing):
    logits = torch.from_numpy(np.array(z, dtype=np.float64, order="C", copy=True))
    logits.requires_grad_()
    classes = torch.from_numpy(np.array(labels, dtype=np.int64))
    if not 0 <= smoothing <= 1:
        raise ValueError(smoothing)
    loss = F.cross_entropy(logits, classes, label_smoothing=smoothing)
    loss.backward()
    return float(loss), logits.grad.numpy()
