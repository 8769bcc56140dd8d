"""The window behind a cell is told where it is certain, and its product is that cell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.feedback.differences import parts_of
from autograder.feedback.values import read
from autograder.feedback.windows import Window, window_of
from solutions import convolution, pooling, transposed

from .records import plain

RNG = np.random.default_rng(7)
IMAGE = RNG.permutation(2 * 2 * 4 * 3).reshape(2, 2, 4, 3) - 20.0
FILTERS = RNG.permutation(3 * 2 * 1 * 2).reshape(3, 2, 1, 2) - 5.0
GROUPED = RNG.permutation(4 * 1 * 2 * 1).reshape(4, 1, 2, 1) - 3.0
BIAS = np.array([1.0, -2.0, 0.5])

WINDOWS: dict[str, tuple[Any, dict[str, Any]]] = {
    "loops": (convolution.conv2d_loops, {"x": IMAGE, "w": FILTERS, "b": BIAS}),
    "padded": (
        convolution.conv2d_loops,
        {"x": IMAGE, "w": FILTERS, "b": None, "stride": (2, 1), "padding": (1, 2)},
    ),
    "dilated": (
        convolution.conv2d_dilated,
        {"x": IMAGE, "w": FILTERS, "b": BIAS, "stride": 1, "padding": 1, "dilation": (1, 2)},
    ),
    "grouped": (
        convolution.conv2d_grouped,
        {"x": IMAGE, "w": GROUPED, "b": None, "stride": 1, "groups": 2},
    ),
    "maximum": (pooling.max_pool2d, {"x": IMAGE, "kernel": (2, 3), "stride": 1, "padding": 1}),
    "default stride": (pooling.max_pool2d, {"x": IMAGE, "kernel": 2, "stride": None}),
    "mean": (pooling.avg_pool2d, {"x": IMAGE, "kernel": 2, "stride": 1, "padding": 1}),
    "uncounted": (
        pooling.avg_pool2d,
        {"x": IMAGE, "kernel": 2, "stride": 2, "padding": 1, "count_include_pad": False},
    ),
}


def window(arguments: dict[str, Any], answer: Any, cell: tuple[int, ...], at: int = 0) -> Any:
    """What is told when the cell is the only wrong one, of part `at` if there are several."""
    parts = answer if isinstance(answer, tuple) else (answer,)
    wrong = [part.copy() for part in parts]
    wrong[at][cell] += 100
    got = tuple(wrong) if isinstance(answer, tuple) else wrong[0]
    expected = read(plain(answer))
    part = next(p for p in parts_of(expected, read(plain(got))) if not p.right)
    return window_of({n: read(plain(a)) for n, a in arguments.items()}, expected, part)


@pytest.mark.parametrize("case", WINDOWS)
def test_the_product_of_every_window_is_its_cell(case: str) -> None:
    function, arguments = WINDOWS[case]
    answer = function(**arguments)
    y = answer[0] if isinstance(answer, tuple) else answer
    for cell in np.ndindex(y.shape):
        found = window(arguments, answer, cell)
        assert isinstance(found, Window)
        assert found.cell == cell
        made = eval(found.product.replace("×", "*"))
        assert made == pytest.approx(y[cell], abs=1e-3)


@pytest.mark.parametrize("case", WINDOWS)
def test_a_window_has_as_many_cells_as_the_kernel_and_reads_the_image(case: str) -> None:
    function, arguments = WINDOWS[case]
    answer = function(**arguments)
    last = tuple(size - 1 for size in (answer[0] if isinstance(answer, tuple) else answer).shape)
    found = window(arguments, answer, last)
    kernel = arguments["w"].shape[1:] if "w" in arguments else np.zeros((2, 2)).shape
    size = 6 if case == "maximum" else int(np.prod(kernel))
    assert len(found.seen) == size
    assert {cell[0] for cell in found.seen} == {last[0]}
    assert np.array_equal(found.image[found.inside].ravel(), IMAGE.ravel())
    assert found.filter == (last[1] if "w" in arguments else None)


def test_an_index_has_the_window_of_its_maximum_and_no_product() -> None:
    arguments = {"x": IMAGE, "kernel": 2, "stride": None, "padding": 0}
    found = window(arguments, pooling.max_pool2d(IMAGE, 2), (1, 1, 0, 0), at=1)
    assert found.seen == {(1, 1, 0, 0), (1, 1, 0, 1), (1, 1, 1, 0), (1, 1, 1, 1)}
    assert found.product == ""


def test_a_long_product_is_left_out() -> None:
    x, w = np.ones((1, 1, 5, 5)), np.ones((1, 1, 4, 4))
    assert window({"x": x, "w": w}, convolution.conv2d_loops(x, w), (0, 0, 1, 1)).product == ""


def test_a_window_is_not_told_where_another_rule_is_at_work() -> None:
    x, w = IMAGE[:, :1], RNG.standard_normal((1, 1, 2, 2))
    made = transposed.conv_transpose2d(x, w)
    assert window({"x": x, "w": w, "stride": 1, "padding": 1}, made, (0, 0, 0, 0)) is None
    y = convolution.conv2d_loops(IMAGE, FILTERS, BIAS)
    assert window({"x": IMAGE, "w": FILTERS, "b": BIAS}, y + 1, (0, 0, 0, 0)) is None


@pytest.mark.parametrize(
    "differs",
    [
        {"stride": 0},
        {"stride": (1, 1, 1)},
        {"padding": "same"},
        {"padding": -1},
        {"dilation": 10**6},
        {"groups": 2},
        {"groups": None},
        {"b": np.zeros(2)},
        {"w": np.zeros((3, 2))},
        {"x": np.zeros((2, 2))},
        {"x": None},
        {"x": np.zeros((1, 2, 4, 3))},
    ],
)
def test_arguments_that_make_no_sense_have_no_window(differs: dict[str, Any]) -> None:
    arguments: dict[str, Any] = {"x": IMAGE, "w": FILTERS, "b": BIAS}
    y = convolution.conv2d_loops(**arguments)
    assert window({**arguments, **differs}, y, (1, 0, 0, 0)) is None
