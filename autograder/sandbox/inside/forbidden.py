"""Take functions away from a child before it loads a line of a student's code.

A PyTorch operator is replaced at the dispatcher, through which every way to it goes: `F.conv2d`,
layers, `torch.ops`, scripts, gradients. A Python function loses its code, and with it every
reference to it. What stays is machine code in memory, for those who call it by address.
"""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import re
import sys
import warnings
from functools import cache
from types import FunctionType
from typing import Any, NoReturn

from .shelf import Shelf

FAMILIES = {"convolution": "conv(?!ert)"}
"""Names that stand for more than operators of that name: a pattern of what they are called."""
COMPUTING = (
    *("CPU", "MkldnnCPU", "QuantizedCPU", "SparseCPU", "SparseCsrCPU", "NestedTensorCPU"),
    *("CompositeExplicitAutograd", "CompositeExplicitAutogradNonFunctional"),
)
COMPOSED = ("CompositeImplicitAutograd", "CompositeImplicitAutogradNestedTensor")
"""Dispatch keys whose kernels compute, or call other operators; those of all others call these."""


def forbid(name: str) -> None:
    """Make a function raise PermissionError, by whatever name it is called.

    `name` is dotted: a PyTorch operator ("torch.convolution" is all of them) or a Python function.
    Where PyTorch is not, nothing of it needs to be taken away. Raises ValueError if there is no
    such function or it is neither.
    """
    package, _, rest = name.partition(".")
    if package == "torch" and importlib.util.find_spec(package) is None:
        return
    if package != "torch" or not _forbid_operators(rest.rpartition(".")[2], name):
        for function in _functions(name):
            _empty(function, name)


@cache
def _known() -> tuple[list[tuple[str, str]], set[str]]:
    """Every operator with the dispatch keys that it computes at, and those only scripts know."""
    from torch import _C

    registered = _C._dispatch_get_registrations_for_dispatch_key
    dispatched = {name.partition(".")[0] for name in _C._dispatch_get_all_op_names()}
    kernels = [(name, key) for key in COMPUTING + COMPOSED for name in registered(key)]
    return kernels, {schema.name for schema in _C._jit_get_all_schemas()} - dispatched


@cache
def operators(word: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Those that a name stands for; takes milliseconds, worth asking before the fork."""
    pattern = FAMILIES.get(word, rf"(?<![a-z]){re.escape(word)}(?![a-z])")
    called = re.compile(f"::.*{pattern}").search
    keys = COMPUTING if word in FAMILIES else COMPUTING + COMPOSED  # a family calls itself
    kernels, scripts = _known()
    found = [(name, key) for name, key in kernels if key in keys and called(name)]
    return found, sorted(filter(called, scripts))


def _forbid_operators(word: str, name: str) -> bool:
    """Whether there were any."""
    kernels, scripts = operators(word)
    _replace(kernels, name)
    for operator in scripts:
        _deregister(operator)
    return bool(kernels or scripts)


def _deregister(operator: str) -> None:
    """Take away what only TorchScript and `torch.ops` know; raises RuntimeError if it stays."""
    import torch

    library = ctypes.CDLL(f"{os.path.dirname(torch.__file__)}/lib/libtorch_cpu.so")
    for schema in torch._C._jit_get_schemas_for_operator(operator):
        place = ctypes.c_void_p.from_address(id(schema) + object.__basicsize__)
        library._ZN5torch3jit18deregisterOperatorERKN3c1014FunctionSchemaE(place)
    if torch._C._jit_get_schemas_for_operator(operator):
        raise RuntimeError(f"{operator} cannot be taken away from this PyTorch")


def _replace(kernels: list[tuple[str, str]], name: str) -> None:
    from torch import _C

    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError(f"{name} may not be used here")

    libraries: dict[tuple[str, str], Any] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for operator, key in kernels:
            space, _, rest = operator.partition("::")
            if (space, key) not in libraries:
                libraries[space, key] = _C._dispatch_library("IMPL", space, key)
            libraries[space, key].impl(rest, key, refuse)
    for library in libraries.values():
        _keep_forever(library)


def _keep_forever(handle: object) -> None:
    """Let no code reach the handle: whoever has it can undo what was done with it."""
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(handle))


def _functions(name: str) -> list[FunctionType]:
    """The function of this name and those that it wraps."""
    module, _, attribute = name.rpartition(".")
    try:
        value: Any = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError):
        raise ValueError(f"there is no function {name}") from None
    found = []
    while value is not None:
        if isinstance(value, FunctionType):
            found.append(value)
        value = getattr(value, "_implementation", None) or getattr(value, "__wrapped__", None)
    if not found:
        raise ValueError(f"{name} is neither an operator of PyTorch's nor a Python function")
    return found


def _empty(function: FunctionType, name: str) -> None:
    """Put a refusal in the place of its code, and forget the module it could come back from."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError("it may not be used here")

    constants = tuple(
        f"{name} may not be used here" if isinstance(constant, str) else constant
        for constant in refuse.__code__.co_consts
    )
    function.__code__ = refuse.__code__.replace(
        co_consts=constants, co_freevars=function.__code__.co_freevars
    )
    for finder in sys.meta_path:
        if isinstance(finder, Shelf):
            finder.forget(function.__module__)
            finder.forget(function.__globals__["__name__"])
