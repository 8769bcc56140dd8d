"""Wrong answers that misread one size: a plain int, a pair of unequal numbers, one of equal ones.

`padding if isinstance(padding, tuple) else (padding, 0)` is right wherever a check asks with pairs
alone: a course that pays such an answer in full lacks a case.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, get_args, get_origin

IDLE = {"padding": 0, "pad": 0, "output_padding": 0}
"""The number that changes nothing, of the sizes for which it is not 1."""

STEPS = ("stride", "padding", "dilation")
"""Sizes that are also asked as plain ints in one and the same call."""

NAMES = {"size", "kernel", "output_size", *STEPS, *IDLE}
"""Sizes if the signature does not say of what type."""

Misreading = Callable[[Any], Any]
"""A size as it was given -> as it is used."""


def misread_sizes(reference: Callable[..., Any]) -> Mapping[str, Callable[..., Any]]:
    """The reference with a size misread, by what is wrong; none if it takes no size.

    A size that is read rightly by mistake, such as 0 as (0, 0), and one that is not given stay as
    they are. Of a class, the constructor misreads.
    """
    sizes = sizes_of(reference)
    answers = {
        f"{name}: {what}": _reading(reference, {name: misread})
        for name in sizes
        for what, misread in _misreadings(IDLE.get(name, 1)).items()
    }
    steps = {name: _misreadings(IDLE.get(name, 1))[UNEQUAL] for name in STEPS if name in sizes}
    if len(steps) > 1:
        answers[f"{', '.join(steps)}: {UNEQUAL}"] = _reading(reference, steps)
    return answers


def sizes_of(reference: Callable[..., Any]) -> list[str]:
    """The arguments that are an int or a pair: by annotation, else by their usual names."""
    return [p.name for p in inspect.signature(reference).parameters.values() if _is_size(p)]


def _is_size(parameter: inspect.Parameter) -> bool:
    hint = parameter.annotation
    if options := get_args(hint):
        return int in options and any(get_origin(option) is tuple for option in options)
    return parameter.name in NAMES and hint not in (int, "int")


UNEQUAL = "v → (v, v + 1)"


def _misreadings(idle: int) -> Mapping[str, Misreading]:
    return {
        f"v → (v, {idle})": lambda v: (v, idle) if _is_int(v) else v,
        f"v → ({idle}, v)": lambda v: (idle, v) if _is_int(v) else v,
        UNEQUAL: lambda v: (v, v + 1) if _is_int(v) and v != idle else v,
        "(a, b) → (a, a)": lambda v: v if _is_int(v) or _is_equal(v) else (v[0], v[0]),
        "(a, b) → (b, b)": lambda v: v if _is_int(v) or _is_equal(v) else (v[1], v[1]),
        "(a, b) → (b, a)": lambda v: v if _is_int(v) else (v[1], v[0]),
        f"(a, a) → (a, {idle})": lambda v: (v[0], idle) if _is_equal(v) else v,
        f"(a, a) → ({idle}, a)": lambda v: (idle, v[1]) if _is_equal(v) else v,
    }


def _is_int(size: Any) -> bool:
    return isinstance(size, int)


def _is_equal(size: Any) -> bool:
    """Is it a pair of one number twice?"""
    return not _is_int(size) and _is_int(size[0]) and size[0] == size[1]


def _reading(
    reference: Callable[..., Any], misread: Mapping[str, Misreading]
) -> Callable[..., Any]:
    """The reference with the sizes in `misread` misread: all of them, or none."""
    signature = inspect.signature(reference)

    def bound(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> inspect.BoundArguments:
        given = signature.bind(*args, **kwargs)
        read = {
            name: misreading(given.arguments[name])
            for name, misreading in misread.items()
            if given.arguments.get(name) is not None
        }
        if all(name in read and read[name] != given.arguments[name] for name in misread):
            given.arguments.update(read)
        return given

    if isinstance(reference, type):
        return _class_reading(reference, bound)

    @functools.wraps(reference)
    def wrong(*args: Any, **kwargs: Any) -> Any:
        given = bound(args, kwargs)
        return reference(*given.args, **given.kwargs)

    return wrong


def _class_reading(
    reference: type, bound: Callable[..., inspect.BoundArguments]
) -> Callable[..., Any]:
    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807
        given = bound(args, kwargs)
        super(made, self).__init__(*given.args, **given.kwargs)

    made: type[Any] = type(reference.__name__, (reference,), {"__init__": __init__})
    return made
