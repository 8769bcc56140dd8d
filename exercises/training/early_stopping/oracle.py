"""As PyTorch's ReduceLROnPlateau counts: the first epoch at which it would lower the rate."""

import torch
from torch.optim.lr_scheduler import ReduceLROnPlateau


def early_stopping(losses, patience, min_delta=0.0):
    if len(losses) == 0:
        raise ValueError
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=1.0)
    counter = ReduceLROnPlateau(
        optimizer, patience=max(patience, 1) - 1, threshold=min_delta, threshold_mode="abs"
    )
    best = 0
    for i, loss in enumerate(losses):
        counter.step(loss)
        if optimizer.param_groups[0]["lr"] < 1:
            return best, i
        if counter.num_bad_epochs == 0:
            best = i
    return best, None
