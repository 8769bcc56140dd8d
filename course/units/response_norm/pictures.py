"""Pictures of the unit `response_norm`."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from course.drawing import BLUE, GREEN, INK, ORANGE, PAPER, array, canvas, charts, text

CHANNELS = 6


def before_and_after() -> Figure:
    """A column of channels, and what is left of it with a window of 5."""
    x = np.array([0, 0, 3, 0, 0, 0, 0, 3, 3, 3, 3, 3, 0, 0])
    y = x / (1 + np.convolve(x**2, np.ones(5), "same") / 9)
    figure, panels = charts(2, 2.6)
    for axes, heights, name, colour in zip(panels, (x, y), "xy", (BLUE, GREEN), strict=True):
        axes.bar(range(len(x)), heights, color=colour.fill, edgecolor=INK, linewidth=0.8)
        axes.set_title(f"${name}_i$", color=INK, fontsize=14)
        axes.set_xlabel("$i$", color=INK, fontsize=13)
        axes.set(xticks=range(len(x)), yticks=range(4), ylim=(0, 3.2))
    return figure


def windows() -> Figure:
    """Which channels j each channel i looks at, for an odd and an even size."""
    figure, axes = canvas(18, 9)
    _windows(axes, 2, 3, "i", "j", r"$s = 3$:  $i - 1 \leq j \leq i + 1$")
    _windows(axes, 11, 4, "i", "j", r"$s = 4$:  $i - 2 \leq j \leq i + 1$")
    return figure


def mirrored_windows() -> Figure:
    """The window of channel i, and the channels i whose window holds channel j."""
    figure, axes = canvas(18, 9)
    _windows(axes, 2, 4, "i", "j", r"$s = 4$:  $i - 2 \leq j \leq i + 1$")
    _windows(axes, 11, 4, "j", "i", r"$s = 4$:  $j - 1 \leq i \leq j + 2$")
    return figure


def _windows(axes: Axes, left: float, size: int, rows: str, columns: str, title: str) -> None:
    """Row by row, which columns belong to the window; a channel and itself are darker.

    The rows are the centres i when `rows` is "i", and the neighbours j otherwise.
    """
    top, middle = 1.5, left + CHANNELS / 2
    before, after = size // 2, (size - 1) // 2
    if rows != "i":
        before, after = after, before
    row, column = np.indices((CHANNELS, CHANNELS))
    inside = (row - before <= column) & (column <= row + after)
    fills = np.where(row == column, ORANGE.fill, np.where(inside, BLUE.fill, PAPER))
    array(axes, (left, top), np.full(fills.shape, ""), fills)
    for channel in range(CHANNELS):
        text(axes, (left - 0.35, top + channel + 0.52), str(channel), size=11)
        text(axes, (left + channel + 0.5, top - 0.35), str(channel), size=11)
    text(axes, (left - 1.05, top + 3), f"${rows}$")
    text(axes, (middle, top - 1), f"${columns}$")
    text(axes, (middle, top + 6.75), title, size=13)
