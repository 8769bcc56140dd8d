"""PyTorch's answers: `torch.flip` of the last axis, and windows cut by `torch.narrow`."""

import numpy as np
import torch

from solutions.sizes import pair


def flip(x, mask):
    images = _tensor(x)
    flipped = torch.where(_tensor(mask)[:, None, None, None], torch.flip(images, (3,)), images)
    return flipped.numpy()


def crop(x, offsets, size):
    h, w = pair(size)
    windows = []
    for image, (i, j) in zip(_tensor(x), offsets.tolist(), strict=True):
        if min(i, j) < 0 or i + h > image.shape[1] or j + w > image.shape[2]:
            raise ValueError
        windows.append(image.narrow(1, i, h).narrow(2, j, w))
    return torch.stack(windows).numpy()


def _tensor(array):
    return torch.from_numpy(np.array(array, order="C", copy=True))
