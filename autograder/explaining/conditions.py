"""When a function is wrong: what its wrong calls, and no others, have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import prod
from typing import Any

import numpy as np

from autograder.explaining.observations import Observation
from autograder.results import Message

LARGE = 100

WAY_OF_GIVING = "int or pair"

ENOUGH = 2
"""Calls on either side that must bear a condition out."""

Arguments = Mapping[str, Any]
Test = Callable[[Arguments], bool]


def condition(wrong: Sequence[Observation], right: Sequence[Observation]) -> Message | None:
    """The condition that every wrong call meets, and no right one.

    None if there are two that are about different things: either may be the cause.
    """
    if len(wrong) < ENOUGH or len(right) < ENOUGH:
        return None
    found: dict[str, Message] = {}
    for topic, message, holds in _conditions([each.arguments for each in (*wrong, *right)]):
        if all(holds(each.arguments) for each in wrong) and not any(
            holds(each.arguments) for each in right
        ):
            found.setdefault(topic, message)
    if len(found) > 1:
        found.pop(WAY_OF_GIVING, None)  # an unequal size is a pair in any case
    return next(iter(found.values())) if len(found) == 1 else None


def _conditions(calls: Sequence[Arguments]) -> Iterator[tuple[str, Message, Test]]:
    for topic, conditions in TOPICS.items():
        for name, holds in conditions.items():
            yield topic, Message(name), holds
    for name in sorted({name for arguments in calls for name in arguments}):
        values = [arguments.get(name) for arguments in calls]
        if all(v is None or isinstance(v, bool | int | float | str) for v in values):
            for value in (None, True, False):
                args = {"argument": name, "value": str(value)}
                yield name, Message("wrong_when_argument_is", args), _is(name, value)


def _is(name: str, value: object) -> Test:
    return lambda arguments: name in arguments and arguments[name] is value


def size_of(arguments: Arguments, name: str) -> tuple[int, ...] | None:
    """A size argument as one whole number an axis (four for a padding by sides), if it is one."""
    value = arguments.get(name)
    if name == "kernel" and value is None and _ndim(arguments.get("w")) == 4:
        value = arguments["w"].shape[2:]
    if name == "stride" and value is None and "kernel" in arguments:
        value = arguments["kernel"]
    if name == "padding" and value is None:
        value = arguments.get("pad")
    if isinstance(value, int) and not isinstance(value, bool):
        return (value, value)
    if isinstance(value, tuple) and all(isinstance(each, tuple) for each in value):
        value = tuple(number for side in value for number in side)
    if isinstance(value, tuple) and value and all(isinstance(each, int) for each in value):
        return value
    return None


def _differs(name: str, usual: int) -> Test:
    return lambda a: any(each != usual for each in size_of(a, name) or ())


def _only(name: str, number: int) -> Test:
    return lambda a: (size := size_of(a, name)) is not None and set(size) == {number}


def _unequal(name: str) -> Test:
    return lambda a: len(set(size_of(a, name) or ())) > 1


def _kernel_and_stride(test: Callable[[int, int], bool]) -> Test:
    def holds(arguments: Arguments) -> bool:
        kernel, stride = size_of(arguments, "kernel"), size_of(arguments, "stride")
        return bool(kernel and stride) and any(map(test, kernel or (), stride or ()))

    return holds


def _shape(arguments: Arguments) -> tuple[int, ...]:
    """Of the image."""
    shape = arguments.get("x_shape")
    if isinstance(shape, tuple):
        return shape
    array = next((arguments[n] for n in ("x", "dy", "z") if _ndim(arguments.get(n))), None)
    return array.shape if array is not None else ()


def _leaves_a_remainder(arguments: Arguments) -> bool:
    shape, kernel = _shape(arguments), size_of(arguments, "kernel")
    stride, padding = size_of(arguments, "stride"), size_of(arguments, "padding") or (0, 0)
    if len(shape) != 4 or not kernel or not stride or len(padding) != 2:
        return False
    if "x_shape" not in arguments and "x" not in arguments:
        return False
    sizes = zip(shape[2:], kernel, stride, padding, strict=True)
    return any(s > 0 and (n + 2 * p - k) % s for n, k, s, p in sizes)


def _sizes(arguments: Arguments) -> list[Any]:
    names = ("kernel", "stride", "padding", "pad", "dilation", "output_padding", "output_size")
    return [arguments[name] for name in (*names, "size") if arguments.get(name) is not None]


def _arrays(arguments: Arguments) -> list[np.ndarray[Any, Any]]:
    return [value for value in arguments.values() if isinstance(value, np.ndarray)]


def _ndim(value: object) -> int:
    return value.ndim if isinstance(value, np.ndarray) else 0


def _axis(place: int, dims: tuple[int, ...] = (4,)) -> Test:
    return lambda a: len(_shape(a)) in dims and _shape(a)[place] > 1


def _sides_differ(padding: tuple[int, ...]) -> bool:
    return len(padding) == 4 and (padding[0] != padding[1] or padding[2] != padding[3])


def _square(arguments: Arguments) -> bool:
    shape = _shape(arguments)
    return len(shape) == 4 and shape[2] == shape[3]


def _rectangular(arguments: Arguments) -> bool:
    shape = _shape(arguments)
    return len(shape) == 4 and shape[2] != shape[3]


def _has_ties(arguments: Arguments) -> bool:
    x = arguments.get("x")
    return isinstance(x, np.ndarray) and len(np.unique(x)) < prod(x.shape)


def _first(test: Callable[[np.ndarray[Any, Any]], Any]) -> Test:
    return lambda a: bool(arrays := _arrays(a)) and bool(test(arrays[0]))


def _any(test: Callable[[np.ndarray[Any, Any]], Any]) -> Test:
    return lambda a: any(bool(test(array)) for array in _arrays(a))


TOPICS: Mapping[str, Mapping[str, Test]] = {
    "padding": {
        "wrong_when_padded": _differs("padding", 0),
        "wrong_when_not_padded": _only("padding", 0),
        "wrong_when_an_axis_not_padded": lambda a: 0 in (size_of(a, "padding") or ()),
        "wrong_when_sides_unequal": lambda a: _sides_differ(size_of(a, "padding") or ()),
        "wrong_when_padding_unequal": _unequal("padding"),
    },
    "stride": {
        "wrong_when_stride_not_1": _differs("stride", 1),
        "wrong_when_stride_1": _only("stride", 1),
        "wrong_when_stride_not_kernel": _kernel_and_stride(lambda k, s: k != s),
        "wrong_when_windows_overlap": _kernel_and_stride(lambda k, s: s < k),
        "wrong_when_windows_leave_gaps": _kernel_and_stride(lambda k, s: s > k),
        "wrong_when_remainder": _leaves_a_remainder,
        "wrong_when_stride_unequal": _unequal("stride"),
    },
    "dilation": {
        "wrong_when_dilated": _differs("dilation", 1),
        "wrong_when_dilation_unequal": _unequal("dilation"),
    },
    "groups": {
        "wrong_when_grouped": _differs("groups", 1),
    },
    "output_padding": {
        "wrong_when_output_padded": _differs("output_padding", 0),
    },
    "kernel": {
        "wrong_when_kernel_rectangular": _unequal("kernel"),
    },
    "image": {
        "wrong_when_image_rectangular": _rectangular,
        "wrong_when_image_square": _square,
    },
    "batch": {
        "wrong_when_several_samples": _axis(0, (2, 4)),
    },
    "channels": {
        "wrong_when_several_channels": _axis(1),
    },
    WAY_OF_GIVING: {
        "wrong_when_sizes_are_ints": lambda a: any(isinstance(size, int) for size in _sizes(a)),
        "wrong_when_sizes_are_pairs": lambda a: any(isinstance(size, tuple) for size in _sizes(a)),
    },
    "b": {
        "wrong_when_bias": lambda a: _ndim(a.get("b")) > 0,
    },
    "kind of number": {
        "wrong_when_integers": _any(lambda x: x.dtype.kind in "iu"),
        "wrong_when_float32": _any(lambda x: x.dtype == np.float32),
    },
    "memory": {
        "wrong_when_another_layout": _any(lambda x: not x.flags.c_contiguous),
    },
    "values": {
        "wrong_when_ties": _has_ties,
        "wrong_when_all_negative": _first(lambda x: x.size and x.max() < 0),
        "wrong_when_some_negative": _first(lambda x: x.size and x.min() < 0),
        "wrong_when_large_numbers": _any(lambda x: x.size and np.abs(x).max() > LARGE),
    },
}
"""By what they are about and the message's id, the likelier cause first; names are the course's."""
