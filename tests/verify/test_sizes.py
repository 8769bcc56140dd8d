"""Sizes read wrongly: which answers are made, and that nobody is paid for one in full."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.verify.sizes import misread_sizes, sizes_of

Size = int | tuple[int, int]
Pad = Size | tuple[tuple[int, int], tuple[int, int]]


def window(x: Any, kernel: Size, stride: Size | None = None, padding: Size = 0) -> Any:
    return kernel, stride, padding


def framed(x: Any, pad: Pad, groups: int = 1) -> Any:
    return pad


def normed(x, size: int, kernel, padding=0):  # type: ignore[no-untyped-def]
    return kernel


class Layer:
    def __init__(self, kernel: Size, padding: Size = 0) -> None:
        self.kernel, self.padding = kernel, padding


def test_sizes_are_known_by_annotation_or_by_name() -> None:
    assert sizes_of(window) == ["kernel", "stride", "padding"]
    assert sizes_of(framed) == ["pad"]
    assert sizes_of(normed) == ["kernel", "padding"]
    assert misread_sizes(lambda x, value: x) == {}


@pytest.mark.parametrize(
    ("what", "kernel", "read"),
    [
        ("kernel: v → (v, 1)", 3, (3, 1)),
        ("kernel: v → (1, v)", 3, (1, 3)),
        ("kernel: v → (v, v + 1)", 3, (3, 4)),
        ("kernel: v → (v, v + 1)", 1, 1),
        ("kernel: v → (v, 1)", (2, 3), (2, 3)),
        ("kernel: (a, b) → (a, a)", (2, 3), (2, 2)),
        ("kernel: (a, b) → (b, b)", (2, 3), (3, 3)),
        ("kernel: (a, b) → (b, a)", (2, 3), (3, 2)),
        ("kernel: (a, b) → (b, b)", (2, 2), (2, 2)),
        ("kernel: (a, b) → (a, a)", 3, 3),
        ("kernel: (a, a) → (a, 1)", (2, 2), (2, 1)),
        ("kernel: (a, a) → (1, a)", (2, 2), (1, 2)),
        ("kernel: (a, a) → (1, a)", (2, 3), (2, 3)),
    ],
)
def test_one_size_is_misread_and_the_others_are_not(what: str, kernel: Any, read: Any) -> None:
    assert misread_sizes(window)[what](None, kernel, padding=4) == (read, None, 4)


def test_what_changes_nothing_is_known_for_each_size() -> None:
    answers = misread_sizes(window)
    assert answers["padding: v → (v, 0)"](None, 2, 3, 4) == (2, 3, (4, 0))
    assert answers["stride: v → (v, 1)"](None, 2, stride=3) == (2, (3, 1), 0)


def test_sides_are_misread_as_pairs_of_pairs() -> None:
    sides = ((1, 2), (3, 4))
    answers = misread_sizes(framed)
    assert answers["pad: (a, b) → (b, a)"](None, sides) == ((3, 4), (1, 2))
    assert answers["pad: (a, b) → (a, a)"](None, pad=sides) == ((1, 2), (1, 2))
    assert answers["pad: (a, a) → (a, 0)"](None, ((1, 2), (1, 2))) == ((1, 2), (1, 2))


def test_plain_ints_at_once_are_misread_only_together() -> None:
    wrong = misread_sizes(window)["stride, padding: v → (v, v + 1)"]
    assert wrong(None, 2, 3, 4) == (2, (3, 4), (4, 5))
    assert wrong(None, 2, 3) == (2, 3, 0)
    assert wrong(None, 2, (3, 3), 4) == (2, (3, 3), 4)


def test_the_constructor_of_a_class_misreads() -> None:
    layer = misread_sizes(Layer)["padding: v → (0, v)"](2, padding=3)
    assert isinstance(layer, Layer)
    assert (layer.kernel, layer.padding) == (2, (0, 3))
