"""What the course solves or gives reads no memory but that of its arguments, whatever they are."""

from __future__ import annotations

import importlib
import inspect
import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from solutions.convolution import sliding_windows

SOLUTIONS = Path(__file__).resolve().parents[2] / "solutions"

few = st.integers(1, 3)
numbers = st.integers(-2, 4)
sizes = st.sampled_from([1, (2, 1), 0, -1, -2, (-1, -2), 6, 7, (9, 8), ((1, 2), (-3, 4)), None])
images = st.tuples(few, few, few, few)
shapes = st.one_of(images, images, st.lists(numbers, max_size=6).map(tuple))
dtypes = st.sampled_from([np.float64, np.float32, np.int64, np.int16])


@st.composite
def arrays(draw: st.DrawFn) -> np.ndarray:
    """Of any layout; some are part of a larger array, or one number read again and again."""
    shape = tuple(map(abs, draw(shapes)))
    x = np.arange(np.prod(shape, dtype=int)).reshape(shape).astype(draw(dtypes)) - 2
    match draw(st.sampled_from(["C", "F", "backwards", "part", "repeated"])):
        case "backwards":
            return x[(slice(None, None, -1),) * x.ndim]
        case "part":
            return x[(slice(1, None),) * x.ndim]
        case "repeated":
            return np.broadcast_to(x.dtype.type(1), shape)
        case order:
            return cast(np.ndarray, np.asarray(x, order=order))  # type: ignore[call-overload]


tensors = arrays().map(lambda x: torch.tensor(np.array(x)))
layers = st.fixed_dictionaries(
    {
        name: arrays()
        for layer in ("", "f", "c1", "c2", "f1", "f2")
        for name in (f"{layer}w", f"{layer}b")
    }
)
BY_NAME = {
    "x_shape": shapes,
    "f": st.just(lambda x: x),
    "params": layers,
    "grads": layers,
    "velocity": layers,
    "groups": numbers,
    "count_include_pad": st.booleans(),
    **dict.fromkeys(("stride", "padding", "pad", "kernel", "dilation"), sizes),
    **dict.fromkeys(("size", "output_size", "output_padding"), sizes),
    **dict.fromkeys(("value", "h", "rtol", "atol", "alpha", "beta", "k"), st.just(0.5)),
    **dict.fromkeys(("lr", "momentum"), st.just(0.5)),
}


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every function that the course solves or gives, by where it lies."""
    for path in sorted(SOLUTIONS.rglob("*.py")):
        module = ".".join(path.relative_to(SOLUTIONS.parent).with_suffix("").parts)
        for name, member in vars(importlib.import_module(module)).items():
            if inspect.isfunction(member) and member.__module__ == module:
                yield f"{module}.{name}", member


FUNCTIONS = dict(functions())


def answer_of(function: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    """None if it refuses: with which error is not examined here."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return function(**arguments)
        except Exception:
            return None


def arrays_in(answer: Any) -> Iterator[np.ndarray]:
    if isinstance(answer, np.ndarray):
        yield answer
    elif isinstance(answer, tuple | list):
        for each in answer:
            yield from arrays_in(each)
    elif isinstance(answer, dict):
        yield from arrays_in(list(answer.values()))
    elif isinstance(answer, torch.Tensor):
        yield answer.detach().numpy()


def lies_in_its_owner(array: np.ndarray) -> bool:
    """Is every byte that it reads a byte of the array whose memory it is?"""
    owner, each = array, array.base
    while each is not None:
        owner = each if isinstance(each, np.ndarray) else owner
        each = getattr(each, "base", None)
    low, high = np.lib.array_utils.byte_bounds(array)
    first, end = np.lib.array_utils.byte_bounds(owner)
    return array.size == 0 or first <= low <= high <= end


@pytest.mark.parametrize("name", FUNCTIONS)
def test_no_function_reads_past_its_arguments(name: str) -> None:
    function = FUNCTIONS[name]
    default = tensors if function.__name__ == "conv2d_autograd" else arrays()
    names = inspect.signature(function).parameters
    arguments = st.fixed_dictionaries({each: BY_NAME.get(each, default) for each in names})

    @settings(
        max_examples=500 if "windows" in name else 40,
        deadline=None,
        derandomize=True,
        database=None,
    )
    @given(arguments)
    def ask(arguments: dict[str, Any]) -> None:
        assert all(map(lies_in_its_owner, arrays_in(answer_of(function, arguments))))

    ask()


@pytest.mark.parametrize("path", sorted(SOLUTIONS.rglob("*.py")), ids=lambda path: path.stem)
def test_no_solution_starts_from_memory_that_nobody_wrote_to(path: Path) -> None:
    assert not re.search(r"\bempty(_like)?\(", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("shape", "kernel", "stride"),
    [
        ((2, 3, 4, 5), 0, 1),
        ((2, 3, 4, 5), (2, -1), 1),
        ((2, 3, 4, 5), (5, 2), 1),
        ((2, 3, 4, 5), (2, 6), (1, 3)),
        ((2, 3, 4, 5), 2**62, 1),
        ((2, 3, 4, 5), 2, 0),
        ((2, 3, 4, 5), 2, (1, -1)),
        ((2, 3, 4, 5), (9, 9), -4),
        ((2, 3, 0, 5), (1, 1), 1),
        ((3, 4, 5), 2, 1),
        ((4, 5), 1, 1),
        ((1, 2, 3, 4, 5), 2, 1),
    ],
)
def test_windows_that_no_image_has_are_refused(
    shape: tuple[int, ...], kernel: Any, stride: Any
) -> None:
    with pytest.raises(ValueError, match=r"."):
        sliding_windows(np.zeros(shape), kernel, stride)


def test_a_view_past_an_array_is_noticed() -> None:
    """By the tests above: they would miss nothing."""
    x = np.arange(12.0)[4:8]
    past = np.lib.stride_tricks.as_strided(np.array(x), (5,), (8,), writeable=False)
    assert lies_in_its_owner(x)
    assert not lies_in_its_owner(past)
