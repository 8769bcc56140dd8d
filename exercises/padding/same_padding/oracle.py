"""PyTorch's answers, found by looking at what its convolution does."""

import warnings

import torch
import torch.nn.functional as F  # noqa: N812  PyTorch's own name for it


def same_padding(size, kernel, stride=1, dilation=1):
    each = [(v, v) if isinstance(v, int) else v for v in (size, kernel, stride, dilation)]
    return tuple(_one_axis(*axis) for axis in zip(*each, strict=True))


def _one_axis(n, k, s, d):
    return _padding_seen(k, d) if s == 1 else _smallest_padding(n, k, s, d)


def _padding_seen(k, d):
    """What `padding='same'` adds: zeros under the first tap, and under the last one."""
    x = torch.ones(1, 1, 2 * d * k, dtype=torch.float64)
    first, last = torch.zeros(2, 1, 1, k, dtype=torch.float64)
    first[0, 0, 0], last[0, 0, -1] = 1, 1
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Using padding='same' with even kernel")
        before = F.conv1d(x, first, padding="same", dilation=d)
        after = F.conv1d(x, last, padding="same", dilation=d)
    return int((before == 0).sum()), int((after == 0).sum())


def _smallest_padding(n, k, s, d):
    """The least padding with which a convolution has one output for every `s` pixels begun."""
    outputs = len(range(0, n, s))
    total = next(t for t in range(n * s + k * d) if _outputs(n + t, k, s, d) == outputs)
    return total // 2, total - total // 2


def _outputs(n, k, s, d):
    if n < d * (k - 1) + 1:
        return 0
    x, w = torch.zeros(1, 1, n), torch.zeros(1, 1, k)
    return F.conv1d(x, w, stride=s, dilation=d).shape[-1]
