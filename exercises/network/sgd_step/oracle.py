"""PyTorch's answers: `torch.optim.SGD` with its momentum buffers set to the velocity."""

import numpy as np
import torch


def sgd_step(params, grads, velocity, lr, momentum=0.0):
    weights = {name: torch.nn.Parameter(_tensor(p)) for name, p in params.items()}
    optimizer = torch.optim.SGD(weights.values(), lr=lr, momentum=momentum)
    for name, weight in weights.items():
        weight.grad = _tensor(grads[name])
        optimizer.state[weight]["momentum_buffer"] = _tensor(velocity[name])
    optimizer.step()
    moved = {name: weight.detach().numpy() for name, weight in weights.items()}
    if momentum == 0:
        return moved, {name: np.array(grads[name], dtype=float) for name in weights}
    buffers = {name: optimizer.state[w]["momentum_buffer"] for name, w in weights.items()}
    return moved, {name: buffer.numpy() for name, buffer in buffers.items()}


def _tensor(array):
    return torch.from_numpy(np.array(array, dtype=np.float64, order="C", copy=True))
