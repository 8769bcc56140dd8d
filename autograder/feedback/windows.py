"""The window of an image behind one cell of an answer, and how that cell comes out of it.

Nothing here knows an exercise: a window is told only where arguments have the names of the field
(`x`, `w` or `kernel`, `stride`, `padding`, `dilation`, `groups`), and where every cell of the
expected answer follows from its own window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.checking.authors.assertions import is_close
from autograder.feedback.differences import TERMS, Cell, Part
from autograder.feedback.values import Array, number

TERMS_SHOWN = 12
LARGEST_STEP = 16
"""Strides, paddings and dilations beyond it are in no small example."""

Values = NDArray[Any]
Pair = tuple[int, int]


@dataclass(frozen=True)
class Window:
    """What `cell` of an answer is made of.

    `image` is x with its border, (N, C, H + 2p, W + 2p), and `inside` is where x itself lies in
    it; `seen` are the cells of the window there, and `filter` the index of the filter of `w`.
    `product` is the sum, the largest or the mean written out, empty if it is long.
    """

    cell: Cell
    image: Values
    inside: Values
    seen: frozenset[Cell]
    filter: int | None
    product: str


@dataclass(frozen=True)
class _Geometry:
    x: Values
    kernel: Pair
    stride: Pair
    padding: Pair
    dilation: Pair

    def framed(self, border: float) -> Values:
        sides = [(0, 0), (0, 0), (self.padding[0],) * 2, (self.padding[1],) * 2]
        return np.pad(self.x.astype(float), sides, constant_values=border)

    def axes(self, i: int, j: int) -> tuple[slice, slice]:
        """Rows and columns of the window of output cell (i, j)."""
        rows, columns = (
            slice(at * step, at * step + (size - 1) * gap + 1, gap)
            for at, size, step, gap in zip(
                (i, j), self.kernel, self.stride, self.dilation, strict=True
            )
        )
        return rows, columns


@dataclass(frozen=True)
class _Rule:
    """How a cell comes out of its window, which has `depth` channels from `first(c)` on."""

    geometry: _Geometry
    image: Values
    depth: int
    first: Callable[[int], int]
    value: Callable[[Values, int], float]
    written: Callable[[Values, int], str]
    filters: bool = False

    def seen(self, cell: Cell) -> tuple[Any, ...]:
        n, c, i, j = cell
        channels = slice(self.first(c), self.first(c) + self.depth)
        return (n, channels, *self.geometry.axes(i, j))

    def explains(self, y: Values) -> bool:
        """Does every cell of y come out of its own window?"""
        cells = list(np.ndindex(y.shape))
        seen = [self.image[self.seen(cell)] if len(self.image) > cell[0] else y for cell in cells]
        if not cells or any(window.shape != (self.depth, *self.geometry.kernel) for window in seen):
            return False
        made = [self.value(window, cell[1]) for window, cell in zip(seen, cells, strict=True)]
        return bool(is_close(np.array(made).reshape(y.shape), y.astype(float), TERMS).all())

    def window(self, cell: Cell, shown: bool) -> Window:
        seen, inside = np.zeros((2, *self.image.shape), dtype=bool)
        seen[self.seen(cell)] = True
        (ph, pw), (h, w) = self.geometry.padding, self.geometry.x.shape[2:]
        inside[:, :, ph : ph + h, pw : pw + w] = True
        cells = frozenset(tuple(map(int, at)) for at in np.argwhere(seen))
        short = shown and len(cells) <= TERMS_SHOWN
        product = self.written(self.image[self.seen(cell)], cell[1]) if short else ""
        return Window(cell, self.image, inside, cells, cell[1] if self.filters else None, product)


def window_of(arguments: Mapping[str, Any], answer: Any, part: Part) -> Window | None:
    """The window behind the first wrong cell of `part`; None where it is not known for certain.

    `answer` is the whole expected answer, whose first array is y (N, C_out, H', W').
    """
    y, geometry = _first_array(answer), _geometry(arguments)
    if y is None or y.values is None or y.values.ndim != 4 or geometry is None:
        return None
    if not part.wrong or part.expected.shape != y.shape:
        return None
    is_index = isinstance(answer, tuple) and part.expected.dtype.startswith("int")
    if part.expected is not y and not is_index:
        return None
    rules = (rule for rule in _rules(geometry, arguments) if rule.explains(y.values))
    rule = next(rules, None)
    return rule.window(part.wrong[0], part.expected is y) if rule else None


def _rules(geometry: _Geometry, arguments: Mapping[str, Any]) -> Iterator[_Rule]:
    """Convolution if there are filters, else the largest and the mean of a window."""
    w, b = _numbers(arguments.get("w"), 4), _numbers(arguments.get("b"), 1)
    if w is not None:
        groups = arguments.get("groups", 1)
        bias = np.zeros(len(w)) if b is None else b
        if type(groups) is int and 0 < groups <= len(w) and len(bias) == len(w):
            yield _convolution(geometry, w, bias, groups, written_bias=b is not None)
        return
    yield _Rule(
        geometry,
        geometry.framed(-np.inf),
        depth=1,
        first=int,
        value=lambda window, _: float(window.max()),
        written=lambda window, _: f"max({', '.join(_terms(window))})",
    )
    counted = arguments.get("count_include_pad", True) is not False
    yield _Rule(
        geometry,
        geometry.framed(0.0 if counted else np.nan),
        depth=1,
        first=int,
        value=lambda window, _: (
            float(window[np.isfinite(window)].sum()) / max(int(np.isfinite(window).sum()), 1)
        ),
        written=lambda window, _: f"({' + '.join(_terms(window))}) / {len(_terms(window))}",
    )


def _convolution(
    geometry: _Geometry, w: Values, bias: Values, groups: int, *, written_bias: bool
) -> _Rule:
    def value(window: Values, o: int) -> float:
        return float((window * w[o]).sum() + bias[o]) if o < len(w) else np.nan

    def written(window: Values, o: int) -> str:
        pairs = zip(window.ravel(), w[o].ravel(), strict=True)
        terms = [f"{_signed(a)}×{_signed(b)}" for a, b in pairs]
        return " + ".join([*terms, *([_signed(bias[o])] if written_bias else [])])

    depth, own = w.shape[1], max(len(w) // groups, 1)
    return _Rule(
        geometry,
        geometry.framed(0.0),
        depth,
        first=lambda o: o // own * depth,
        value=value,
        written=written,
        filters=True,
    )


def _terms(window: Values) -> list[str]:
    return [_signed(value) for value in window[np.isfinite(window)]]


def _geometry(arguments: Mapping[str, Any]) -> _Geometry | None:
    x, w = _numbers(arguments.get("x"), 4), _numbers(arguments.get("w"), 4)
    kernel = w.shape[2:] if w is not None else _pair(arguments.get("kernel"))
    if x is None or kernel is None:
        return None
    stride = arguments.get("stride", 1)
    sizes = [
        _pair(kernel if stride is None else stride),
        _pair(arguments.get("padding", 0), least=0),
        _pair(arguments.get("dilation", 1)),
    ]
    if None in sizes or _pair(kernel) is None:
        return None
    return _Geometry(x, kernel, *sizes)  # type: ignore[arg-type]


def _pair(size: Any, least: int = 1) -> Pair | None:
    sizes = size if isinstance(size, tuple) else (size, size)
    fits = len(sizes) == 2 and all(type(s) is int and least <= s <= LARGEST_STEP for s in sizes)
    return sizes if fits else None


def _numbers(value: Any, ndim: int) -> Values | None:
    if isinstance(value, Array) and value.values is not None and value.values.ndim == ndim:
        return value.values if value.values.dtype.kind in "iuf" else None
    return None


def _first_array(answer: Any) -> Array | None:
    if isinstance(answer, tuple) and answer:
        return _first_array(answer[0])
    if isinstance(answer, Mapping) and answer:
        return _first_array(next(iter(answer.values())))
    return answer if isinstance(answer, Array) else None


def _signed(value: Any) -> str:
    text = number(float(value))
    return f"({text})" if text.startswith("-") else text
