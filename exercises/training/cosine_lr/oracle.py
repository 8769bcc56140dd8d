"""PyTorch's answers: LinearLR and CosineAnnealingLR, one after the other."""

import torch
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR


def cosine_lr(step, total, lr, warmup=0, lr_min=0.0):
    if warmup >= total:
        raise ValueError
    optimizer = torch.optim.SGD([torch.zeros(1)], lr)
    if step < warmup:
        rising = LinearLR(optimizer, 1 / warmup, 1.0, max(1, warmup - 1))
        return _after(optimizer, rising, step)
    falling = CosineAnnealingLR(optimizer, total - warmup, lr_min)
    return _after(optimizer, falling, min(step, total) - warmup)


def _after(optimizer, scheduler, steps):
    for _ in range(steps):
        optimizer.step()
        scheduler.step()
    return float(optimizer.param_groups[0]["lr"])
