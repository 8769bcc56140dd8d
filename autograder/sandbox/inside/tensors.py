"""PyTorch's part: imported only where a tensor is sent or asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from .arrays import NotCrossable


def from_array(array: np.ndarray, requires_grad: bool) -> Any:
    """A tensor on the array's memory (a copy where PyTorch refuses its strides)."""
    import torch

    if any(stride < 0 for stride in array.strides) or not array.flags.writeable:
        array = array.copy()
    return torch.from_numpy(array).requires_grad_(requires_grad)


def is_tensor(value: object) -> bool:
    """Without importing PyTorch: no tensor exists before somebody has."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(value, torch.Tensor)


def to_array(tensor: Any) -> np.ndarray:
    """The tensor's values as an array, on the same memory where possible."""
    try:
        array: np.ndarray = tensor.detach().resolve_conj().resolve_neg().numpy()
    except (RuntimeError, TypeError):
        raise NotCrossable(f"tensor of {str(tensor.dtype).removeprefix('torch.')}") from None
    return array


def vjp(function: Callable[..., Any], args: list[Any], kwargs: dict[str, Any], dy: Any) -> Any:
    """(y, gradients of sum(dy * y) by argument), None where there is none."""
    import torch

    y = function(*args, **kwargs)
    wanted = [arg for arg in args if isinstance(arg, torch.Tensor) and arg.requires_grad]
    weights = torch.from_numpy(dy) if isinstance(dy, np.ndarray) else dy
    found = iter(torch.autograd.grad(y, wanted, weights, allow_unused=True))
    isolated = {id(arg) for arg in wanted}
    return y, [next(found) if id(arg) in isolated else None for arg in args]
