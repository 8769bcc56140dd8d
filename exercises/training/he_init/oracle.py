"""PyTorch's spread: its own `fan_in` and gain, on numbers of the generator that was given."""

import numpy as np
import torch
from torch.nn.init import calculate_gain


def he_init(shape, rng):
    weight = torch.empty(shape)
    fan_in, _ = torch.nn.init._calculate_fan_in_and_fan_out(weight)
    spread = calculate_gain("relu") / np.sqrt(fan_in)
    return torch.from_numpy(rng.standard_normal(shape)).mul(spread).numpy()
