"""PyTorch's answers: `torch.optim.Adam` whose state is set to m, v and the steps before."""

import numpy as np
import torch


def adam_step(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    weights = {name: torch.nn.Parameter(_tensor(p)) for name, p in params.items()}
    optimizer = torch.optim.Adam(weights.values(), lr=lr, betas=(beta1, beta2), eps=eps)
    for name, weight in weights.items():
        weight.grad = _tensor(grads[name])
        zeros = np.zeros(weight.shape)
        optimizer.state[weight] = {
            "step": torch.tensor(float(t - 1)),
            "exp_avg": _tensor(m.get(name, zeros)),
            "exp_avg_sq": _tensor(v.get(name, zeros)),
        }
    optimizer.step()
    moved = {name: weight.detach().numpy() for name, weight in weights.items()}
    return moved, *(
        {name: optimizer.state[weight][key].numpy() for name, weight in weights.items()}
        for key in ("exp_avg", "exp_avg_sq")
    )


def _tensor(array):
    return torch.from_numpy(np.array(array, dtype=np.float64, order="C", copy=True))
