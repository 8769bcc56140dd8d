"""NumPy's windows, which are a view of x; PyTorch's, on a copy, must hold the same numbers."""

import numpy as np
import torch
from numpy.lib.stride_tricks import sliding_window_view

from solutions.sizes import pair


def sliding_windows(x, kernel, stride=1):
    (kh, kw), (sh, sw) = pair(kernel), pair(stride)
    if min(kh, kw) < 1:
        raise ValueError("NumPy and PyTorch give windows that hold nothing")
    windows = sliding_window_view(x, (kh, kw), axis=(2, 3))[:, :, ::sh, ::sw]
    tensor = torch.from_numpy(np.array(x, order="C", copy=True))
    assert np.array_equal(windows, tensor.unfold(2, kh, sh).unfold(3, kw, sw).numpy())
    return windows
