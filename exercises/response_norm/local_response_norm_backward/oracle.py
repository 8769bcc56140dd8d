"""PyTorch's answer: autograd through F.local_response_norm. Its errors are RuntimeErrors."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def _tensor(a):
    return torch.from_numpy(np.array(a, dtype=np.float64, order="C", copy=True))


def local_response_norm_backward(dy, x, size, alpha=1e-4, beta=0.75, k=1.0):
    tensor = _tensor(x).requires_grad_()
    try:
        y = F.local_response_norm(tensor, size, alpha, beta, k)
        (dx,) = torch.autograd.grad(y, tensor, _tensor(dy))
    except RuntimeError as error:
        raise ValueError(str(error)) from None
    return dx.numpy()
