"""PyTorch's answers."""

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def lenet_step(x, labels, params):
    p = {name: _tensor(params[name]).requires_grad_() for name in params}
    maps = _tensor(x)
    for layer in ("c1", "c2"):
        maps = F.conv2d(maps, p[f"{layer}w"], p[f"{layer}b"], padding=1)
        maps = F.max_pool2d(torch.relu(maps), 2)
    hidden = torch.relu(F.linear(torch.flatten(maps, 1), p["f1w"], p["f1b"]))
    logits = F.linear(hidden, p["f2w"], p["f2b"])
    loss = F.cross_entropy(logits, torch.from_numpy(np.array(labels, dtype=np.int64)))
    grads = torch.autograd.grad(loss, list(p.values()))
    answers = {name: grad.numpy() for name, grad in zip(p, grads, strict=True)}
    return loss.item(), answers, logits.detach().numpy()


def _tensor(array):
    return torch.from_numpy(np.array(array, dtype=np.float64, order="C", copy=True))
