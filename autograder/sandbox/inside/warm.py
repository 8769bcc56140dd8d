"""What a zygote does before it forks: the imports and first uses that every child would pay."""

from __future__ import annotations

import ctypes
import gc
import importlib
import io
import os
import sys
from contextlib import suppress
from typing import Any

from . import forbidden
from .files import FILES
from .limits import libc


def warm(libraries: list[str], scratch: str | None) -> None:
    """Import NumPy and `libraries`, and use those that are among OTHERS.

    matplotlib keeps its cache in `scratch`, or where its user has it.
    """
    _numpy()
    os.environ["MPLBACKEND"] = "Agg"
    if scratch is not None:
        os.environ["MPLCONFIGDIR"] = scratch
    for library, use in OTHERS.items():
        if library in libraries:
            use()
    for library in libraries:
        if library not in OTHERS:
            with suppress(ImportError):  # verify says so
                importlib.import_module(library)
    if scratch is not None:
        os.chmod(os.path.dirname(scratch), 0)
    gc.collect()
    gc.freeze()


def populate() -> None:
    """Read every mapped library whole: no child can be the first to touch a page of it."""
    some = bytearray(2**20)
    for path in _libraries():
        with suppress(OSError), open(path, "rb", buffering=0) as file:
            while file.readinto(some):
                pass


class _Object(ctypes.Structure):
    _fields_ = [("address", ctypes.c_void_p), ("name", ctypes.c_char_p)]


def _libraries() -> list[str]:
    """The files that the dynamic loader has mapped, the interpreter included."""
    found = [sys.executable]

    def note(item: Any, _: int, __: Any) -> int:
        if name := item.contents.name:
            found.append(os.fsdecode(name))
        return 0

    kinds = ctypes.POINTER(_Object), ctypes.c_size_t, ctypes.c_void_p
    libc.dl_iterate_phdr(ctypes.CFUNCTYPE(ctypes.c_int, *kinds)(note), None)
    return found


def _numpy() -> None:
    import numpy as np
    import numpy.fft
    import numpy.random

    np.random.seed(0)
    np.random.default_rng(0).standard_normal(3)
    square = np.eye(8)
    np.linalg.solve(square @ square, np.einsum("ij,jk->ik", square, square))
    np.lib.stride_tricks.sliding_window_view(square, (2, 2)).sum(axis=(2, 3))
    np.pad(square, 1)
    repr(square)


def _matplotlib() -> None:
    import matplotlib
    import matplotlib.pyplot as plt

    figure = plt.figure()
    figure.savefig(io.BytesIO())
    plt.close(figure)
    _keep_fonts(os.path.join(matplotlib.get_data_path(), "fonts", "ttf"))


def _keep_fonts(folder: str) -> None:
    """Have matplotlib's own fonts opened from memory: a child opens no file."""
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), "rb") as file:
            FILES[file.name.lstrip("/")] = file.read()


def _torch() -> None:
    import torch
    import torch.nn.functional as functional

    torch.set_num_threads(1)
    with suppress(RuntimeError):
        torch.set_num_interop_threads(1)
    torch.manual_seed(0)
    x = torch.randn(1, 1, 6, 6, requires_grad=True)
    layer = torch.nn.Conv2d(1, 2, 3)
    functional.max_pool2d(layer(x), 2).sum().backward()  # type: ignore[no-untyped-call]
    double = x.detach().double().requires_grad_()
    functional.conv2d(double, torch.ones(1, 1, 2, 2, dtype=torch.float64)).sum().backward()  # type: ignore[no-untyped-call]
    torch.autograd.grad(double.sum(), [double], allow_unused=True)
    repr(x)
    torch.manual_seed(0)
    for family in forbidden.FAMILIES:
        forbidden.operators(family)


def _torch_autograd() -> None:
    """Gradients of what is no scalar: half a thousand modules, a second for each child."""
    import torch

    x = torch.ones(2, requires_grad=True)
    torch.autograd.grad(2 * x, [x], torch.ones(2), allow_unused=True)


def _torch_optim() -> None:
    import torch

    weight = torch.ones(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    weight.sum().backward()  # type: ignore[no-untyped-call]
    optimizer.step()


OTHERS = {
    "matplotlib": _matplotlib,
    "torch": _torch,
    "torch.autograd": _torch_autograd,
    "torch.optim": _torch_optim,
}
"""Library -> its imports and first uses; the last two load as much again as torch."""
