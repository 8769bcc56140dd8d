"""Does this plot show what the expected one shows? Texts, lines, points, bars and images."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from autograder.checking.authors.members import wrong_type
from autograder.checking.failures import Mismatch
from autograder.results import Message
from autograder.sandbox import Plot
from autograder.sandbox.inside.plots import PARTS, is_plot, plot_of

Compare = Callable[[Any, Any], None]
TEXTS = ("title", "xlabel", "ylabel")


def plot_from(value: Any) -> Plot | None:
    """None if the value is no plot, of matplotlib or from a child."""
    if is_plot(value):
        return plot_of(value)
    return value if isinstance(value, Plot) else None


def check_plot(
    actual: Any,
    expected: Plot,
    compare: Compare,
    parts: Sequence[str] = PARTS,
    exact_texts: bool = True,
) -> None:
    """Raises Mismatch; `compare` judges two values."""
    if not isinstance(actual, Plot):
        raise wrong_type("Figure", actual)
    if len(actual.axes) != len(expected.axes):
        said = f"{len(actual.axes)} axes where {len(expected.axes)} were expected"
        raise Mismatch(Message("plot_axes", {"expected": len(expected.axes)}), said)
    for own, right in zip(actual.axes, expected.axes, strict=True):
        for part in parts:
            if part in TEXTS and not exact_texts:
                holds = bool(own[part].strip()) or not right[part]
            else:
                holds = _holds(compare, own[part], right[part])
            if not holds:
                said = f"{part}: {own[part]!r} where {right[part]!r} was expected"
                raise Mismatch(Message(f"plot_{part}"), said)


def _holds(compare: Compare, own: Any, right: Any) -> bool:
    try:
        compare(own, right)
    except Mismatch:
        return False
    return True
