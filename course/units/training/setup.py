"""Given to the students of this unit."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from solutions.given.training import (
    col2im,
    conv2d,
    conv2d_backward,
    im2col,
    linear,
    linear_backward,
    max_pool2d,
    max_pool2d_backward,
    relu,
    relu_backward,
    softmax_cross_entropy,
)
from solutions.sizes import pair

Params = dict[str, np.ndarray]
Network = dict[str, Any]
Size = int | tuple[int, int]
Shape = tuple[int, int, int, int]
