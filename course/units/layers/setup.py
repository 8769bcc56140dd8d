"""Given to the students of this unit."""

import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view

from solutions.given.layers import (
    avg_pool2d,
    avg_pool2d_backward,
    conv2d,
    conv2d_backward,
    framed,
    max_pool2d,
    max_pool2d_backward,
    overlay,
    windows,
)
from solutions.sizes import pair

Size = int | tuple[int, int]
Shape = tuple[int, int, int, int]
F = torch.nn.functional
