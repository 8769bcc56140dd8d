"""Arrays of hidden checks: unusual layouts, and copies that keep them."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checking import inputs
from autograder.checking.functions import Functions
from autograder.sandbox import Answer

RNG = np.random.default_rng


@pytest.mark.parametrize("layout", inputs.LAYOUTS)
@pytest.mark.parametrize("shape", [(2, 3, 4, 5), (1, 1, 2, 6), (3,), (2, 1)])
@pytest.mark.parametrize("dtype", [np.float64, np.int64, np.float32, np.int16])
def test_a_layout_keeps_values_and_is_unusual(
    layout: str, shape: tuple[int, ...], dtype: type[np.generic]
) -> None:
    x = inputs.integers(RNG(0), *shape).astype(dtype)
    y = inputs.LAYOUTS[layout](x)
    assert y.dtype == x.dtype
    np.testing.assert_array_equal(y, x)
    if len(shape) == 4:
        assert not y.flags.c_contiguous
    assert not np.shares_memory(x, y) or layout == "fortran"


def test_each_layout_is_what_its_name_says() -> None:
    x = inputs.normal(RNG(0), 2, 3, 4, 5)
    assert inputs.fortran(x).flags.f_contiguous
    assert all(stride < 0 for stride in inputs.backwards(x).strides)
    gapped = inputs.gapped(x)
    assert gapped.base is not None
    assert gapped.base.size == 16 * x.size


@pytest.mark.parametrize("layout", [*inputs.LAYOUTS, "plain", "transposed", "broadcast", "empty"])
def test_a_fresh_copy_keeps_the_layout_and_shares_nothing(layout: str) -> None:
    x = inputs.normal(RNG(0), 2, 3, 4)
    x = {
        **{name: make(x) for name, make in inputs.LAYOUTS.items()},
        "plain": x,
        "transposed": x.transpose(2, 0, 1),
        "broadcast": np.broadcast_to(x[:1], (4, 3, 4)),
        "empty": x[:0],
    }[layout]
    copy = inputs.fresh(x)
    assert (copy.shape, copy.strides, copy.dtype) == (x.shape, x.strides, x.dtype)
    np.testing.assert_array_equal(copy, x)
    assert not np.shares_memory(copy, x)
    assert copy.flags.writeable
    if copy.size:
        before = x.copy()
        copy[...] = 77
        np.testing.assert_array_equal(x, before)


def test_fresh_goes_into_lists_tuples_and_dicts() -> None:
    x = np.zeros(3)
    made = inputs.fresh({"a": [x, (x, 2)], "b": None})
    assert type(made["a"][1]) is tuple
    made["a"][0][0] = made["a"][1][0][1] = 5
    np.testing.assert_array_equal(x, np.zeros(3))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (np.array([np.nan]), np.array([np.nan]), True),
        (np.array([0.0]), np.array([-0.0]), False),
        (np.array([1.0]), np.array([1.0 + 1e-16]), True),
        (np.array([1.0]), np.array([1.0 + 1e-15]), False),
        (np.zeros((2, 3)), np.zeros((3, 2)), False),
        ([np.zeros(2), 1], [np.zeros(2), 1], True),
        ([np.zeros(2)], [np.zeros(2), 1], False),
        ({"a": np.zeros(2)}, {"a": np.ones(2)}, False),
        ({"a": np.zeros(2)}, {"b": np.zeros(2)}, False),
        ((1, 2), (1, 2), True),
        ([1, 2], [2, 1], False),
        ({"a": "b"}, {"a": "c"}, False),
        ([float("nan")], [float("nan")], True),
        ([1], [True], False),
        ({1, 2}, {2, 1}, True),
    ],
)
def test_the_same_bytes(a: object, b: object, same: bool) -> None:
    assert inputs.holds_same_bytes(a, b) is same


def test_what_is_drawn() -> None:
    rng = RNG(3)
    assert inputs.normal(rng, 2, 3).dtype == np.float64
    whole = inputs.integers(rng, 1000, low=-2, high=2)
    assert whole.dtype == np.int64
    assert set(np.unique(whole)) == {-2, -1, 0, 1, 2}
    mixed = inputs.shuffled(rng, 4, 5, gap=0.5)
    ordered = np.sort(mixed, axis=None)
    assert mixed.dtype == np.float64
    np.testing.assert_array_equal(np.diff(ordered), 0.5)
    assert ordered[0] < 0 < ordered[-1]
    np.testing.assert_array_equal(inputs.shuffled(RNG(3), 3, 3), inputs.shuffled(RNG(3), 3, 3))


def test_a_generator_is_made_anew_for_each_call() -> None:
    answerer = Functions({"draw": lambda rng: rng.random(3)})
    drawn = [answerer.call("draw", (inputs.generator(7),), {}) for _ in range(2)]
    for outcome in drawn:
        assert isinstance(outcome, Answer)
        np.testing.assert_array_equal(outcome.value, np.random.default_rng(7).random(3))
