"""PyTorch's answers."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def softmax_cross_entropy(z, labels):
    leaf = torch.from_numpy(np.array(z, dtype=np.float64, order="C", copy=True)).requires_grad_()
    target = torch.from_numpy(np.array(labels, dtype=np.int64, order="C", copy=True))
    try:
        loss = F.cross_entropy(leaf, target)
    except (IndexError, RuntimeError) as error:
        raise ValueError(str(error)) from error
    return loss.item(), torch.autograd.grad(loss, leaf)[0].numpy()
